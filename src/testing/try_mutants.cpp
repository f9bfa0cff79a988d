#include "try_mutants.hpp"

#include "changed_packs.hpp"
#include "compare_case.hpp"
#include "flow_yaml.hpp"
#include "probes.hpp"
#include "same_rules.hpp"
#include "telling_part.hpp"

#include <clearance/io/screener.hpp>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace clearance::testing {
namespace {

/// The first case that a pack does not meet; null where it meets all.
class case_finder {
 public:
  explicit case_finder(const std::vector<pack_case>& cases) : cases_(cases) {}

  const pack_case* failing(const pack& p) {
    screener s(p);
    const auto fails = [&](std::size_t i) {
      return !judge_.differences(cases_[i].expected, s.screen(cases_[i].intake)).empty();
    };
    // Mutants of one rule stand side by side: what caught the last is likely to catch the next.
    if (last_ < cases_.size() && fails(last_)) return &cases_[last_];
    for (std::size_t i = 0; i < cases_.size(); ++i)
      if (fails(i)) return &cases_[last_ = i];
    return nullptr;
  }

 private:
  const std::vector<pack_case>& cases_;
  case_judge judge_;
  std::size_t last_ = 0;
};

class trial {
 public:
  trial(const std::string& path, const loaded_pack& p, const mutation_options& options)
      : path_(path), original_(p), options_(options) {}

  mutation_result run() {
    changed_packs mine(path_, options_.files);
    if (mine.root() == nullptr) return {};
    const loaded_pack unchanged = mine.load(write_without_cases(*mine.root(), {}));
    // If that were another pack, every mutant would be caught.
    if (!unchanged || !same_rules(*original_.usable, *unchanged.usable)) return {};
    result_.could_begin = true;
    for (mutant& m : mutants_of(*mine.root(), *original_.usable))
      result_.tried.push_back({std::move(m), fate::unusable, {}, {}, {}});
    std::vector<std::jthread> others;
    const unsigned threads = options_.files != nullptr ? 1 : options_.threads;
    for (unsigned i = 1; i < threads; ++i)
      others.emplace_back([this, root = mine.root()] {
        changed_packs own(path_, nullptr);
        work(own, *root);
      });
    work(mine, *mine.root());
    others.clear();
    return std::move(result_);
  }

 private:
  /// Trees are only read, so all threads write from one.
  void work(changed_packs& packs, const yaml::node& root) {
    case_finder cases(original_.cases);
    for (std::size_t i = next_++; i < result_.tried.size(); i = next_++) {
      tell_progress();
      try_one(result_.tried[i], packs, root, cases);
    }
  }

  void try_one(tried_mutant& t, changed_packs& packs, const yaml::node& root, case_finder& cases) {
    const loaded_pack changed = packs.load(write_without_cases(root, t.what.change));
    if (!changed) return;
    if (same_rules(*original_.usable, *changed.usable)) {
      t.came_to = fate::same;
    } else if (const pack_case* c = cases.failing(*changed.usable)) {
      t.came_to = fate::caught;
      t.caught_by = c->name;
    } else {
      t.came_to = fate::lives;
      find_case(t, *changed.usable);
    }
  }

  /// An intake that the two packs decide differently, and what a case has to expect of it.
  void find_case(tried_mutant& t, const pack& changed) const {
    screener mine(*original_.usable);
    screener its(changed);
    case_judge judge;
    visit_probes(varied_intake(original_.usual), *original_.usable, changed, t.what.rule,
                 [&](const varied_intake& given) {
                   const std::string intake = given.json();
                   const std::string decision(mine.screen(intake));
                   const auto part = telling_part(decision, its.screen(intake), judge);
                   if (!part) return false;
                   t.given = flow_yaml(given.given_json());
                   t.expect = flow_yaml(*part);
                   return true;
                 });
  }

  void tell_progress() {
    if (!options_.progress) return;
    const std::lock_guard lock(telling_);
    options_.progress(++begun_, result_.tried.size());
  }

  const std::string& path_;
  const loaded_pack& original_;
  const mutation_options& options_;
  mutation_result result_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex telling_;
  std::size_t begun_ = 0;
};

}  // namespace

std::size_t mutation_result::count(fate f) const noexcept {
  return static_cast<std::size_t>(
      std::count_if(tried.begin(), tried.end(), [&](const tried_mutant& t) { return t.came_to == f; }));
}

mutation_result try_mutants(const std::string& path, const loaded_pack& p, const mutation_options& options) {
  return trial(path, p, options).run();
}

}  // namespace clearance::testing
