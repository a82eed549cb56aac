// Reads and judges the records as a program in C++ would.

#include <algorithm>
#include <exception>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "judging.hpp"
#include "reading.hpp"

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr auto USAGE = "about\nread PARSER FOLDER\njudge SCHEMAS DOCUMENTS\nconform KIT\n";

std::vector<std::string> lines_of(const fs::path &file) {
    std::istringstream text(text_of(file));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) {
        lines.push_back(line);
    }
    return lines;
}

int about() {
    const json parser = {{"name", "yaml-cpp"}, {"version", YAML_CPP_VERSION}};
    const json validator = {{"name", "valijson"}, {"version", VALIJSON_VERSION}};
    std::cout << json{{"language", "C++"}, {"parsers", {parser}}, {"validator", validator}} << '\n';
    return 0;
}

/** Prints what yaml-cpp reads of every YAML file below a folder. */
int read(const std::string &parser, const fs::path &folder) {
    if (parser != "yaml-cpp") {
        throw std::runtime_error("no parser " + parser + ": there is yaml-cpp");
    }
    std::vector<std::string> paths;
    for (const auto &entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".yaml") {
            paths.push_back(entry.path().lexically_relative(folder).generic_string());
        }
    }
    std::sort(paths.begin(), paths.end());
    int status = 0;
    for (const auto &path : paths) {
        try {
            std::cout << json{{"path", path}, {"value", from_yaml(text_of(folder / path))}} << '\n';
        } catch (const std::exception &error) {
            status = 1;
            std::cout << json{{"path", path}, {"error", error.what()}} << '\n';
        }
    }
    return status;
}

/** Prints the verdict on each line of a file of `{"schema": kind, "document": ...}`. */
int judge(const fs::path &folder, const fs::path &documents) {
    Schemas schemas(folder);
    for (const auto &line : lines_of(documents)) {
        const auto asked = from_json(line);
        const auto errors = schemas.faults(asked.at("schema"), asked.at("document"));
        std::cout << (errors.empty() ? json{{"valid", true}} : json{{"valid", false}, {"errors", errors}}) << '\n';
    }
    return 0;
}

/** The documents of a kit; a file of JSON Lines is read once. */
class Documents {
public:
    explicit Documents(fs::path kit) : kit_(std::move(kit)) {}

    json read(const std::string &path) {
        const auto hash = path.find('#');
        const auto file = path.substr(0, hash);
        if (hash == std::string::npos) {
            const auto text = text_of(kit_ / file);
            return fs::path(file).extension() == ".yaml" ? from_yaml(text) : from_json(text);
        }
        if (lines_.find(file) == lines_.end()) {
            lines_[file] = lines_of(kit_ / file);
        }
        return from_json(lines_[file].at(std::stoul(path.substr(hash + 1))));
    }

private:
    fs::path kit_;
    std::map<std::string, std::vector<std::string>> lines_;
};

json verdict(Schemas &schemas, Documents &documents, const json &one) {
    try {
        auto faults = schemas.faults(one.at("schema"), documents.read(one.at("path")));
        return faults.empty() ? json("valid") : faults;
    } catch (const std::exception &error) {
        return std::string("not read: ") + error.what();
    }
}

/** Judges the cases of a conformance kit by the schemas beside it; one that no schema can see is skipped. */
int conform(const fs::path &kit) {
    const auto index = from_json(text_of(kit / "index.json"));
    if (index.at("version") != 1) {
        throw std::runtime_error("the index of the kit has a version that is not 1");
    }
    Schemas schemas(kit / ".." / "schema");
    Documents documents(kit);
    int cases = 0;
    int skipped = 0;
    int disagreements = 0;
    for (const auto &one : index.at("cases")) {
        if (!one.at("valid") && one.at("keyword").is_null()) {
            ++skipped;
            continue;
        }
        ++cases;
        const json expected = one.at("valid") ? json("valid")
                                              : json{{"pointer", one.at("pointer")}, {"keyword", one.at("keyword")}};
        const auto found = verdict(schemas, documents, one);
        const auto agrees = found.is_array() ? std::find(found.begin(), found.end(), expected) != found.end()
                                             : found == expected;
        if (!agrees) {
            ++disagreements;
            const json said = {{"case", one.at("name")}, {"judge", "valijson"}, {"expected", expected}, {"found", found}};
            std::cout << said << '\n';
        }
    }
    const json summary = {
        {"cases", cases}, {"skipped", skipped}, {"verdicts", cases}, {"disagreements", disagreements}};
    std::cout << summary << '\n';
    return disagreements > 0 || cases == 0 ? 1 : 0;
}

int run(const std::vector<std::string> &args) {
    const auto command = args.empty() ? std::string() : args[0] + ' ' + std::to_string(args.size() - 1);
    if (command == "about 0") {
        return about();
    }
    if (command == "read 2") {
        return read(args[1], args[2]);
    }
    if (command == "judge 2") {
        return judge(args[1], args[2]);
    }
    if (command == "conform 1") {
        return conform(args[1]);
    }
    std::cerr << USAGE;
    return 2;
}

}  // namespace

int main(int count, char **values) {
    try {
        return run({values + 1, values + count});
    } catch (const std::exception &error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
