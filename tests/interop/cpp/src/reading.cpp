#include "reading.hpp"

#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <yaml-cpp/yaml.h>

using nlohmann::json;

std::string text_of(const std::filesystem::path &file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        throw std::runtime_error(file.string() + " cannot be read");
    }
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

namespace {

// JSON Schema counts 1.0 among the integers; valijson goes by how the parser stores a number.
void make_integers(json &value) {
    if (value.is_number_float()) {
        const auto number = value.get<double>();
        if (std::trunc(number) == number && std::fabs(number) < 9007199254740992.0) {
            value = static_cast<std::int64_t>(number);
        }
    } else if (value.is_structured()) {
        for (auto &inner : value) {
            make_integers(inner);
        }
    }
}

// yaml-cpp keeps scalars as text; a quoted one has the tag "!", and a plain one is what it can be converted to first.
json scalar(const YAML::Node &node) {
    bool truth;
    long long integer;
    double number;
    if (node.Tag() == "!") {
        return node.Scalar();
    }
    if (YAML::convert<bool>::decode(node, truth)) {
        return truth;
    }
    if (YAML::convert<long long>::decode(node, integer)) {
        return integer;
    }
    if (YAML::convert<double>::decode(node, number)) {
        return number;
    }
    return node.Scalar();
}

json value_of(const YAML::Node &node) {
    if (node.IsSequence()) {
        auto array = json::array();
        for (const auto &item : node) {
            array.push_back(value_of(item));
        }
        return array;
    }
    if (node.IsMap()) {
        auto object = json::object();
        for (const auto &pair : node) {
            object[pair.first.Scalar()] = value_of(pair.second);
        }
        return object;
    }
    return node.IsScalar() ? scalar(node) : json(nullptr);
}

}  // namespace

json from_json(const std::string &text) {
    auto value = json::parse(text);
    make_integers(value);
    return value;
}

json from_yaml(const std::string &text) {
    auto value = value_of(YAML::Load(text));
    make_integers(value);
    return value;
}
