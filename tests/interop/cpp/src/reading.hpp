#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

/** A file's text. Throws std::runtime_error where it cannot be read. */
std::string text_of(const std::filesystem::path &file);

/** What a text of JSON says. A number without a fraction is an integer, however it is written. */
nlohmann::json from_json(const std::string &text);

/** What a text of YAML says, as yaml-cpp reads it. */
nlohmann::json from_yaml(const std::string &text);
