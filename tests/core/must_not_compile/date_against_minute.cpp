// expected: no match for .operator<.|invalid operands to binary expression
#include <clearance/time/civil.hpp>

using namespace clearance;

#ifdef MISUSE
constexpr bool before(date d, minute_time t) { return d < t; }
#else
constexpr bool before(date d, minute_time t) { return end_of(d) < t; }
#endif
static_assert(before({0}, {1440}));
