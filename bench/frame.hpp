#pragma once
#include <clearance/io/load_pack.hpp>
#include <clearance/pack.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

/// What every benchmark begins with.
namespace bench {

/// As many patients as the rival's own figures are taken over.
inline constexpr int patient_count = 10'000;
inline constexpr std::uint64_t seed = 20'261'122;

/// A figure over wrong answers is worth nothing: the run ends.
[[noreturn]] inline void give_up(const std::string& why) {
  std::fprintf(stderr, "bench: %s\n", why.c_str());
  std::exit(1);
}

inline std::shared_ptr<const clearance::pack> load_or_give_up(const std::string& path) {
  const clearance::loaded_pack loaded = clearance::load_pack(path);
  if (loaded) return loaded.usable;
  give_up("cannot load `" + path + "`; `clearance lint` tells why");
}

inline std::shared_ptr<const clearance::pack> load_rival_pack() {
  return load_or_give_up(CLEARANCE_BENCH_DIR "/rival_pack/rival.yaml");
}

inline std::shared_ptr<const clearance::pack> load_microneedling() {
  return load_or_give_up(CLEARANCE_RULES_DIR "/microneedling.yaml");
}

}  // namespace bench
