// The rival as small tables over structs.
#include "by_hand.hpp"

namespace {
struct decide {
  rival::Result operator()(const rival::Patient& p) const { return rival::decide_tab(p); }
};
}  // namespace

int main(int argument_count, char** words) {
  rival::init_tables();
  bench::peers::by_hand<decide> peer({argument_count, words});
  bench::peers::serve(peer, "g++ " __VERSION__);
}
