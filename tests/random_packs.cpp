#include <clearance/io/load_pack.hpp>
#include <clearance/io/screener.hpp>
#include <clearance/verdict.hpp>

#include "generate/random_pack.hpp"
#include "generate/random_patient.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

// What must hold for every pack, expressions included. The generator says of which packs more is never better.

namespace {

using namespace clearance;
using generate::find_member;
using generate::members;
using generate::pack_kind;
using generate::patient_generator;
using generate::random_pack;
using generate::random_patient;
using generate::set_member;

constexpr std::uint64_t packs = 400;
constexpr int patients_of_each = 50;
constexpr int told = 3;  ///< failures, before a property gives up

class texts_in_memory : public file_reader {
 public:
  explicit texts_in_memory(const random_pack& p) : pack_(p) {}
  bool read(const std::string& path, std::string& text) override {
    text = path.ends_with("vocabulary.yaml") ? pack_.vocabulary : pack_.rules;
    return true;
  }

 private:
  const random_pack& pack_;
};

/// The value of the next `"key":"text"` from `at` on, and where it ends.
std::string_view text_after(std::string_view json, std::string_view key, std::size_t& at) {
  const std::string wanted = '"' + std::string(key) + "\":\"";
  const std::size_t begin = json.find(wanted, at);
  if (begin == std::string_view::npos) {
    at = begin;
    return {};
  }
  const std::size_t text = begin + wanted.size();
  at = json.find('"', text);
  return json.substr(text, at - text);
}

verdict verdict_called(std::string_view text) {
  for (unsigned v = 0; v < verdict_count; ++v)
    if (name(static_cast<verdict>(v)) == text) return static_cast<verdict>(v);
  FAIL("no verdict: " << text);
  return verdict::clear;
}

/// A decision as its JSON says it.
struct judgement {
  verdict decided = verdict::clear;
  verdict worst_possible = verdict::clear;
  verdict of_the_sure = verdict::clear;  ///< of the certain and the avoidable findings alone
  verdict of_findings = verdict::clear;  ///< of all findings and the errors
  verdict of_what_may_be = verdict::clear;
  bool has_error = false;
  bool is_deferred = false;  ///< a certain `defer`
  std::optional<std::string> earliest;

  explicit judgement(std::string_view json) {
    std::size_t at = 0;
    decided = verdict_called(text_after(json, "verdict", at));
    worst_possible = verdict_called(text_after(json, "worst_possible", at));
    std::size_t findings = json.find("\"findings\":[");
    if (const std::string_view day = text_after(json, "earliest", at); at < findings) earliest = day;
    has_error = json.find("\"severity\":\"error\"") != std::string_view::npos;
    if (has_error) of_findings = verdict::incomplete;
    const std::size_t end = json.find("\"actions\":[");
    while (true) {
      const std::string_view effect = text_after(json, "effect", findings);
      if (findings >= end) break;
      count(verdict_called(effect), text_after(json, "certainty", findings));
    }
    of_what_may_be = worse(of_what_may_be, of_findings);
  }

 private:
  void count(verdict effect, std::string_view how) {
    const certainty c = how == "certain"    ? certainty::certain
                        : how == "possible" ? certainty::possible
                                            : certainty::avoidable;
    of_findings = worse(of_findings, contribution(effect, c));
    if (c == certainty::possible)
      of_what_may_be = worse(of_what_may_be, effect);
    else
      of_the_sure = worse(of_the_sure, contribution(effect, c));
    is_deferred = is_deferred || (effect == verdict::defer && c == certainty::certain);
  }
};

/// One random pack after the other, each with its patients, until the packs are used up or enough has failed.
class trial {
 public:
  trial(std::uint64_t seed, pack_kind kind) : packs_(seed), seed_(seed), kind_(kind) {}

  template <class Ask>
  void ask_all(Ask ask) {
    for (std::uint64_t i = 0; i < packs && failed_ < told; ++i) {
      pack_ = packs_.next(kind_);
      texts_in_memory files(pack_);
      const loaded_pack loaded = load_pack("pack.yaml", files);
      INFO(pack_.rules << pack_.vocabulary << to_text(loaded.found));
      if (!loaded) {  // a random condition may contradict itself, and is refused
        for (const issue& found : loaded.found)
          REQUIRE((found.weight == severity::doubt || found.code == issue_code::never_fires));
        continue;
      }
      usable_ = loaded.usable.get();
      screener_.emplace(*usable_);
      patient_generator patients(seed_ * 1000 + i, pack_);
      for (int n = 0; n < patients_of_each && failed_ < told; ++n) {
        const random_patient patient = patients.next(n % 4 == 3);
        ask(patient, patients);
      }
    }
    CHECK(asked_ > patients_of_each);  // else the property was hardly ever asked
  }

  judgement decide(const random_patient& p) { return judgement(screener_->screen(to_json(p))); }
  std::string bytes(const random_patient& p) { return std::string(screener_->screen(to_json(p))); }
  const random_pack& pack() const { return pack_; }
  const clearance::pack& usable() const { return *usable_; }

  void expect(bool holds, std::string_view what, const random_patient& before, const random_patient& after) {
    ++asked_;
    if (holds) return;
    ++failed_;
    INFO(pack_.rules << pack_.vocabulary);
    INFO("before: " << to_json(before));
    INFO("after:  " << to_json(after));
    FAIL_CHECK(std::string(what));
  }

 private:
  generate::pack_generator packs_;
  std::uint64_t seed_;
  pack_kind kind_;
  random_pack pack_;
  const clearance::pack* usable_ = nullptr;
  std::optional<screener> screener_;
  int asked_ = 0;
  int failed_ = 0;
};

std::string without_quotes(std::string_view text) { return std::string(text.substr(1, text.size() - 2)); }

}  // namespace

TEST_CASE("of every pack the verdict is the worst of the findings, and the worst possible counts what may be") {
  trial t(301, pack_kind::any);
  t.ask_all([&](const random_patient& p, patient_generator&) {
    const judgement j = t.decide(p);
    t.expect(j.decided == j.of_findings, "the verdict is not the worst of the findings", p, p);
    t.expect(j.worst_possible >= j.of_what_may_be, "a possible finding is not counted", p, p);
    t.expect(j.has_error || j.worst_possible == j.of_what_may_be, "worse than any finding", p, p);
  });
}

TEST_CASE("of every pack the earliest date is not deferred, but for an event that is still to come") {
  trial t(302, pack_kind::any);
  t.ask_all([&](const random_patient& before, patient_generator&) {
    const judgement asked = t.decide(before);
    if (!asked.earliest || t.pack().may_defer_for_ever) return;
    random_patient after = before;
    set_member(after.treatment, "date", generate::in_quotes(*asked.earliest));
    const judgement then = t.decide(after);
    if (then.has_error != asked.has_error) return;  // a session that would come after the treatment
    t.expect(!then.is_deferred, "deferred on the earliest date", before, after);
  });
}

TEST_CASE("of every pack equal inputs give equal bytes, whatever was screened before") {
  trial t(303, pack_kind::any);
  std::optional<random_patient> last;
  t.ask_all([&](const random_patient& p, patient_generator&) {
    const std::string bytes = t.bytes(p);
    screener other(t.usable());
    if (last) other.screen(to_json(*last));
    t.expect(other.screen(to_json(p)) == bytes, "other bytes", p, p);
    last = p;
  });
}

TEST_CASE("a later treatment date makes no verdict worse, where a pack says nothing of the contrary") {
  trial t(304, pack_kind::monotone);
  t.ask_all([&](const random_patient& before, patient_generator& patients) {
    const std::string* date = find_member(before.treatment, "date");
    const judgement sooner = t.decide(before);
    if (sooner.has_error || (date != nullptr && date->size() != 12)) return;  // days alone: an offset moves clocks
    random_patient after = before;
    const std::string from = date == nullptr ? before.today : without_quotes(*date);
    const int year = std::stoi(from.substr(0, 4));
    const auto month = static_cast<unsigned>(std::stoi(from.substr(5, 2)));
    const auto day = static_cast<unsigned>(std::stoi(from.substr(8, 2)));
    const generate::sys_days on = std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
    const int days = patients.random().between(1, 60);
    set_member(after.treatment, "date", generate::in_quotes(generate::day_text(on + generate::days(days))));
    t.expect(t.decide(after).decided <= sooner.decided, "a later date made it worse", before, after);
  });
}

namespace {

bool add_one(random_patient& p, patient_generator& patients) {
  const auto add = [&](std::optional<std::vector<members>>& list, auto entry) {
    if (!list) return false;
    list->insert(list->begin() + static_cast<std::ptrdiff_t>(patients.random().below(list->size() + 1)), entry());
    return true;
  };
  switch (patients.random().below(3)) {
    case 0: return add(p.medications, [&] { return patients.medication(); });
    case 1: return add(p.conditions, [&] { return patients.condition(); });
    default: return add(p.sessions, [&] { return patients.session(); });
  }
}

}  // namespace

TEST_CASE("one more entry makes no verdict better, where a pack says nothing of the contrary") {
  trial t(305, pack_kind::monotone);
  t.ask_all([&](const random_patient& before, patient_generator& patients) {
    random_patient after = before;
    if (!add_one(after, patients)) return;
    t.expect(t.decide(after).decided >= t.decide(before).decided, "one more made it better", before, after);
  });
}

namespace {

/// Answers one open question about the patient or the treatment.
bool learn(random_patient& p, patient_generator& patients) {
  const generate::random_fact& f = patients.random().one_of(generate::random_facts);
  const bool of_patient = f.of.empty();
  if ((!of_patient && f.of != "treatment") || !f.from.empty()) return false;  // `from` answers it already
  if (of_patient && !p.answers) p.answers.emplace();
  members& object = of_patient ? *p.answers : p.treatment;
  if (find_member(object, f.name) != nullptr) return false;
  object.emplace_back(f.name, patients.answer_to(f));
  return true;
}

/// An absent list becomes known.
bool learn_list(random_patient& p, patient_generator& patients) {
  const auto fill = [&](std::optional<std::vector<members>>& list, auto entry) {
    if (list) return false;
    list.emplace();
    for (int n = patients.random().between(0, 2); n > 0; --n) list->push_back(entry());
    return true;
  };
  return fill(p.medications, [&] { return patients.medication(); }) ||
         fill(p.conditions, [&] { return patients.condition(); }) ||
         fill(p.sessions, [&] { return patients.session(); });
}

}  // namespace

TEST_CASE("of every pack what becomes known keeps the verdict within the bounds, and never widens them") {
  trial t(306, pack_kind::any);
  t.ask_all([&](const random_patient& before, patient_generator& patients) {
    random_patient after = before;
    if (!learn(after, patients) && !learn_list(after, patients)) return;
    const judgement unknown = t.decide(before);
    const judgement known = t.decide(after);
    if (known.has_error != unknown.has_error) return;
    t.expect(known.worst_possible <= unknown.worst_possible, "the upper bound rose", before, after);
    // An exception that becomes known lifts what was certain; a zone may be left out for one.
    if (t.pack().may_lift) return;
    t.expect(known.of_the_sure >= unknown.of_the_sure, "the lower bound fell", before, after);
    t.expect(known.decided >= unknown.of_the_sure, "better than what was sure", before, after);
  });
}

TEST_CASE("eight threads with one random pack write the same bytes as one") {
  constexpr std::size_t thread_count = 8;
  generate::pack_generator packs_of_all(307);
  for (int i = 0; i < 8; ++i) {
    const random_pack random = packs_of_all.next(pack_kind::any);
    texts_in_memory files(random);
    const loaded_pack loaded = load_pack("pack.yaml", files);
    REQUIRE(loaded);
    patient_generator patients(307, random);
    std::vector<std::string> intakes;
    std::vector<std::string> decisions;
    screener alone(*loaded.usable);
    for (int n = 0; n < 200; ++n) {
      intakes.push_back(to_json(patients.next(n % 4 == 3)));
      decisions.emplace_back(alone.screen(intakes.back()));
    }
    // doctest's checks are for the main thread: the others only count.
    std::vector<std::size_t> differing(thread_count, 0);
    std::vector<std::thread> threads;
    for (std::size_t at = 0; at < thread_count; ++at)
      threads.emplace_back([&, at] {
        screener own(*loaded.usable);
        for (std::size_t n = 0; n < intakes.size(); ++n) {
          const std::size_t which = (n + at * 25) % intakes.size();  // each begins at another place
          differing[at] += own.screen(intakes[which]) != decisions[which];
        }
      });
    for (std::thread& thread : threads) thread.join();
    for (const std::size_t count : differing) CHECK(count == 0);
  }
}
