// expected: no matching function for call to|no matching constructor for initialization of
#include <clearance/treated_zones.hpp>

using namespace clearance;

#ifdef MISUSE
kleene held(const condition& c) { return treated_zones().hold(c); }
#else
kleene held(const pack& p, const facts& f, const condition& c) { return treated_zones(p, f).hold(c); }
#endif
