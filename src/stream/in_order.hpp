#pragma once
#include <cstddef>
#include <functional>

namespace clearance::stream {

/// What is done with one slot after the other of a fixed ring. Each may throw.
struct steps {
  /// Fills a slot with the next piece of the stream: one call at a time, in order. False at the end.
  std::function<bool(std::size_t slot)> fill;
  /// Works on a filled slot, as the worker of that number, from 0; several at a time, in any order.
  std::function<void(std::size_t worker, std::size_t slot)> work;
  /// Gives away what was made of a slot: one call at a time, in the order in which slots were filled.
  std::function<void(std::size_t slot)> hand_on;
  /// Something failed: `fill` must come back soon, whatever it waits for.
  std::function<void()> stop = [] {};
};

/// Runs a stream through so many workers; there are as many slots as may be under way at once. The caller's thread is
/// one of the workers.
///
/// What `fill` throws ends the stream: what was filled before is handed on, then it is thrown again. What the others
/// throw ends all at once.
// No thread reads or writes alone: whoever is free fills a slot, works on it, and hands on what is next in order. So
// one worker needs no other thread, and two workers keep two cores busy.
void run_in_order(std::size_t workers, std::size_t slots, const steps& s);

}  // namespace clearance::stream
