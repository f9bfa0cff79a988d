#pragma once
#include <clearance/io/load_pack.hpp>

#include <doctest/doctest.h>

/// The pack that the project ships, loaded once.
inline const clearance::loaded_pack& microneedling() {
  static const clearance::loaded_pack loaded = clearance::load_pack(CLEARANCE_RULES_DIR "/microneedling.yaml");
  INFO(clearance::to_text(loaded.found));
  REQUIRE(loaded);
  return loaded;
}
