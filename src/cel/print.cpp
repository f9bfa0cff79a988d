#include "ast.hpp"

#include <bit>
#include <charconv>

namespace clearance::cel {
namespace {

std::string_view sign_of(node_kind k) {
  switch (k) {
    case node_kind::both: return "&&";
    case node_kind::either: return "||";
    case node_kind::negate: return "!";
    case node_kind::minus:
    case node_kind::subtract: return "-";
    case node_kind::add: return "+";
    case node_kind::multiply: return "*";
    case node_kind::divide: return "/";
    case node_kind::remainder: return "%";
    case node_kind::equal: return "==";
    case node_kind::unequal: return "!=";
    case node_kind::less: return "<";
    case node_kind::at_most: return "<=";
    case node_kind::more: return ">";
    case node_kind::at_least: return ">=";
    case node_kind::in: return "in";
    case node_kind::wrong:
    case node_kind::truth:
    case node_kind::integer:
    case node_kind::number:
    case node_kind::text:
    case node_kind::name:
    case node_kind::select:
    case node_kind::call:
    case node_kind::method:
    case node_kind::list:
    case node_kind::choose: break;
  }
  return {};
}

std::string number_text(double d) {
  char buffer[32];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, d);
  std::string out(buffer, end);
  // `2` would be an integer, and `1e+20` is one number with or without a point.
  if (out.find_first_of(".en") == std::string::npos) out += ".0";
  return out;
}

class printer {
 public:
  explicit printer(const ast& tree) : tree_(tree) {}

  void put(node_id n) {
    const node& at = tree_.at(n);
    switch (at.kind) {
      case node_kind::wrong: out += '?'; return;
      case node_kind::truth: out += at.value != 0 ? "true" : "false"; return;
      case node_kind::integer: out += std::to_string(at.value); return;
      case node_kind::number: out += number_text(std::bit_cast<double>(at.value)); return;
      case node_kind::text: out += quoted(tree_.text_of(n)); return;
      case node_kind::name: out += tree_.text_of(n); return;
      case node_kind::select:
        put_operand(tree_.child(n, 0), true);
        out += '.' + tree_.text_of(n);
        return;
      case node_kind::call:
        out += tree_.text_of(n);
        put_list('(', tree_.children_of(n), ')');
        return;
      case node_kind::method:
        put_operand(tree_.child(n, 0), true);
        out += '.' + tree_.text_of(n);
        put_list('(', tree_.children_of(n).subspan(1), ')');
        return;
      case node_kind::list: put_list('[', tree_.children_of(n), ']'); return;
      case node_kind::choose:
        put_operand(tree_.child(n, 0));
        out += " ? ";
        put_operand(tree_.child(n, 1));
        out += " : ";
        put_operand(tree_.child(n, 2));
        return;
      case node_kind::negate:
      case node_kind::minus:
        out += sign_of(at.kind);
        put_operand(tree_.child(n, 0), true);
        return;
      default: break;
    }
    bool first = true;
    for (const node_id child : tree_.children_of(n)) {
      if (!first) (out += ' ') += std::string(sign_of(at.kind)) + ' ';
      first = false;
      put_operand(child);
    }
  }

  std::string out;

 private:
  /// In parentheses, where it is more than one value.
  void put_operand(node_id n, bool binds_tightly = false) {
    const node& at = tree_.at(n);
    const bool is_signed = (at.kind == node_kind::integer && at.value < 0) ||
                           (at.kind == node_kind::number && std::bit_cast<double>(at.value) < 0);
    const bool is_one = at.kind <= node_kind::list && !(binds_tightly && is_signed);
    if (!is_one) out += '(';
    put(n);
    if (!is_one) out += ')';
  }

  void put_list(char open, std::span<const node_id> all, char close) {
    out += open;
    bool first = true;
    for (const node_id n : all) {
      if (!first) out += ", ";
      first = false;
      put(n);
    }
    out += close;
  }

  const ast& tree_;
};

}  // namespace

std::string print(const ast& tree, node_id n) {
  printer p(tree);
  p.put(n);
  return std::move(p.out);
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    if (byte >= 0x20 && byte != 0x7f) {
      out += c;
    } else {
      constexpr char digits[] = "0123456789abcdef";
      out += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return out += '"';
}

}  // namespace clearance::cel
