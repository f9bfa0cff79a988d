#pragma once
#include "cel/compile.hpp"
#include "cel/parse.hpp"
#include "resolve/predicate_writer.hpp"
#include "resolve/read_facts.hpp"
#include "resolve/read_vocabulary.hpp"
#include "yaml/tree.hpp"

#include <clearance/predicate.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

/// Expressions over the facts and words of a small pack, without rules.
namespace cel_tests {

using namespace clearance;

class expressions {
 public:
  explicit expressions(std::string facts = "facts: {}", std::string words = "substances: {}")
      : facts_("facts.yaml", std::move(facts)), vocabulary_("words.yaml", std::move(words)), reading_(found_) {
    facts_tree_ = read(facts_);
    words_tree_ = read(vocabulary_);
    words_ = resolving::read_vocabulary(reading_, {words_tree_.root}, resolving::vocabulary_state::whole, pack_);
    resolving::read_facts(reading_, facts_tree_.root->members.at(0), pack_);
    tables_ = std::make_unique<cel::program_tables>(pack_);
    if (!found_.empty()) throw std::runtime_error(to_text(found_));
  }

  /// What is told of an expression, the messages alone.
  std::string mistakes_in(std::string_view text) {
    cel::mistakes told;
    const cel::checked c = cel::read(text, around(), told);
    if (c.is_right) cel::lower(c, *tables_, told);
    std::string all;
    for (const cel::mistake& m : told) all += m.message + '\n';
    return all;
  }

  cel::steps steps_of(std::string_view text) {
    cel::mistakes told;
    last_ = cel::read(text, around(), told);
    if (!last_.is_right) throw std::runtime_error(std::string(text) + ": " + (told.empty() ? "" : told[0].message));
    return cel::lower(last_, *tables_, told);
  }

  cel::type_kind type_of_last() const { return last_.type_of(last_.tree.root).kind; }

  /// Runs steps; the cell, and the text where they leave one.
  std::pair<cell, std::string> run(const cel::steps& s, const facts& f) const {
    predicates::work_space w;
    predicates::machine(pack_.predicates, {}, f, {}).run(s.data(), s.data() + s.size(), w);
    std::string text;
    if (leaves_text(s.back()) && w.top().is_known())
      for (const std::string_view piece : w.text(w.top())) text += piece;
    return {w.top(), text};
  }

  /// The truth that steps leave, in the quickest form that they may take.
  kleene truth(const cel::steps& s, const facts& f) const {
    predicate_program program = pack_.predicates;
    return evaluate(append(program, s), program, {}, f, {});
  }

  const pack& declared() const { return pack_; }

 private:
  static yaml::tree read(const source_file& file) {
    issues found;
    auto tree = yaml::read_tree(file, found);
    if (!tree || tree->root == nullptr) throw std::runtime_error(to_text(found));
    return std::move(*tree);
  }

  cel::surroundings around() { return {pack_, words_, reading_, std::nullopt}; }

  source_file facts_;
  source_file vocabulary_;
  yaml::tree facts_tree_;
  yaml::tree words_tree_;
  issues found_;
  resolving::reading reading_;
  pack pack_;
  resolving::word_table words_;
  std::unique_ptr<cel::program_tables> tables_;
  cel::checked last_;
};

}  // namespace cel_tests
