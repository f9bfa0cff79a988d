#pragma once
#include "in_memory.hpp"

#include <clearance/io/load_pack.hpp>
#include <clearance/io/screener.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>

/// A small pack that a test writes out, and a patient in whose way nothing stands but what the test says.
class trial_pack {
 public:
  using json = nlohmann::json;

  trial_pack(const std::string& rules, const std::string& words) {
    files_in_memory files;
    files.texts["pack.yaml"] = "pack: trial\nversion: 1.0.0\nvocabulary: words.yaml\n" + rules;
    files.texts["words.yaml"] = words;
    loaded_ = clearance::load_pack("pack.yaml", files);
    REQUIRE_MESSAGE(loaded_, clearance::to_text(loaded_.found));
  }

  /// The decision, where `change` stands in place of the patient's own keys.
  json decided(const json& change) const {
    json in = {{"today", "2026-11-22"},        {"treatment", {{"date", "2026-12-08"}}},
               {"medications", json::array()}, {"conditions", json::array()},
               {"sessions", json::array()},    {"events", json::array()}};
    in.update(change);
    clearance::screener s(*loaded_.usable);
    return json::parse(s.screen(in.dump()));
  }

  static json one(json entry) { return json::array({std::move(entry)}); }

 private:
  clearance::loaded_pack loaded_;
};
