#pragma once

/// `CLEARANCE_INLINE` is for the few functions that every decision runs through: it takes less than 100 nanoseconds, so
/// a call and what it spills to memory count. `CLEARANCE_RARE` keeps out of their way what few decisions need.
/// `CLEARANCE_UNROLL` stands before loops of a few instructions, of which counting would be a good part.
#if defined(__GNUC__)
#define CLEARANCE_INLINE [[gnu::always_inline]] inline
#define CLEARANCE_INLINE_LAMBDA __attribute__((always_inline))
#ifdef __clang__
#define CLEARANCE_UNROLL _Pragma("unroll 8")
#else
#define CLEARANCE_UNROLL _Pragma("GCC unroll 8")
#endif
#define CLEARANCE_RARE [[gnu::noinline]]
#else
#define CLEARANCE_INLINE inline
#define CLEARANCE_INLINE_LAMBDA
#define CLEARANCE_UNROLL
#define CLEARANCE_RARE
#endif
