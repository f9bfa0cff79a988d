#pragma once
#include "output.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// What the program can do; each gives the exit status.
namespace clearance::program {

struct request {
  std::string pack;
  std::vector<std::string> files;  ///< or texts, for `match`
  format as = format::text;
  double min_coverage = 0;        ///< `test`: percent of edges
  std::string junit;              ///< `test`: the file to write; empty: none
  bool mutate = false;            ///< `test`: change the pack and see whether a case notices
  bool check = false;             ///< `fmt` only tells what it would change
  std::string language;           ///< of what people read; empty: the pack's own
  std::size_t threads = 0;        ///< `screen`, `bench`; 0: a thread for each core
  std::vector<std::string> only;  ///< `screen`: the keys of short records; none: decisions
  bool summary = false;           ///< `screen`: counts instead of decisions
  bool quiet = false;             ///< `screen`: no progress bar
  double seconds = 0.5;           ///< `bench`: how long each figure is measured
};

exit_status screen(const request& r, output& out);
exit_status bench(const request& r, output& out);
exit_status explain(const request& r, output& out);
exit_status match(const request& r, output& out);
exit_status lint(const request& r, output& out);
exit_status fmt(const request& r, output& out);
exit_status print_schema(const request& r, output& out);
exit_status test(const request& r, output& out);

}  // namespace clearance::program
