// expected: no match for .operator\+.|invalid operands to binary expression
#include <clearance/time/civil.hpp>

using namespace clearance;

#ifdef MISUSE
constexpr date later(date d) { return d + d; }
#else
constexpr date later(date d) { return add_days(d, 1); }
#endif
static_assert(later({1}).days == 2);
