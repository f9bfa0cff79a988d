#pragma once
#include "tiny_pack.hpp"

#include <clearance/decide.hpp>
#include <clearance/evaluate.hpp>

#include <doctest/doctest.h>

/// The decision of a patient, in one call.
namespace tiny {

inline decision decided(patient& p, const pack& by = rules()) {
  fired room[64];
  const facts& f = p.facts();
  const outcome o = evaluate(by, f, room);
  REQUIRE(o.fired_count <= 64);
  decision d;
  decide(by, f, o, {room, o.fired_count}, d);
  return d;
}

}  // namespace tiny
