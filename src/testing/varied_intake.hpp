#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clearance::testing {

/// The intake that every case starts from, and what a case gives instead. Values are JSON.
class varied_intake {
 public:
  /// `usual_json`: an object.
  explicit varied_intake(std::string_view usual_json);

  void set(std::string_view key, std::string value) { put(given_.whole, key, std::move(value)); }
  void set_of_treatment(std::string_view key, std::string value) { put(given_.treatment, key, std::move(value)); }
  void set_answer(std::string_view key, std::string value) { put(given_.answers, key, std::move(value)); }

  std::string usual_today() const;  ///< empty where the usual intake has none

  std::optional<std::string> usual_of_treatment(std::string_view key) const;

  /// The whole intake.
  std::string json() const;
  /// What is given: `{"treatment":{"date":"2026-12-08"}}`.
  std::string given_json() const;

 private:
  using members = std::vector<std::pair<std::string, std::string>>;
  struct parts {
    members whole;  ///< but for these two, which are given key by key
    members treatment;
    members answers;
  };

  static void put(members& all, std::string_view key, std::string value);
  static std::string written(const parts& p);

  parts usual_;
  parts given_;
};

}  // namespace clearance::testing
