#include "summary.hpp"

#include "grouped.hpp"

#include "../render/json_text.hpp"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <string_view>

namespace clearance::stream {
namespace {

/// `name`, then the count flush right, then its share of all.
std::string row(std::string_view name, std::uint64_t count, std::uint64_t all) {
  char line[128];
  const double share = all == 0 ? 0 : 100.0 * static_cast<double>(count) / static_cast<double>(all);
  std::snprintf(line, sizeof line, "%-20.*s%15s%8.1f %%\n", static_cast<int>(name.size()), name.data(),
                grouped(count).c_str(), share);
  return line;
}

}  // namespace

void summary::add(const outcome& o, const decision& d, bool has_error) {
  ++intakes_;
  ++verdicts_[static_cast<unsigned>(o.decided)];
  with_errors_ += has_error;
  earliest_known_ += o.earliest != never;
  met_.begin();
  // Worst first, so a rule's first finding is its worst.
  for (const finding& f : d.findings) {
    const rule_id rule = pack_->bars[f.bar.index()].rule;
    if (met_.is_first(rule)) ++rules_[rule.index()][static_cast<unsigned>(f.how)];
  }
}

void summary::add(const summary& other) noexcept {
  intakes_ += other.intakes_;
  rejected_ += other.rejected_;
  with_errors_ += other.with_errors_;
  earliest_known_ += other.earliest_known_;
  for (std::size_t v = 0; v < verdict_count; ++v) verdicts_[v] += other.verdicts_[v];
  for (std::size_t r = 0; r < rules_.size(); ++r)
    for (std::size_t c = 0; c < rules_[r].size(); ++c) rules_[r][c] += other.rules_[r][c];
}

std::string summary::to_json() const {
  std::string out = "{\"intakes\":" + std::to_string(intakes_) + ",\"rejected\":" + std::to_string(rejected_) +
                    ",\"with_errors\":" + std::to_string(with_errors_) + ",\"verdicts\":{";
  for (unsigned v = 0; v < verdict_count; ++v)
    out += (v ? ",\"" : "\"") + std::string(name(static_cast<verdict>(v))) + "\":" + std::to_string(verdicts_[v]);
  out += "},\"earliest_known\":" + std::to_string(earliest_known_) + ",\"rules\":{";
  bool is_first = true;
  for (std::size_t r = 0; r < rules_.size(); ++r) {
    const auto& [avoidable, possible, certain] = rules_[r];
    if (avoidable + possible + certain == 0) continue;
    out += (is_first ? "\"" : ",\"") + escaped(pack_->rules[r].key) + "\":{\"certain\":" + std::to_string(certain) +
           ",\"possible\":" + std::to_string(possible) + ",\"avoidable\":" + std::to_string(avoidable) + '}';
    is_first = false;
  }
  return out + "}}";
}

std::string summary::to_text() const {
  std::string out = row("decided", intakes_, intakes_ + rejected_);
  out += row("rejected", rejected_, intakes_ + rejected_);
  out += "\nof those decided\n";
  for (unsigned v = 0; v < verdict_count; ++v) out += row(name(static_cast<verdict>(v)), verdicts_[v], intakes_);
  out += row("earliest is known", earliest_known_, intakes_);
  out += row("with errors", with_errors_, intakes_);

  std::vector<std::size_t> order(rules_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto sum = [&](std::size_t r) { return rules_[r][0] + rules_[r][1] + rules_[r][2]; };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sum(a) > sum(b); });
  std::size_t widest = 0;
  for (const std::size_t r : order)
    if (sum(r) > 0) widest = std::max(widest, pack_->rules[r].key.size());
  if (widest == 0) return out;

  const auto line = [&](std::string_view rule, std::string_view a, std::string_view b, std::string_view c) {
    out += rule;
    out.append(widest - std::min(widest, rule.size()), ' ');
    for (const std::string_view count : {a, b, c}) {
      out.append(15 - std::min<std::size_t>(14, count.size()), ' ');
      out += count;
    }
    out += '\n';
  };
  out += "\nrules that fired, by patients\n";
  line("", "certain", "possible", "avoidable");
  for (const std::size_t r : order) {
    if (sum(r) == 0) break;
    const auto& [avoidable, possible, certain] = rules_[r];
    line(pack_->rules[r].key, grouped(certain), grouped(possible), grouped(avoidable));
  }
  return out;
}

}  // namespace clearance::stream
