// Random expressions: the machine against a walk through the tree that shares nothing with it.
#include "expressions.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <variant>
#include <vector>

namespace {

using namespace cel_tests;

using plain = std::variant<bool, std::int64_t, double, std::string>;
using maybe = std::optional<plain>;  // nothing: unknown

/// The answers of one patient.
struct patient {
  std::optional<bool> a, b;
  std::optional<double> n;
  std::optional<std::string> c, t;
  std::optional<std::pair<int, int>> d;  // days from and to which it may be, since 2026-01-01
};

struct expression {
  std::string text;
  std::function<maybe(const patient&)> walk;
};

template <class T>
std::optional<T> get(const maybe& m) {
  return m ? std::optional<T>(std::get<T>(*m)) : std::nullopt;
}

bool are_same(const plain& x, const plain& y) {
  if (std::holds_alternative<double>(x))
    return std::get<double>(x) == std::get<double>(y) &&
           std::signbit(std::get<double>(x)) == std::signbit(std::get<double>(y));
  return x == y;
}

class generator {
 public:
  explicit generator(unsigned seed) : random_(seed) {}

  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }

  expression truth(int depth) {
    if (depth == 0 || below(6) == 0) {
      switch (below(4)) {
        case 0: return {"a", [](const patient& p) -> maybe { return p.a ? maybe(*p.a) : maybe(); }};
        case 1: return {"b", [](const patient& p) -> maybe { return p.b ? maybe(*p.b) : maybe(); }};
        case 2: return date_test();
        default: {
          const bool v = below(2) == 0;
          return {v ? "true" : "false", [v](const patient&) -> maybe { return v; }};
        }
      }
    }
    switch (below(9)) {
      case 0: {
        const expression x = truth(depth - 1);
        return {"!(" + x.text + ")", [x](const patient& p) -> maybe {
                  const auto v = get<bool>(x.walk(p));
                  return v ? maybe(!*v) : maybe();
                }};
      }
      case 1:
      case 2: return logic(depth, below(2) == 0);
      case 3: return choose(truth(depth - 1), truth(depth - 1), truth(depth - 1));
      case 4: return compare<std::int64_t>(integer(depth - 1), integer(depth - 1));
      case 5: return compare<double>(number(depth - 1), number(depth - 1));
      case 6: return compare<std::string>(text(depth - 1), text(depth - 1));
      case 7: return in_list(depth);
      default: return part_of_text(depth);
    }
  }

 private:
  expression logic(int depth, bool is_both) {
    std::vector<expression> parts;
    std::string all;
    for (unsigned i = 0; i < 2 + below(2); ++i) {
      parts.push_back(truth(depth - 1));
      all += (i == 0 ? "" : is_both ? " && " : " || ") + ("(" + parts.back().text + ")");
    }
    return {all, [parts, is_both](const patient& p) -> maybe {
              bool any_unknown = false;
              for (const expression& x : parts) {
                const auto v = get<bool>(x.walk(p));
                if (!v)
                  any_unknown = true;
                else if (*v != is_both)
                  return !is_both;
              }
              return any_unknown ? maybe() : maybe(is_both);
            }};
  }

  expression choose(const expression& which, const expression& yes, const expression& no) {
    return {"(" + which.text + ") ? (" + yes.text + ") : (" + no.text + ")", [=](const patient& p) -> maybe {
              const auto w = get<bool>(which.walk(p));
              const maybe x = yes.walk(p);
              const maybe y = no.walk(p);
              if (w) return *w ? x : y;
              return x && y && are_same(*x, *y) ? x : maybe();
            }};
  }

  template <class T>
  expression compare(const expression& x, const expression& y) {
    const unsigned op = below(6);
    const char* const signs[] = {"==", "!=", "<", "<=", ">", ">="};
    return {"(" + x.text + ") " + signs[op] + " (" + y.text + ")", [=](const patient& p) -> maybe {
              const auto l = get<T>(x.walk(p));
              const auto r = get<T>(y.walk(p));
              if (!l || !r) return {};
              switch (op) {
                case 0: return *l == *r;
                case 1: return *l != *r;
                case 2: return *l < *r;
                case 3: return *l <= *r;
                case 4: return *l > *r;
                default: return *l >= *r;
              }
            }};
  }

  expression in_list(int depth) {
    const expression x = text(depth - 1);
    std::vector<expression> items;
    std::string list;
    for (unsigned i = 0; i < below(4); ++i) {
      items.push_back(text(depth > 1 ? 1 : 0));
      list += (i == 0 ? "" : ", ") + items.back().text;
    }
    const bool as_loop = below(2) == 0;
    const std::string whole =
        as_loop ? "[" + list + "].exists(e, e == (" + x.text + "))" : "(" + x.text + ") in [" + list + "]";
    return {whole, [=](const patient& p) -> maybe {
              bool any_unknown = false;
              const auto v = get<std::string>(x.walk(p));
              for (const expression& item : items) {
                const auto i = get<std::string>(item.walk(p));
                if (!i || !v)
                  any_unknown = true;
                else if (*i == *v)
                  return true;
              }
              return any_unknown ? maybe() : maybe(false);
            }};
  }

  expression part_of_text(int depth) {
    const expression x = text(depth - 1);
    const expression y = text(depth > 1 ? 1 : 0);
    const unsigned how = below(3);
    const char* const names[] = {"startsWith", "endsWith", "contains"};
    return {"(" + x.text + ")." + names[how] + "(" + y.text + ")", [=](const patient& p) -> maybe {
              const auto l = get<std::string>(x.walk(p));
              const auto r = get<std::string>(y.walk(p));
              if (!l || !r) return {};
              return how == 0 ? l->starts_with(*r) : how == 1 ? l->ends_with(*r) : l->find(*r) != std::string::npos;
            }};
  }

  /// Every day that the date may be decides.
  expression date_test() {
    const int shift = static_cast<int>(below(40)) - 20;
    const int limit = static_cast<int>(below(28)) + 1;
    const unsigned op = below(6);
    const char* const signs[] = {"==", "!=", "<", "<=", ">", ">="};
    const std::string day = (limit < 10 ? "0" : "") + std::to_string(limit);
    return {"d + days(" + std::to_string(shift) + ") " + signs[op] + " date(\"2026-01-" + day + "\")",
            [=](const patient& p) -> maybe {
              if (!p.d) return {};
              bool any_yes = false;
              bool any_no = false;
              for (int day_of_it = p.d->first; day_of_it <= p.d->second; ++day_of_it) {
                const int l = day_of_it + shift;
                const int r = limit - 1;
                const bool holds = op == 0   ? l == r
                                   : op == 1 ? l != r
                                   : op == 2 ? l < r
                                   : op == 3 ? l <= r
                                   : op == 4 ? l > r
                                             : l >= r;
                (holds ? any_yes : any_no) = true;
              }
              return any_yes && any_no ? maybe() : maybe(any_yes);
            }};
  }

  expression integer(int depth) {
    if (depth <= 0 || below(4) == 0) {
      if (below(3) == 0)
        return {"size(t)", [](const patient& p) -> maybe {
                  return p.t ? maybe(static_cast<std::int64_t>(p.t->size())) : maybe();
                }};
      const std::int64_t choices[] = {0, 1, -1, 2, 3, 7, -5, 1000, INT64_MAX, INT64_MIN, INT64_MAX / 2 + 1};
      const std::int64_t v = choices[below(11)];
      return {"(" + std::to_string(v) + ")", [v](const patient&) -> maybe { return v; }};
    }
    const unsigned op = below(7);
    if (op == 5) return choose(truth(depth - 1), integer(depth - 1), integer(depth - 1));
    const expression x = integer(depth - 1);
    if (op == 6)
      return {"-(" + x.text + ")", [x](const patient& p) -> maybe {
                const auto v = get<std::int64_t>(x.walk(p));
                return v && *v != INT64_MIN ? maybe(-*v) : maybe();
              }};
    const expression y = integer(depth - 1);
    return {"(" + x.text + ") " + "+-*/%"[op] + " (" + y.text + ")", [=](const patient& p) -> maybe {
              const auto l = get<std::int64_t>(x.walk(p));
              const auto r = get<std::int64_t>(y.walk(p));
              if (!l || !r) return {};
              std::int64_t out = 0;
              bool fails = false;
              switch (op) {
                case 0: fails = __builtin_add_overflow(*l, *r, &out); break;
                case 1: fails = __builtin_sub_overflow(*l, *r, &out); break;
                case 2: fails = __builtin_mul_overflow(*l, *r, &out); break;
                default:
                  fails = *r == 0 || (*l == INT64_MIN && *r == -1);
                  if (!fails) out = op == 3 ? *l / *r : *l % *r;
              }
              return fails ? maybe() : maybe(out);
            }};
  }

  expression number(int depth) {
    if (depth <= 0 || below(3) == 0) {
      if (below(2) == 0) return {"n", [](const patient& p) -> maybe { return p.n ? maybe(*p.n) : maybe(); }};
      const double v = static_cast<double>(below(21)) / 2;
      return {std::to_string(v), [v](const patient&) -> maybe { return v; }};
    }
    const unsigned op = below(4);
    const expression x = number(depth - 1);
    const expression y = number(depth - 1);
    return {"(" + x.text + ") " + "+-*/"[op] + " (" + y.text + ")", [=](const patient& p) -> maybe {
              const auto l = get<double>(x.walk(p));
              const auto r = get<double>(y.walk(p));
              if (!l || !r || (op == 3 && *r == 0)) return {};
              return op == 0 ? *l + *r : op == 1 ? *l - *r : op == 2 ? *l * *r : *l / *r;
            }};
  }

  expression text(int depth) {
    if (depth <= 0 || below(3) == 0) {
      switch (below(3)) {
        case 0: return {"c", [](const patient& p) -> maybe { return p.c ? maybe(*p.c) : maybe(); }};
        case 1: return {"t", [](const patient& p) -> maybe { return p.t ? maybe(*p.t) : maybe(); }};
        default: {
          // No literal that `c` can never be: that would be told, not lowered.
          const char* const words[] = {"x", "xy", "z"};
          const std::string v = words[below(3)];
          return {"\"" + v + "\"", [v](const patient&) -> maybe { return v; }};
        }
      }
    }
    if (below(3) == 0) return choose(truth(depth - 1), text(depth - 1), text(depth - 1));
    const expression x = text(depth - 1);
    const expression y = text(depth - 1);
    return {"(" + x.text + ") + (" + y.text + ")", [=](const patient& p) -> maybe {
              const auto l = get<std::string>(x.walk(p));
              const auto r = get<std::string>(y.walk(p));
              return l && r ? maybe(*l + *r) : maybe();
            }};
  }

  std::mt19937 random_;
};

TEST_CASE("a random expression has the truth that a plain walk through it finds") {
  expressions e(R"(
facts:
  a: {ask: "?", answer: yes-no}
  b: {ask: "?", answer: yes-no}
  n: {ask: "?", answer: 0..10}
  c: {ask: "?", answer: [x, xy, z]}
  t: {ask: "?", answer: text}
  d: {ask: "?", answer: date}
)");
  std::mt19937 random(7);
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  const std::string answers_of_c[] = {"x", "xy", "z"};
  const date january = to_date({2026, 1, 1});
  int compared = 0;
  int decided[3] = {};
  for (unsigned seed = 0; seed < 4000; ++seed) {
    generator make(seed);
    const expression x = make.truth(4);
    CAPTURE(x.text);
    cel::mistakes told;
    const std::string wrong = e.mistakes_in(x.text);
    if (wrong.find("never true") != std::string::npos || wrong.find("exclude each other") != std::string::npos ||
        wrong.find("too deep") != std::string::npos || wrong.find("too long") != std::string::npos ||
        wrong.find("nested") != std::string::npos)
      continue;
    const cel::steps steps = e.steps_of(x.text);
    for (int i = 0; i < 8; ++i) {
      patient p;
      std::vector<fact_value> values(6);
      std::string texts;
      if (below(3) != 0) values[0].raw = *(p.a = below(2) == 0);
      if (below(3) != 0) values[1].raw = *(p.b = below(2) == 0);
      if (below(3) != 0) {
        p.n = static_cast<double>(below(21)) / 2;
        values[2].raw = static_cast<std::int64_t>(*p.n * 1e6);
      }
      if (below(3) != 0) {
        const unsigned which = below(3);
        p.c = answers_of_c[which];
        values[3].raw = which;
      }
      if (below(3) != 0) {
        p.t = std::string(below(4), 'x') + (below(2) == 0 ? "y" : "");
        texts = *p.t;
        values[4] = text_value(0, static_cast<std::uint32_t>(texts.size()));
      }
      if (below(3) != 0) {
        const int first = static_cast<int>(below(28));
        p.d = {first, below(2) == 0 ? first : first + static_cast<int>(below(10))};
        values[5] = date_value({start_of(add_days(january, p.d->first)), end_of(add_days(january, p.d->second))});
      }
      facts f;
      f.patient_values = values;
      f.texts = texts;
      const maybe wanted = x.walk(p);
      const kleene truth = wanted ? known(std::get<bool>(*wanted)) : kleene::unknown;
      const auto [got, text] = e.run(steps, f);
      CHECK(got.truth == truth);
      CHECK(e.truth(steps, f) == truth);
      ++decided[static_cast<int>(truth)];
      ++compared;
    }
  }
  CHECK(compared > 20000);
  for (const int count : decided) CHECK(count > 3000);
}

}  // namespace
