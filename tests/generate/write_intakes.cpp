#include "random_intake.hpp"

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string_view>

// write_intakes PROFILE COUNT SEED: random intakes, one a line, for the program and the reference to decide.

namespace {

using generate::profile;

std::optional<profile> profile_called(std::string_view name) {
  if (name == "clean") return profile::clean;
  if (name == "complete") return profile::complete;
  if (name == "messy") return profile::messy;
  return std::nullopt;
}

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (wrong != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

int main(int argument_count, char** arguments) {
  const auto chosen = argument_count == 4 ? profile_called(arguments[1]) : std::nullopt;
  const auto count = argument_count == 4 ? number_in(arguments[2]) : std::nullopt;
  const auto seed = argument_count == 4 ? number_in(arguments[3]) : std::nullopt;
  if (!chosen || !count || !seed) {
    std::fputs("usage: write_intakes clean|complete|messy COUNT SEED\n", stderr);
    return 2;
  }
  generate::intake_generator generator(*seed, *chosen);
  for (std::uint64_t i = 0; i < *count; ++i) std::puts(to_json(generator.next()).c_str());
  return std::fflush(stdout) == 0 && !std::ferror(stdout) ? 0 : 1;
}
