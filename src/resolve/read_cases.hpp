#pragma once
#include "reading.hpp"

#include <clearance/io/load_pack.hpp>

#include <vector>

namespace clearance::resolving {

/// `usual` and `cases`: each case becomes intakes as JSON and what is expected of them. Scalars are read by what
/// their key expects: `ongoing: yes` is true, a declared number a number, all else text.
struct read_case_list {
  std::vector<pack_case> cases;
  std::string usual;  ///< JSON: the intake that every case starts from
};
read_case_list read_cases(reading& r, const yaml::node& pack_root, const pack& p);

}  // namespace clearance::resolving
