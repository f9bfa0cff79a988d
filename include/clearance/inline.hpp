#pragma once

/// `CLEARANCE_INLINE` is for the few functions that every decision runs through. A decision takes some 60 nanoseconds,
/// so what it counts has to stay in registers; by themselves, compilers keep a quarter of it in memory.
#if defined(__GNUC__)
#define CLEARANCE_INLINE [[gnu::always_inline]] inline
#else
#define CLEARANCE_INLINE inline
#endif
