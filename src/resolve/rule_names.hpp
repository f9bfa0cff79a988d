#pragma once
#include "read_vocabulary.hpp"
#include "reading.hpp"
#include "rule_model.hpp"

#include <initializer_list>
#include <string>
#include <vector>

namespace clearance::resolving {

/// What a rule speaks of: the names behind its kind, those that it leaves out, and by which routes.
class rule_names {
 public:
  rule_names(reading& r, const word_table& words, const pack& p) : r_(r), words_(words), pack_(p) {}

  /// Of a rule that names nothing.
  void begin() {
    named_.clear();
    understood_all_ = true;
  }
  void read(const yaml::member& kind, rule_model& rule);
  void read_except(const yaml::node& keys, rule_model& rule);
  void read_routes(const yaml::node& keys, rule_model& rule);

  /// Is every name behind the kind known?
  bool are_understood() const noexcept { return understood_all_; }
  void tell_misplaced(const yaml::node& key, const std::string& of);
  void tell_other_kinds(std::initializer_list<word_kind> allowed, const std::string& message, const std::string& hint);

 private:
  struct named_word {
    word_kind kind;
    text_range at;
  };

  void add_exception(const yaml::node& n, window waits, rule_model& rule);
  std::string hint_for_unknown(const std::string& wrong);
  void append_name(std::string& names, const word& w);

  reading& r_;
  const word_table& words_;
  const pack& pack_;
  std::vector<named_word> named_;
  bool understood_all_ = true;
};

}  // namespace clearance::resolving
