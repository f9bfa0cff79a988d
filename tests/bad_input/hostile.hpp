#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

/// What both halves of bad input use.
namespace hostile {

inline std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// Far above what the work takes, also under sanitizers; far below what its square would take.
inline constexpr std::chrono::seconds patience{20};

template <class Work>
bool in_time(Work work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::steady_clock::now() - begin < patience;
}

}  // namespace hostile
