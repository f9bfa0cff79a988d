// The rival as if/else over structs: what all ratios can be taken to.
#include "by_hand.hpp"

namespace {
struct decide {
  rival::Result operator()(const rival::Patient& p) const { return rival::decide_if(p); }
};
}  // namespace

int main(int argument_count, char** words) {
  bench::peers::by_hand<decide> peer({argument_count, words});
  bench::peers::serve(peer, "g++ " __VERSION__);
}
