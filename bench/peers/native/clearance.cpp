// Ours, with the rival's rules as a pack: one intake after the other, from facts and from JSON.
#include "../../facts_batch.hpp"
#include "../../rival_data.hpp"
#include "lines.hpp"
#include "orders.hpp"
#include "serve.hpp"

#include <clearance/batch/column_builder.hpp>
#include <clearance/batch/evaluate_columns.hpp>
#include <clearance/evaluate.hpp>
#include <clearance/io/screener.hpp>
#include <clearance/version.hpp>

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace {

using namespace bench::peers;
using bench::give_up;

class one_by_one {
 public:
  static constexpr const char* forms = R"(["input","text","reordered"])";

  explicit one_by_one(const arguments& given)
      : rules_(bench::load_or_give_up(CLEARANCE_BENCH_DIR "/rival_pack/rival.yaml")),
        text_(given.folder + "/intakes.ndjson", given.limit),
        words_(*rules_),
        screener_(*rules_) {
    for (const std::string_view line : text_.all()) {
      read(line);
      if (!screener_.problems().empty()) give_up("an intake has a problem: " + screener_.problems()[0].message);
      facts_.add(screener_.intake());
    }
    facts_.settle();
    for (const std::vector<std::size_t>& order : orders(size())) {
      bench::facts_batch& batch = reordered_.emplace_back();
      for (const std::size_t i : order) batch.add(facts_.patients()[i]);
      batch.settle();
    }
  }

  std::size_t size() const noexcept { return text_.all().size(); }

  rival::Result answer(form from, std::size_t i) {
    if (from != form::text) {
      const clearance::outcome o = evaluate(*rules_, facts_.patients()[i], room_);
      if (o.fired_count > room_.size()) give_up("too many findings for the room");
      return in_the_rivals_words(o, {room_.data(), o.fired_count});
    }
    read(text_.all()[i]);
    const clearance::outcome o = screener_.evaluate();
    return in_the_rivals_words(o, screener_.findings());
  }

  std::uint64_t pass(form from) {
    std::uint64_t sum = 0;
    if (from != form::text) {
      const bench::facts_batch& batch = from == form::input ? facts_ : reordered_[turn_++ % reordered_.size()];
      for (const clearance::facts& f : batch.patients()) sum += digest_of(evaluate(*rules_, f, room_));
    } else {
      for (const std::string_view line : text_.all()) {
        read(line);
        sum += digest_of(screener_.evaluate());
      }
    }
    return sum;
  }

 protected:
  const clearance::pack& rules() const noexcept { return *rules_; }
  const std::vector<clearance::facts>& patients() const noexcept { return facts_.patients(); }

  void read(std::string_view line) {
    if (!screener_.read(line)) give_up("an intake is not read: " + std::string(screener_.error()));
  }

  static std::uint64_t digest_of(const clearance::outcome& o) {
    return static_cast<std::uint64_t>(o.decided) + static_cast<std::uint64_t>(o.worst_possible) + o.fired_count +
           static_cast<std::uint32_t>(o.earliest.minutes);
  }

  static rival::Verdict verdict_of(clearance::verdict v) {
    switch (v) {
      case clearance::verdict::clear: return rival::CLEAR;
      case clearance::verdict::defer: return rival::DEFER;
      case clearance::verdict::refer: return rival::REFER;
      case clearance::verdict::exclude: return rival::EXCLUDE;
      case clearance::verdict::conditional:
      case clearance::verdict::incomplete: break;
    }
    give_up("a verdict that the rival cannot say, on complete data");
  }

  rival::Result in_the_rivals_words(const clearance::outcome& o, std::span<const clearance::fired> findings) const {
    rival::Result r{};
    for (const clearance::fired& f : findings) {
      if (f.how != clearance::certainty::certain) give_up("a finding on complete data is not certain");
      r.fired = static_cast<std::uint16_t>(r.fired | words_.flag(f.bar));
    }
    r.verdict = verdict_of(o.decided);
    r.earliest = o.earliest == clearance::never ? -1 : clearance::day_of(o.earliest).days;
    return r;
  }

 private:
  std::shared_ptr<const clearance::pack> rules_;
  lines text_;
  bench::rival_translation words_;
  clearance::screener screener_;
  bench::facts_batch facts_;
  std::vector<bench::facts_batch> reordered_;
  std::size_t turn_ = 0;
  std::array<clearance::fired, 256> room_;
};

/// All patients at once, their facts in columns.
class in_batches : one_by_one {
 public:
  static constexpr const char* forms = R"(["input"])";

  explicit in_batches(const arguments& given)
      : one_by_one(given), tables_(rules()), evaluator_(tables_), builder_(rules()) {
    for (const clearance::facts& f : patients()) builder_.add(f);
    columns_ = builder_.columns();
  }

  using one_by_one::size;

  rival::Result answer(form, std::size_t i) {
    if (i == 0) evaluator_.evaluate(columns_, out_);
    std::vector<clearance::fired> findings;
    for (std::size_t k = out_.offsets[i]; k < out_.offsets[i + 1]; ++k) findings.push_back(out_.stood[k]);
    return in_the_rivals_words(out_.row(i), findings);
  }

  std::uint64_t pass(form) {
    evaluator_.evaluate(columns_, out_);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < out_.rows(); ++i) sum += digest_of(out_.row(i));
    return sum;
  }

 private:
  clearance::batch_rules tables_;
  clearance::batch_evaluator evaluator_;
  clearance::column_builder builder_;
  clearance::intake_columns columns_;
  clearance::outcome_columns out_;
};

}  // namespace

int main(int argument_count, char** words) {
  const bool at_once = argument_count == 4 && std::string_view(words[3]) == "batch";
  const arguments given{at_once ? 3 : argument_count, words};
  if (at_once) {
    in_batches peer(given);
    serve(peer, clearance::version);
  } else {
    one_by_one peer(given);
    serve(peer, clearance::version);
  }
}
