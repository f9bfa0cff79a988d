#include "random_pack.hpp"
#include "random_patient.hpp"

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

// write_packs FOLDER PACKS INTAKES SEED: random packs, a folder each, with random intakes for each, for the program and
// the reference to decide.

namespace {

bool read_number(std::string_view text, std::uint64_t& number) {
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  return wrong == std::errc() && end == text.data() + text.size();
}

void write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

int main(int argument_count, char** arguments) {
  std::uint64_t packs = 0;
  std::uint64_t intakes = 0;
  std::uint64_t seed = 0;
  if (argument_count != 5 || !read_number(arguments[2], packs) || !read_number(arguments[3], intakes) ||
      !read_number(arguments[4], seed)) {
    std::fputs("usage: write_packs FOLDER PACKS INTAKES SEED\n", stderr);
    return 2;
  }
  generate::pack_generator generator(seed);
  for (std::uint64_t i = 0; i < packs; ++i) {
    const generate::random_pack pack =
        generator.next(i % 4 == 0 ? generate::pack_kind::monotone : generate::pack_kind::any);
    const std::filesystem::path folder = std::filesystem::path(arguments[1]) / std::to_string(i);
    std::filesystem::create_directories(folder);
    const bool in_layers = i % 5 == 4;
    write(folder / (in_layers ? "base.yaml" : "pack.yaml"), pack.rules);
    if (in_layers) write(folder / "pack.yaml", pack.layer);
    write(folder / "vocabulary.yaml", pack.vocabulary);
    generate::patient_generator patients(seed ^ (i + 1) * 0x9e3779b97f4a7c15u, pack);
    std::string lines;
    for (std::uint64_t n = 0; n < intakes; ++n) lines += to_json(patients.next(n % 4 == 3)) + '\n';
    write(folder / "intakes.ndjson", lines);
  }
  return 0;
}
