#include "judging.hpp"

#include <utility>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "reading.hpp"

using nlohmann::json;
using valijson::adapters::NlohmannJsonAdapter;

namespace {

// valijson names no keywords: what it says begins with one of these.
const std::vector<std::pair<std::string, std::string>> KEYWORDS = {
    {"Array should contain no fewer than ", "minItems"},
    {"Array should contain no more than ", "maxItems"},
    {"Elements at indexes ", "uniqueItems"},
    {"Expected number greater than or equal to ", "minimum"},
    {"Expected number less than or equal to ", "maximum"},
    {"Failed to match against any enum values.", "enum"},
    {"Failed to match expected value set by 'const' constraint.", "const"},
    {"Failed to match regex specified by 'pattern' constraint.", "pattern"},
    {"Missing required property ", "required"},
    {"Object contains a property that could not be validated using 'properties' ", "additionalProperties"},
    {"String should be no fewer than ", "minLength"},
    {"String should be no more than ", "maxLength"},
    {"Target should not validate against schema specified in 'not' constraint.", "not"},
    {"Value type not permitted by 'type' constraint.", "type"},
};

std::string keyword_of(const std::string &description) {
    for (const auto &[beginning, keyword] : KEYWORDS) {
        if (description.rfind(beginning, 0) == 0) {
            return keyword;
        }
    }
    return description;
}

// The first step of a context is the root; each other one is a name or an index in brackets.
std::string pointer_of(const std::vector<std::string> &context) {
    std::string pointer;
    for (std::size_t index = 1; index < context.size(); ++index) {
        pointer += '/';
        for (const char character : context[index].substr(1, context[index].size() - 2)) {
            pointer += character == '~' ? "~0" : character == '/' ? "~1" : std::string(1, character);
        }
    }
    return pointer;
}

}  // namespace

json Schemas::faults(const std::string &kind, const json &document) {
    valijson::Validator validator;
    valijson::ValidationResults results;
    auto found = json::array();
    if (!validator.validate(compiled(kind), NlohmannJsonAdapter(document), &results)) {
        valijson::ValidationResults::Error error;
        while (results.popError(error)) {
            found.push_back({{"pointer", pointer_of(error.context)}, {"keyword", keyword_of(error.description)}});
        }
    }
    return found;
}

const valijson::Schema &Schemas::compiled(const std::string &kind) {
    const auto known = schemas_.find(kind);
    if (known != schemas_.end()) {
        return known->second;
    }
    auto &schema = schemas_[kind];
    read_.push_back(from_json(text_of(folder_ / (kind + ".schema.json"))));
    valijson::SchemaParser().populateSchema(NlohmannJsonAdapter(read_.back()), schema);
    return schema;
}
