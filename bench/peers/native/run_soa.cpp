// The rival as columns, 32 patients a step. Compiled for AVX-512BW, so it asks the machine before anything else.
#include "flat_reader.hpp"
#include "lines.hpp"
#include "serve.hpp"

#include <cstdio>
#include <vector>

namespace {

using namespace bench::peers;

class columns {
 public:
  static constexpr const char* forms = R"(["input"])";

  explicit columns(const arguments& given) {
    const lines text(given.folder + "/flat.ndjson", given.limit);
    flat_reader reader;
    std::vector<rival::Patient> patients(text.all().size());
    for (std::size_t i = 0; i < patients.size(); ++i) reader.read(text.all()[i], patients[i]);
    size_ = patients.size();
    patients_ = rival::to_soa(patients);
  }

  std::size_t size() const noexcept { return size_; }

  rival::Result answer(form, std::size_t i) {
    if (i == 0) rival::run_soa(patients_);
    const auto verdict = static_cast<rival::Verdict>(patients_.verdict[i]);
    return {verdict >= rival::REFER ? -1 : patients_.earliest[i] + patients_.base, patients_.fired[i], verdict};
  }

  // The columns of answers are the digest: they are in memory, where others may read them.
  std::uint64_t pass(form) {
    rival::run_soa(patients_);
    asm volatile("" : : "r"(&patients_) : "memory");
    return patients_.fired[0];
  }

 private:
  rival::Soa patients_;
  std::size_t size_ = 0;
};

}  // namespace

int main(int argument_count, char** words) {
  if (!__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("avx512vl")) {
    std::puts(R"({"unavailable":"this machine has no AVX-512BW"})");
    return 0;
  }
  rival::init_tables();
  columns peer({argument_count, words});
  serve(peer, "g++ " __VERSION__ ", -march=native");
}
