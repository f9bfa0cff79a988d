#pragma once

/// `CLEARANCE_INLINE` is for the few functions that every decision runs through: it takes less than 100 nanoseconds, so
/// a call and what it spills to memory count. `CLEARANCE_RARE` keeps out of their way what few decisions need.
#if defined(__GNUC__)
#define CLEARANCE_INLINE [[gnu::always_inline]] inline
#define CLEARANCE_RARE [[gnu::noinline]]
#else
#define CLEARANCE_INLINE inline
#define CLEARANCE_RARE
#endif
