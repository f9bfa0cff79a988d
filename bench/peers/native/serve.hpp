#pragma once
#include "../../frame.hpp"
#include "answer.hpp"

#include <time.h>

#include <cstdint>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>

/// How a peer and `bench/peers/run` speak, line by line: `answer FORM FILE` writes the answers of all patients,
/// `time FORM PASSES` takes the process CPU time of as many passes over them.
namespace bench::peers {

/// Where an answer starts from.
enum class form : std::uint8_t { input, text, reordered };

inline std::int64_t process_cpu_time() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

/// Keeps what was computed from being left out.
inline std::uint64_t digest(const rival::Result& r) {
  return static_cast<std::uint64_t>(r.verdict) + r.fired + static_cast<std::uint32_t>(r.earliest);
}

/// A peer has `size()`, `forms`, `pass(form)`, which gives a digest of all its answers, and `answer(form, i)`.
template <class Peer>
void serve(Peer& peer, std::string_view version) {
  std::cout << R"({"version":")" << version << R"(","forms":)" << Peer::forms << R"(,"earliest":true})" << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string command, form_name, rest;
    words >> command >> form_name >> rest;
    const form from = form_name == "text" ? form::text : form_name == "reordered" ? form::reordered : form::input;
    if (command == "answer") {
      std::ofstream file(rest, std::ios::binary);
      for (std::size_t i = 0; i < peer.size(); ++i) file << line_of(peer.answer(from, i));
      if (!file.flush()) give_up("cannot write `" + rest + "`");
      std::cout << "{}" << std::endl;
    } else if (command == "time") {
      std::uint64_t sum = 0;
      const std::int64_t begin = process_cpu_time();
      for (long passes = std::stol(rest); passes > 0; --passes) sum += peer.pass(from);
      const std::int64_t end = process_cpu_time();
      std::cout << R"({"ns":)" << end - begin << R"(,"digest":)" << sum << "}" << std::endl;
    } else {
      give_up("unknown command `" + line + "`");
    }
  }
}

}  // namespace bench::peers
