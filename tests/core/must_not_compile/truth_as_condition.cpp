// expected: could not convert .*(kleene|yes).* to .bool.|is not contextually convertible to .bool.
#include <clearance/kleene.hpp>

using namespace clearance;

#ifdef MISUSE
constexpr bool holds(kleene k) { return k ? true : false; }
#else
constexpr bool holds(kleene k) { return k == kleene::yes; }
#endif
static_assert(holds(kleene::yes));
