#pragma once

/// The passes are compiled for several instruction sets from one source, and the machine's is chosen at run time.
/// `CLEARANCE_FOR_PROCESSORS(X)` calls X(name, attribute) for each of them, the best last. Elsewhere than on x86-64
/// there is one: what the compiler is told to build for (on aarch64 that has vectors). AVX-512 is that of Ice Lake and
/// Zen 4, which permutes bytes.
#if defined(__x86_64__) && defined(__GNUC__)
#define CLEARANCE_HAS_AVX512 1
#define CLEARANCE_ON_AVX512 \
  [[gnu::target("avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,lzcnt,popcnt")]]
#define CLEARANCE_FOR_PROCESSORS(X)                      \
  X(baseline, )                                          \
  X(avx2, [[gnu::target("avx2,bmi,bmi2,lzcnt,popcnt")]]) \
  X(avx512, CLEARANCE_ON_AVX512)
#else
#define CLEARANCE_HAS_AVX512 0
#define CLEARANCE_FOR_PROCESSORS(X) X(baseline, )
#endif

namespace clearance {

enum class processor {
#define CLEARANCE_PROCESSOR(name, attribute) name,
  CLEARANCE_FOR_PROCESSORS(CLEARANCE_PROCESSOR)
#undef CLEARANCE_PROCESSOR
};

/// The best that this machine can run.
inline processor this_processor() noexcept {
#if CLEARANCE_HAS_AVX512
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi2"))
    return processor::avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) return processor::avx2;
#endif
  return processor::baseline;
}

}  // namespace clearance
