#include "rule_words.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <vector>

namespace clearance::resolving {
namespace {

constexpr std::size_t longest_text = 64u << 10;  // what is put in does not make a text longer than one may be

/// `4..6 weeks` is read aloud as "4 to 6 weeks".
std::string spoken(const std::string& value) {
  const std::size_t dots = value.find("..");
  return dots == std::string::npos ? value : value.substr(0, dots) + " to " + value.substr(dots + 2);
}

/// Where a part of a text stands in the file, not before byte `from`; the text itself where escapes hide the part.
text_range place_in(const yaml::node& n, const std::string& part, std::size_t& from) {
  const source_file& file = *n.at.file;
  if (from >= n.upto) return n.at;
  from = std::max(from, file.byte_of(n.at));
  const std::string_view written = std::string_view(file.text).substr(0, n.upto);
  const std::size_t found = written.find(part, from);
  from = n.upto;  // what is not found once is not looked for again
  if (found == std::string_view::npos) return n.at;
  from = found + part.size();
  return file.place_of(found, part.size());
}

bool is_one_text(const yaml::node& n) { return n.kind == yaml::node_kind::scalar; }

/// ` (warfarin: 5 days)` of exceptions that have windows of their own, so that a text misquotes none.
std::string other_windows(const yaml::node& keys) {
  const yaml::member* except = keys.find("except");
  if (except == nullptr || except->value->kind != yaml::node_kind::map) return {};
  std::string out;
  for (const yaml::member& m : except->value->members) {
    std::string name = m.key->text;
    std::replace(name.begin(), name.end(), '-', ' ');
    out += (out.empty() ? " (" : ", ") + name + ": " + spoken(m.value->text);
  }
  return out.empty() ? out : out + ')';
}

std::string keys_to_write(const yaml::node& keys) {
  constexpr std::string_view texts[] = {"says", "note", "reading", "source"};
  std::vector<std::string> braced;
  for (const yaml::member& m : keys.members)
    if (is_one_text(*m.value) && std::find(std::begin(texts), std::end(texts), m.key->text) == std::end(texts))
      braced.push_back('{' + m.key->text + '}');
  if (braced.empty()) return "the rule has no key whose value can be put in: write it out";
  const std::vector<std::string_view> words(braced.begin(), braced.end());
  return "write one of its keys: " + one_of(words);
}

}  // namespace

std::string filled_in(reading& r, const std::string& text, const yaml::node& says, const yaml::node& keys) {
  std::unordered_map<std::string_view, const yaml::node*> values;
  for (const yaml::member& m : keys.members) values.emplace(m.key->text, m.value);
  std::string out;
  std::size_t told_up_to = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text[i] == '{' ? text.find('}', i) : std::string::npos;
    if (end == std::string::npos) {
      out += text[i];
      continue;
    }
    const std::string key = text.substr(i + 1, end - i - 1);
    const auto value = values.find(key);
    if (value != values.end() && is_one_text(*value->second)) {
      out += spoken(value->second->text);
      if (key == "before") out += other_windows(keys);
    } else {
      const text_range at = place_in(says, text.substr(i, end - i + 1), told_up_to);
      if (value == values.end())
        r.tell(issue_code::unknown_placeholder, at, "`{" + key + "}` stands for nothing: the rule has no such key",
               keys_to_write(keys));
      else
        r.tell(issue_code::unknown_placeholder, at, "`{" + key + "}` is a list: only one text can be put in",
               "write the names out");
    }
    i = end;
    if (out.size() > longest_text) {
      r.tell(issue_code::too_large, says.at, "with what is put in, this text has more than 64 KiB", "shorten it");
      return {};
    }
  }
  return out;
}

std::string default_words(const rule& rule) {
  switch (rule.kind) {
    case rule_kind::washout:
      return rule.before ? "No " + rule.names + " for " + rule.before_text + " before the treatment."
                         : "No " + rule.names + " for " + rule.after_text + " after the treatment.";
    case rule_kind::exclude: return "Do not treat: " + rule.names + ".";
    case rule_kind::refer: return "A practitioner decides first: " + rule.names + ".";
    case rule_kind::defer: return "Not at this time: " + rule.names + ".";
    case rule_kind::require:
      return "Needed before the treatment: " + rule.names + (rule.before ? ", " + rule.before_text + " before." : ".");
    case rule_kind::accept: return "Known and allowed: " + rule.names + ".";
    case rule_kind::recovery:
      return "Expected for " + rule.after_text + " after a treatment: " + rule.names +
             "; longer is for a practitioner.";
    case rule_kind::interval: return "Wait " + spoken(rule.before_text) + " between treatments.";
    case rule_kind::course: return "Usually " + spoken(rule.before_text) + ".";
    case rule_kind::aftercare: return rule.key + ": wait " + rule.after_text + " after the treatment.";
    case rule_kind::uncovered: break;
  }
  return {};
}

}  // namespace clearance::resolving
