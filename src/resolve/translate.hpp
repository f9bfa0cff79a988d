#pragma once
#include "layers.hpp"
#include "pack_files.hpp"
#include "read_vocabulary.hpp"

#include <clearance/pack.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What people read, in another language: the texts of `texts/LANG.yaml` in place of the pack's own. What the engine
/// says itself stays English.
namespace clearance::resolving {

class translation {
 public:
  /// Reads the texts: what is wrong with them is told. `layers` are the pack's, `all` what they make together.
  translation(reading& r, std::string language, std::vector<pack_files::texts> files,
              std::span<const yaml::node* const> layers, const layered_pack& all);

  /// The pack with the language's texts for rules and facts: where they are read, they are told of like any other.
  const yaml::node& of(const yaml::node& root);

  /// Labels of what the vocabulary names.
  void name(const word_table& words, vocabulary& out);

  /// Labels of answers.
  void label_answers(pack& out);

  /// Doubts for all that a person may meet and that is not translated.
  void report(const yaml::node& root, const pack& p);

 private:
  struct text {
    yaml::member at;
    std::size_t nth = 0;  ///< the last layer that its file stands beside
    explicit operator bool() const noexcept { return at.value != nullptr; }
  };
  struct texts_of_rule {
    text says;
    text reading;
  };
  struct texts_of_fact {
    text ask;
    text help;
    const yaml::member* answers = nullptr;
  };

  void read(const pack_files::texts& file);
  void read_rules(const yaml::member& rules, std::size_t nth);
  void read_facts(const yaml::member& facts, std::size_t nth);
  void read_words(const yaml::member& m, std::unordered_map<std::string_view, const yaml::node*>& to);

  void check_names(const yaml::node& map, std::span<const std::string_view> known, const std::string& of,
                   const std::string& what);

  bool is_newer(const yaml::node& own, const text& translated) const;
  const yaml::node& spoken(const yaml::node& says, const yaml::member& rule);
  void put(yaml::node& keys, std::string_view key, const yaml::member& m, const yaml::node& value);
  yaml::node& make(yaml::node_kind kind, const text_range& at, std::string its_text = {});

  void report_rule(const yaml::member& rule);
  void report_fact(const yaml::member& fact);
  void report_names(const pack& p);
  std::string where_to_write(std::string_view section) const;

  reading& r_;
  std::string language_;
  std::string path_;  ///< where to write what is missing
  std::vector<pack_files::texts> files_;
  std::unordered_map<const source_file*, std::size_t> layer_of_;
  std::vector<std::string_view> rule_keys_;  ///< of all layers, removed ones too
  std::vector<std::string_view> fact_keys_;
  std::unordered_map<std::string_view, texts_of_rule> rules_;
  std::unordered_map<std::string_view, texts_of_fact> facts_;
  std::unordered_map<std::string_view, const yaml::node*> names_;
  std::unordered_map<std::string_view, const yaml::node*> values_;
  std::vector<const yaml::node*> name_keys_;  ///< in the order of the files
  std::unordered_map<std::string_view, std::pair<const yaml::node*, std::string_view>> unspoken_;
  std::vector<std::string_view> unspoken_order_;
  yaml::tree made_;
};

}  // namespace clearance::resolving
