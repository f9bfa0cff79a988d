// expected: could not convert .clearance::rule_id|no viable conversion|no known conversion
#include <clearance/ids.hpp>

using namespace clearance;

constexpr std::size_t place_of(substance_id s) { return s.index(); }

#ifdef MISUSE
static_assert(place_of(rule_id{3}) == 3);
#else
static_assert(place_of(substance_id{3}) == 3);
#endif
