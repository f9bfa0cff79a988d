#include "read_cases.hpp"

#include "case_keys.hpp"
#include "read_facts.hpp"

#include <clearance/time/text.hpp>
#include <clearance/verdict.hpp>

#include <algorithm>
#include <array>
#include <unordered_set>

namespace clearance::resolving {
namespace {

void write_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += "0123456789abcdef"[byte >> 4];
      out += "0123456789abcdef"[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

class case_reader {
 public:
  case_reader(reading& r, const pack& p) : r_(r), pack_(p) {
    for (const rule& rule : pack_.rules) add_rule(rule.key);
    add_rule(name(rule_kind::uncovered));
  }

  void read_usual(const yaml::member& usual) {
    const yaml::node* parts = r_.map(usual, "the parts of a usual intake");
    if (parts != nullptr && is_of_an_intake(*parts)) usual_ = parts;
  }

  std::string usual() { return intake(nullptr, {}); }

  std::vector<pack_case> read(const yaml::member& cases) {
    const yaml::node* all = r_.map(cases, "cases, a name and its keys each");
    if (all == nullptr) return {};
    for (const yaml::member& entry : all->members) {
      read_case(entry);
      if (bytes_ <= most_bytes) continue;
      r_.tell(issue_code::too_large, entry.key->at, "the intakes of all cases up to here have more than 32 MiB",
              "keep `usual` short: every case repeats it");
      return {};
    }
    return std::move(out_);
  }

 private:
  static constexpr std::size_t most_bytes = 32u << 20;

  void add(pack_case c) {
    bytes_ += c.intake.size();
    out_.push_back(std::move(c));
  }

  // A key that no intake has would test nothing, and nobody would see it.
  bool is_of_an_intake(const yaml::node& part) {
    const std::size_t before = r_.found().size();
    r_.check_keys(part, names_of(intake_parts), "an intake");
    return r_.found().size() == before;
  }

  void add_rule(std::string_view key) {
    if (rules_.insert(key).second) rule_keys_.push_back(key);
  }

  void read_case(const yaml::member& entry) {
    const yaml::node* keys = r_.map(entry, "its keys: `given`, and `expect` or `dates`");
    if (keys == nullptr) return;
    r_.check_keys(*keys, names_of(case_keys), "a case");
    pack_case c;
    c.name = entry.key->text;
    c.file = entry.key->at.file->name;
    c.line = static_cast<int>(entry.key->at.line + 1);
    if (const yaml::member* m = keys->find("why")) c.why = r_.text(*m).value_or("");
    const yaml::node* given = nullptr;
    if (const yaml::member* m = keys->find("given")) given = r_.map(*m, "parts of an intake");
    if (given != nullptr && !is_of_an_intake(*given)) given = nullptr;
    const yaml::member* expect = keys->find("expect");
    const yaml::member* dates = keys->find("dates");
    if (expect == nullptr && dates == nullptr)
      r_.tell(issue_code::bad_case, entry.key->at, "the case `" + c.name + "` expects nothing",
              "add `expect: {verdict: defer}`, or `dates: {2026-11-24: clear}`");
    if (expect != nullptr && r_.map(*expect, "part of a decision") != nullptr) {
      check_expectation(*expect->value);
      c.intake = intake(given, {});
      c.expected.clear();
      write(c.expected, *expect->value, {});
      add(c);
    }
    if (dates != nullptr && r_.map(*dates, "treatment dates and their verdicts") != nullptr)
      for (const yaml::member& date : dates->value->members) read_dated(c, given, date);
  }

  void read_dated(const pack_case& c, const yaml::node* given, const yaml::member& date) {
    const auto when = parse_civil(date.key->text);
    if (!when || (when->written != precision::day && when->written != precision::minute))
      r_.tell(issue_code::bad_case, date.key->at, "`" + date.key->text + "` is no day", "write it as 2026-11-24");
    check_verdict(date);
    pack_case dated = c;
    dated.line = static_cast<int>(date.key->at.line + 1);
    dated.name += " " + date.key->text;
    dated.intake = intake(given, date.key->text);
    dated.expected = "{\"verdict\":";
    write_string(dated.expected, date.value->text);
    dated.expected += '}';
    add(std::move(dated));
  }

  void check_expectation(const yaml::node& expect) {
    r_.check_keys(expect, names_of(expectation_keys), "an expectation");
    for (const std::string_view key : {"verdict", "worst_possible"})
      if (const yaml::member* m = expect.find(key)) check_verdict(*m);
    for (const std::string_view key : {"rules", "silent"})
      if (const yaml::member* m = expect.find(key)) check_rules(*m);
    for (const std::string_view key : {"findings", "actions", "advice"})
      if (const yaml::member* m = expect.find(key)) check_maps(*m);
  }

  /// Parts of findings, actions or advice: a list of maps.
  void check_maps(const yaml::member& list) {
    const bool is_list = list.value->kind == yaml::node_kind::sequence;
    if (!is_list)
      r_.tell(issue_code::wrong_shape, list.key->at, "`" + list.key->text + "` is a list of maps",
              "write `[{rule: NAME}]`, or `[]` for none");
    for (const yaml::node* item : list.value->items) {
      if (!is_list) return;
      if (item->kind != yaml::node_kind::map)
        r_.tell(issue_code::wrong_shape, item->at, "`" + list.key->text + "` is a list of maps",
                "write `[{rule: NAME}]`, or `[]` for none");
      else if (const yaml::member* rule = item->find("rule"))
        check_rule(*rule->value);
    }
  }

  void check_verdict(const yaml::member& m) {
    std::array<std::string_view, 6> names;
    for (unsigned v = 0; v < names.size(); ++v) names[v] = name(static_cast<verdict>(v));
    const yaml::node& n = *m.value;
    if (n.text.empty())
      r_.tell(issue_code::bad_case, m.key->at, "`" + m.key->text + "` has no verdict", "use " + one_of(names));
    else if (std::find(names.begin(), names.end(), n.text) == names.end())
      r_.tell(issue_code::bad_case, n.at, "`" + n.text + "` is no verdict", "use " + one_of(names));
  }

  void check_rules(const yaml::member& rules) {
    if (rules.value->kind != yaml::node_kind::sequence) {
      r_.tell(issue_code::wrong_shape, rules.key->at, "`" + rules.key->text + "` is a list of rules",
              "write `[NAME]`, or `[]` where none may fire");
      return;
    }
    if (rules.value->items.empty()) return;  // none may fire
    for (const yaml::node* n : r_.words(rules)) check_rule(*n);
  }

  void check_rule(const yaml::node& n) {
    if (rules_.contains(n.text)) return;
    std::string hint = r_.did_you_mean(n.text, rule_keys_);
    if (hint.empty()) hint = "write the name of a rule of this pack";
    r_.tell(issue_code::bad_case, n.at, "no rule `" + n.text + "`", std::move(hint));
  }

  /// `usual` with the keys that are given; `treatment` and `answers` key by key.
  std::string intake(const yaml::node* given, std::string_view date) {
    std::string out = "{";
    const auto separate = [&] {
      if (out.back() != '{') out += ',';
    };
    std::vector<std::string_view> keys;
    for (const yaml::node* part : {usual_, given})
      if (part != nullptr)
        for (const yaml::member& m : part->members)
          if (std::find(keys.begin(), keys.end(), m.key->text) == keys.end()) keys.push_back(m.key->text);
    if (!date.empty() && std::find(keys.begin(), keys.end(), "treatment") == keys.end()) keys.push_back("treatment");
    for (const std::string_view key : keys) {
      const yaml::member* own = given == nullptr ? nullptr : given->find(key);
      const yaml::member* usually = usual_ == nullptr ? nullptr : usual_->find(key);
      separate();
      write_string(out, key);
      out += ':';
      if (key == "treatment" || key == "answers")
        merged(out, own, usually, key == "treatment" ? date : std::string_view());
      else
        write(out, *(own != nullptr ? own : usually)->value, key);
    }
    return out += '}';
  }

  void merged(std::string& out, const yaml::member* own, const yaml::member* usually, std::string_view date) {
    out += '{';
    bool first = true;
    const auto put = [&](std::string_view key, const yaml::node* value) {
      if (!first) out += ',';
      first = false;
      write_string(out, key);
      out += ':';
      if (value == nullptr)
        write_string(out, date);
      else
        write(out, *value, key);
    };
    if (!date.empty()) put("date", nullptr);
    std::unordered_set<std::string_view> own_keys;
    if (own != nullptr)
      for (const yaml::member& m : own->value->members) own_keys.insert(m.key->text);
    const auto taken = [&](std::string_view key) { return (!date.empty() && key == "date") || own_keys.contains(key); };
    if (own != nullptr)
      for (const yaml::member& m : own->value->members)
        if (date.empty() || m.key->text != "date") put(m.key->text, m.value);
    if (usually != nullptr)
      for (const yaml::member& m : usually->value->members)
        if (!taken(m.key->text)) put(m.key->text, m.value);
    out += '}';
  }

  void write(std::string& out, const yaml::node& n, std::string_view key) {
    switch (n.kind) {
      case yaml::node_kind::empty: out += "null"; return;
      case yaml::node_kind::scalar: return write_scalar(out, n, key);
      case yaml::node_kind::sequence: {
        out += '[';
        for (const yaml::node* item : n.items) {
          if (out.back() != '[') out += ',';
          write(out, *item, key);
        }
        out += ']';
        return;
      }
      case yaml::node_kind::map: {
        out += '{';
        for (const yaml::member& m : n.members) {
          if (out.back() != '{') out += ',';
          write_string(out, m.key->text);
          out += ':';
          write(out, *m.value, m.key->text);
        }
        out += '}';
        return;
      }
    }
  }

  void write_scalar(std::string& out, const yaml::node& n, std::string_view key) {
    if (!n.quoted && (n.text == "null" || n.text == "~")) {
      out += "null";
      return;
    }
    if (expects_yes_no(key))
      if (const auto value = reading::yes_no(n.text)) {
        out += *value ? "true" : "false";
        return;
      }
    if (expects_number(key) && read_millionths(n.text)) {
      out += n.text;
      return;
    }
    write_string(out, n.text);
  }

  bool expects_yes_no(std::string_view key) const { return key == "ongoing" || is_fact_of(key, answer_kind::yes_no); }
  bool expects_number(std::string_view key) const { return is_fact_of(key, answer_kind::number); }

  bool is_fact_of(std::string_view key, answer_kind kind) const {
    for (const auto* facts : {&pack_.treatment_facts, &pack_.medication_facts, &pack_.condition_facts,
                              &pack_.event_facts, &pack_.patient_facts})
      for (const fact_declaration& f : *facts)
        if (f.key == key && f.answer == kind) return true;
    return false;
  }

  reading& r_;
  const pack& pack_;
  const yaml::node* usual_ = nullptr;
  std::unordered_set<std::string_view> rules_;
  std::vector<std::string_view> rule_keys_;
  std::vector<pack_case> out_;
  std::size_t bytes_ = 0;  ///< of their intakes
};

}  // namespace

read_case_list read_cases(reading& r, const yaml::node& pack_root, const pack& p) {
  case_reader reader(r, p);
  if (const yaml::member* usual = pack_root.find("usual")) reader.read_usual(*usual);
  read_case_list out;
  out.usual = reader.usual();
  if (const yaml::member* cases = pack_root.find("cases")) out.cases = reader.read(*cases);
  return out;
}

}  // namespace clearance::resolving
