// CLIPS, embedded: facts are asserted from structs, the rules run, and the facts are taken back again.
#include "flat_reader.hpp"
#include "lines.hpp"
#include "serve.hpp"

extern "C" {
#include <clips/clips.h>
}

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace bench::peers;
using bench::give_up;

/// Which of the two rule files is loaded: their facts differ.
enum class rules_form : std::uint8_t { joined, one_pattern };

/// How the facts of a patient make room for the next one's: one by one, which is faster for so few, or all at once by
/// resetting the environment.
enum class taken_back : std::uint8_t { by_retracting, by_resetting };

/// What the rules' right-hand sides have noted so far.
struct notes {
  std::uint16_t fired = 0;
  std::int32_t latest = 0;

  void fire(long long rule) { fired = static_cast<std::uint16_t>(fired | 1u << (rule - 1)); }
};

notes& notes_of(void* environment) { return *static_cast<notes*>(GetEnvironmentFunctionContext(environment)); }

void defer(void* environment) {
  notes& n = notes_of(environment);
  n.fire(EnvRtnLong(environment, 1));
  n.latest = std::max(n.latest, static_cast<std::int32_t>(EnvRtnLong(environment, 2)));
}
void bar(void* environment) { notes_of(environment).fire(EnvRtnLong(environment, 1)); }
long long months_later(void* environment) {
  return rival::add_months(static_cast<int>(EnvRtnLong(environment, 1)), static_cast<int>(EnvRtnLong(environment, 2)));
}

class clips {
 public:
  static constexpr const char* forms = R"(["input","text"])";

  clips(const arguments& given, const std::string& rules, rules_form f, taken_back how)
      : form_(f),
        taken_back_(how),
        text_(given.folder + "/flat.ndjson", given.limit),
        patients_(size()),
        environment_(CreateEnvironment()) {
    for (std::size_t i = 0; i < size(); ++i) reader_.read(text_.all()[i], patients_[i]);
    define("defer", 'v', PTIEF defer, "22l");
    define("refer", 'v', PTIEF bar, "11l");
    define("exclude", 'v', PTIEF bar, "11l");
    define("months-later", 'g', PTIEF months_later, "22l");
    if (EnvLoad(environment_, rules.c_str()) != 1) give_up("CLIPS does not load `" + rules + "`");
    // No fact is asserted twice, but for two equal entries of an intake, whose second changes no answer.
    EnvSetFactDuplication(environment_, TRUE);
    intern_names();
    EnvReset(environment_);
  }

  std::size_t size() const noexcept { return text_.all().size(); }

  rival::Result answer(form from, std::size_t i) {
    if (from == form::input) return decide(patients_[i]);
    reader_.read(text_.all()[i], read_);
    return decide(read_);
  }

  std::uint64_t pass(form from) {
    std::uint64_t sum = 0;
    if (from == form::input) {
      for (const rival::Patient& p : patients_) sum += digest(decide(p));
    } else {
      for (const std::string_view line : text_.all()) {
        reader_.read(line, read_);
        sum += digest(decide(read_));
      }
    }
    return sum;
  }

 private:
  void define(const char* name, char returns, int (*function)(void*), const char* takes) {
    EnvDefineFunction2WithContext(environment_, name, returns, function, name, takes, &notes_);
  }

  // Symbols that are kept: looked up once, and counted so that CLIPS does not collect them.
  void* symbol(const char* text) {
    void* s = EnvAddSymbol(environment_, text);
    IncrementSymbolCount(s);
    return s;
  }

  void intern_names() {
    for (const char* name : rival::SUBS) substances_.push_back(symbol(name));
    for (const char* name : rival::CONDS) conditions_.push_back(symbol(name));
    for (const char* name : rival::ZONES) zones_.push_back(symbol(name));
    yes_no_[0] = symbol("no");
    yes_no_[1] = symbol("yes");
    depths_[0] = symbol("mild");
    depths_[1] = symbol("deep");
    treatment_ = EnvFindDeftemplate(environment_, "treatment");
    zone_ = EnvFindDeftemplate(environment_, "zone");
    medication_ = EnvFindDeftemplate(environment_, "medication");
    condition_ = EnvFindDeftemplate(environment_, "condition");
    session_ = EnvFindDeftemplate(environment_, "session");
  }

  // Slots by position, in the order of the template: `EnvPutFactSlot` would look each up by its name.
  void put(fact* f, int slot, void* name) {
    f->theProposition.theFields[slot].type = SYMBOL;
    f->theProposition.theFields[slot].value = name;
  }
  void put(fact* f, int slot, long long number) {
    f->theProposition.theFields[slot].type = INTEGER;
    f->theProposition.theFields[slot].value = EnvAddLong(environment_, number);
  }

  template <class... Slots>
  void assert_fact(void* of, Slots... slots) {
    fact* f = EnvCreateFact(environment_, of);
    int slot = 0;
    (put(f, slot++, slots), ...);
    EnvAssert(environment_, f);
  }

  rival::Result decide(const rival::Patient& p) {
    using ll = long long;
    notes_ = {0, p.treatment};
    void* depth = depths_[static_cast<std::size_t>(p.depth)];
    const bool joined = form_ == rules_form::joined;
    if (joined) assert_fact(treatment_, ll{p.treatment}, depth);
    for (std::size_t z = 0; z < zones_.size(); ++z)
      if (p.zones >> z & 1) assert_fact(zone_, zones_[z]);
    for (int i = 0; i < p.nexp; ++i) {
      const rival::Exposure& e = p.exp[i];
      void* substance = substances_[static_cast<std::size_t>(e.sub)];
      if (joined)
        assert_fact(medication_, substance, ll{e.last});
      else
        assert_fact(medication_, substance, ll{e.last}, ll{p.treatment - e.last});
    }
    for (int i = 0; i < p.ncond; ++i) {
      const rival::Condition& c = p.cond[i];
      void* where = joined ? zones_[c.site] : yes_no_[p.zones >> c.site & 1];
      assert_fact(condition_, conditions_[static_cast<std::size_t>(c.code)], yes_no_[c.active], where,
                  yes_no_[c.diagnosed]);
    }
    if (p.has_session) {
      if (joined)
        assert_fact(session_, ll{p.last_session});
      else
        assert_fact(session_, depth, ll{p.last_session}, ll{p.treatment - p.last_session});
    }
    EnvRun(environment_, -1);
    take_back();
    return result();
  }

  void take_back() {
    if (taken_back_ == taken_back::by_resetting) return EnvReset(environment_);
    while (void* f = EnvGetNextFact(environment_, nullptr)) EnvRetract(environment_, f);
  }

  rival::Result result() const {
    rival::Verdict v = rival::CLEAR;
    if (notes_.fired & rival::EXCL)
      v = rival::EXCLUDE;
    else if (notes_.fired & rival::REFR)
      v = rival::REFER;
    else if (notes_.fired)
      v = rival::DEFER;
    return {v >= rival::REFER ? -1 : notes_.latest, notes_.fired, v};
  }

  rules_form form_;
  taken_back taken_back_;
  lines text_;
  flat_reader reader_;
  std::vector<rival::Patient> patients_;
  rival::Patient read_{};

  void* environment_;
  notes notes_;
  std::vector<void*> substances_, conditions_, zones_;
  void* yes_no_[2]{};
  void* depths_[2]{};
  void *treatment_ = nullptr, *zone_ = nullptr, *medication_ = nullptr, *condition_ = nullptr, *session_ = nullptr;
};

}  // namespace

int main(int argument_count, char** arguments_given) {
  const std::vector<std::string> words(arguments_given, arguments_given + argument_count);
  const auto chosen = [&](std::size_t at, const char* first, const char* second) {
    if (words.size() != 5 || (words[at] != first && words[at] != second))
      give_up("usage: bench_peers_clips FOLDER LIMIT joined|one_pattern retract|reset");
    return words[at] == second;
  };
  const rules_form f = chosen(3, "joined", "one_pattern") ? rules_form::one_pattern : rules_form::joined;
  const taken_back how = chosen(4, "retract", "reset") ? taken_back::by_resetting : taken_back::by_retracting;
  clips peer({3, arguments_given}, CLEARANCE_BENCH_DIR "/peers/clips/" + words[3] + ".clp", f, how);
  serve(peer, "6.30");
}
