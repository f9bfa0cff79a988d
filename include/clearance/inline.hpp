#pragma once

/// `CLEARANCE_INLINE` is for the few functions that every decision runs through. A decision takes some 60 nanoseconds,
/// so what it counts has to stay in registers; by themselves, compilers keep a quarter of it in memory.
/// `CLEARANCE_RARE` keeps out of their way what few decisions need.
#if defined(__GNUC__)
#define CLEARANCE_INLINE [[gnu::always_inline]] inline
#define CLEARANCE_RARE [[gnu::noinline]]
#else
#define CLEARANCE_INLINE inline
#define CLEARANCE_RARE
#endif
