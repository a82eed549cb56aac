#pragma once

#include <filesystem>
#include <list>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/schema.hpp>

/** The schemas of a folder, each compiled when it is first asked. */
class Schemas {
public:
    explicit Schemas(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /** What a schema, named by its kind, has against a document: pointers and keywords; empty where it is valid. */
    nlohmann::json faults(const std::string &kind, const nlohmann::json &document);

private:
    const valijson::Schema &compiled(const std::string &kind);

    std::filesystem::path folder_;
    std::map<std::string, valijson::Schema> schemas_;
    std::list<nlohmann::json> read_;
};
