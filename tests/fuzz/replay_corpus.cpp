// The corpora as a unit test, for compilers without libFuzzer: every file through its target once.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" {
int expression_reader(const std::uint8_t* data, std::size_t size);
int pack_reader(const std::uint8_t* data, std::size_t size);
int intake_reader(const std::uint8_t* data, std::size_t size);
int name_matcher(const std::uint8_t* data, std::size_t size);
}

namespace {

using target = int (*)(const std::uint8_t*, std::size_t);

std::size_t replay(const char* name, target run) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(CLEARANCE_CORPUS_DIR "/") + name)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::fprintf(stderr, "%s %s\n", name, entry.path().filename().c_str());  // the last line names a crash's input
    run(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    ++count;
  }
  std::printf("%s: %zu inputs\n", name, count);
  return count;
}

}  // namespace

int main() {
  const bool all = replay("expression_reader", expression_reader) > 0 && replay("pack_reader", pack_reader) > 0 && replay("intake_reader", intake_reader) > 0 &&
                   replay("name_matcher", name_matcher) > 0;
  if (!all) std::puts("a corpus is empty");
  return all ? 0 : 1;
}
