#pragma once
#include <clearance/io/screener.hpp>

#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>

namespace clearance::program {

/// Exit states (contract, section 7).
enum exit_status { done = 0, rejected = 1, unusable = 2 };

/// Ends the program: the command cannot be carried out. Caught in `main`.
struct cannot : std::runtime_error {
  using std::runtime_error::runtime_error;
};

enum class format { text, json };

/// Standard output, buffered. A write that fails ends the program, at `finish` at the latest.
class output {
 public:
  output() = default;
  output(const output&) = delete;
  output& operator=(const output&) = delete;

  void write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) fail();
  }
  void line(std::string_view text) {
    write(text);
    write("\n");
  }
  /// So that who reads a pipe sees each answer when it is there.
  void flush() {
    if (std::fflush(stdout) != 0) fail();
  }

  static bool is_terminal();
  static page_style style();

 private:
  [[noreturn]] static void fail();
};

}  // namespace clearance::program
