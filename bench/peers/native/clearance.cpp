// Ours, with the rival's rules as a pack: one intake after the other, from facts and from JSON.
#include "../../facts_batch.hpp"
#include "../../rival_data.hpp"
#include "lines.hpp"
#include "orders.hpp"
#include "serve.hpp"

#include <clearance/evaluate.hpp>
#include <clearance/io/screener.hpp>
#include <clearance/version.hpp>

#include <array>
#include <span>
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

 private:
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

  std::shared_ptr<const clearance::pack> rules_;
  lines text_;
  bench::rival_translation words_;
  clearance::screener screener_;
  bench::facts_batch facts_;
  std::vector<bench::facts_batch> reordered_;
  std::size_t turn_ = 0;
  std::array<clearance::fired, 256> room_;
};

}  // namespace

int main(int argument_count, char** words) {
  one_by_one peer({argument_count, words});
  serve(peer, clearance::version);
}
