// `except`: what it leaves out, and what it does not.
#include "trial_pack.hpp"

namespace {

using json = nlohmann::json;

json verdict_for(const trial_pack& p, const char* medicine) {
  return p.decided({{"medications", trial_pack::one({{"name", medicine}, {"last_taken", "2026-12-05"}})},
                    {"today", "2026-12-07"}})["verdict"];
}

const trial_pack& painkillers() {
  static const trial_pack pack(R"(rules:
  killers:
    washout: painkiller
    before: 1 week
    except: [mild]
)",
                               R"(substances:
  painkiller: {label: painkiller}
  mild: {is: painkiller}
  strong: {is: painkiller}
  leaf: {label: leaf}
  willow: {is: [mild, leaf]}
  poppy: {is: [strong, leaf]}
  root: {label: root}
  ginger: {is: [mild, root]}
  mixture: {is: painkiller, contains: [mild]}
  tea: {contains: [mild]}
  syrup: {contains: [mild, strong]}
  either: {may_be: [willow, ginger]}
  something: {may_be: [willow, poppy]}
)");
  return pack;
}

}  // namespace

TEST_CASE("a member that is left out is free, with all below it") {
  CHECK(verdict_for(painkillers(), "mild") == "clear");
  CHECK(verdict_for(painkillers(), "willow") == "clear");
  CHECK(verdict_for(painkillers(), "strong") == "defer");
}

TEST_CASE("a class may mean the members that are not left out, and no other") {
  CHECK(verdict_for(painkillers(), "painkiller") == "defer");
  CHECK(verdict_for(painkillers(), "leaf") == "incomplete");
  CHECK(verdict_for(painkillers(), "root") == "clear");
}

TEST_CASE("a product that is a member by itself stays one, whatever it contains") {
  CHECK(verdict_for(painkillers(), "mixture") == "defer");
  CHECK(verdict_for(painkillers(), "tea") == "clear");
  CHECK(verdict_for(painkillers(), "syrup") == "defer");
}

TEST_CASE("an ambiguous name is free where all that it may mean is left out") {
  CHECK(verdict_for(painkillers(), "either") == "clear");
  CHECK(verdict_for(painkillers(), "something") == "incomplete");
}

TEST_CASE("an absent list is told once for a rule with several windows") {
  const trial_pack pack(R"(rules:
  killers:
    washout: painkiller
    before: 1 week
    except: {mild: 1 day}
)",
                        "substances:\n  painkiller: {label: painkiller}\n  mild: {is: painkiller}\n");
  const json d = pack.decided({{"medications", nullptr}});
  CHECK(d["findings"].size() == 1);
  CHECK(d["verdict"] == "incomplete");
}

TEST_CASE("a zone that is left out of a rule is not counted for the zones that contain it") {
  const trial_pack pack(R"(rules:
  later:
    defer: face
    except: [mouth]
  never:
    exclude: neck
    except: [nape]
  wounds:
    exclude: wound
    where: treated
)",
                        R"(zones:
  head: {parts: [face, crown]}
  face: {parts: [mouth, brow]}
  mouth: {label: mouth}
  brow: {label: brow}
  crown: {label: crown}
  whole: {parts: [mouth, crown]}
  body: {parts: [neck]}
  neck: {parts: [nape, throat]}
  nape: {label: nape}
  throat: {label: throat}
conditions:
  wound: {label: wound}
)");
  const auto treated = [&](const char* zone, json conditions = json::array()) {
    const json treatment = {{"date", "2026-12-08"}, {"zones", {zone}}};
    return pack.decided({{"treatment", treatment}, {"conditions", std::move(conditions)}})["verdict"];
  };
  CHECK(treated("mouth") == "clear");
  CHECK(treated("whole") == "clear");
  CHECK(treated("brow") == "defer");
  CHECK(treated("head") == "defer");
  // The throat is left out of the body, and the nape is not.
  const auto wound_on = [](const char* zone) {
    return trial_pack::one({{"name", "wound"}, {"status", "active"}, {"zones", {zone}}});
  };
  CHECK(treated("body", wound_on("throat")) == "clear");
  CHECK(treated("body", wound_on("nape")) == "exclude");
}
