#include "shown.hpp"

namespace clearance::resolving {

std::string place_text(const text_range& at) {
  return at.file == nullptr ? std::string() : at.file->name + ":" + std::to_string(at.line + 1);
}

std::string in_one_line(const yaml::node& n) {
  std::string out;
  switch (n.kind) {
    case yaml::node_kind::empty: return out;
    case yaml::node_kind::scalar: return n.text;
    case yaml::node_kind::sequence:
      for (const yaml::node* item : n.items) out += (out.empty() ? "" : ", ") + in_one_line(*item);
      return '[' + out + ']';
    case yaml::node_kind::map:
      for (const yaml::member& m : n.members)
        out += (out.empty() ? "" : ", ") + m.key->text + ": " + in_one_line(*m.value);
      return '{' + out + '}';
  }
  return out;
}

}  // namespace clearance::resolving
