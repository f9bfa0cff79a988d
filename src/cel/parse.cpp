#include "parse.hpp"

#include "token.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace clearance::cel {
namespace {

/// Words that people write for an operator.
struct spoken_operator {
  std::string_view word;
  token_kind means;
  std::string_view written;
};
constexpr spoken_operator spoken_operators[] = {
    {"and", token_kind::both, "&&"},  {"AND", token_kind::both, "&&"}, {"or", token_kind::either, "||"},
    {"OR", token_kind::either, "||"}, {"is", token_kind::equal, "=="}, {"not", token_kind::negate, "!"},
    {"NOT", token_kind::negate, "!"},
};

struct ranked {
  token_kind token;
  node_kind node;
  unsigned rank;
};
constexpr ranked operators[] = {
    {token_kind::equal, node_kind::equal, 0},       {token_kind::unequal, node_kind::unequal, 0},
    {token_kind::less, node_kind::less, 0},         {token_kind::at_most, node_kind::at_most, 0},
    {token_kind::more, node_kind::more, 0},         {token_kind::at_least, node_kind::at_least, 0},
    {token_kind::plus, node_kind::add, 1},          {token_kind::minus, node_kind::subtract, 1},
    {token_kind::times, node_kind::multiply, 2},    {token_kind::slash, node_kind::divide, 2},
    {token_kind::percent, node_kind::remainder, 2},
};
constexpr unsigned highest_rank = 2;

class parser {
 public:
  parser(std::string_view text, mistakes& found) : text_(text), found_(found), tokens_(lex(text, found)) {}

  ast run() {
    if (tokens_.size() == 1) {
      fail("the expression is empty", "write a condition such as `age < 18`");
      tree_.root = make(node_kind::wrong, {0, 1}, {});
      return std::move(tree_);
    }
    tree_.root = expression();
    if (!is(token_kind::end)) tell_rest();
    return std::move(tree_);
  }

 private:
  // ---- tokens ----

  const token& now() const { return tokens_[at_]; }
  bool is(token_kind k) const { return now().kind == k; }
  std::string_view written(const token& t) const { return text_.substr(t.at.begin, t.at.length); }
  void step() {
    if (!is(token_kind::end)) ++at_;
  }
  bool take(token_kind k) {
    if (!is(k)) return false;
    step();
    return true;
  }

  /// The operator that stands here, also where it is written as a word (told).
  token_kind operator_here() {
    if (!is(token_kind::name)) return now().kind;
    for (const spoken_operator& o : spoken_operators) {
      if (written(now()) != o.word) continue;
      fail("`" + std::string(o.word) + "` is no operator here", "write `" + std::string(o.written) + "`");
      tokens_[at_].kind = o.means;
      return o.means;
    }
    return token_kind::name;
  }
  bool is_in() const { return is(token_kind::name) && written(now()) == "in"; }

  // ---- mistakes ----

  /// One for each place: what follows from the first helps nobody.
  void fail(std::string message, std::string hint) {
    if (failed_at_ == at_ + 1) return;
    failed_at_ = at_ + 1;
    found_.push_back({now().at, issue_code::bad_expression, std::move(message), std::move(hint)});
  }

  /// Nothing more is read.
  void give_up(std::string message, std::string hint) {
    fail(std::move(message), std::move(hint));
    at_ = tokens_.size() - 1;
    failed_at_ = at_ + 1;
  }

  void tell_rest() {
    switch (now().kind) {
      case token_kind::wrong: return;
      case token_kind::close_paren:
      case token_kind::close_bracket:
      case token_kind::close_brace:
        return fail("`" + std::string(written(now())) + "` closes nothing", "remove it, or open it before");
      case token_kind::colon:
        return fail("`:` belongs to `condition ? a : b`", "a text that holds a colon stands in quotes");
      case token_kind::comma: return fail("an expression ends before this comma", "join conditions with `&&` or `||`");
      default:
        return fail("an operator is missing before " + shown(now()),
                    "join conditions with `&&` or `||`; a text stands in quotes");
    }
  }

  std::string shown(const token& t) const {
    return t.kind == token_kind::end ? "the end of the expression" : "`" + std::string(written(t)) + "`";
  }

  // ---- nodes ----

  node_id make(node_kind kind, span at, std::initializer_list<node_id> children, std::int64_t value = 0,
               std::optional<span> name = std::nullopt) {
    return make(kind, at, std::span(children.begin(), children.size()), value, name);
  }

  node_id make(node_kind kind, span at, std::span<const node_id> children, std::int64_t value = 0,
               std::optional<span> name = std::nullopt) {
    if (tree_.nodes.size() >= most_nodes)
      give_up("the expression holds more than " + std::to_string(most_nodes) + " parts",
              "divide it over several rules or facts");
    unsigned height = 0;
    for (const node_id child : children) height = std::max(height, heights_[child.value]);
    if (height == highest_tree) give_up("the expression is nested too deep", "divide it over several rules or facts");
    heights_.push_back(height + 1);
    const node_id id{static_cast<std::uint32_t>(tree_.nodes.size())};
    tree_.nodes.push_back(
        {kind, static_cast<std::uint32_t>(tree_.children.size()), static_cast<std::uint32_t>(children.size()), value});
    tree_.children.insert(tree_.children.end(), children.begin(), children.end());
    tree_.places.push_back(at);
    tree_.name_places.push_back(name.value_or(at));
    return id;
  }

  node_id wrong() { return make(node_kind::wrong, now().at, {}); }

  std::int64_t keep(std::string text) {
    tree_.texts.push_back(std::move(text));
    return static_cast<std::int64_t>(tree_.texts.size() - 1);
  }

  /// Counts how deep the reading is; the rest is not read where it is too deep.
  class deeper {
   public:
    explicit deeper(parser& p) : parser_(p) {
      if (++p.depth_ > deepest_nesting + 1)  // the expression itself is inside of nothing
        p.give_up("the expression is nested more than " + std::to_string(deepest_nesting) + " deep",
                  "divide it over several rules or facts");
    }
    ~deeper() { --parser_.depth_; }
    deeper(const deeper&) = delete;
    deeper& operator=(const deeper&) = delete;

   private:
    parser& parser_;
  };

  // ---- the grammar ----

  node_id expression() {
    const deeper inside(*this);
    const node_id condition = either();
    if (!is(token_kind::question)) return condition;
    const span sign = now().at;
    step();
    const node_id yes = either();
    if (!take(token_kind::colon))
      fail("the `:` of `condition ? a : b` is missing before " + shown(now()), "write `condition ? a : b`");
    const node_id no = expression();
    return make(node_kind::choose, over(tree_.place(condition), tree_.place(no)), {condition, yes, no}, 0, sign);
  }

  node_id either() { return logic(token_kind::either, node_kind::either, &parser::both); }
  node_id both() { return logic(token_kind::both, node_kind::both, &parser::relation); }

  node_id logic(token_kind sign, node_kind kind, node_id (parser::*operand)()) {
    const node_id first = (this->*operand)();
    if (operator_here() != sign) return first;
    std::vector<node_id> all{first};
    const span at = now().at;
    while (operator_here() == sign) {
      step();
      all.push_back((this->*operand)());
    }
    return make(kind, over(tree_.place(first), tree_.place(all.back())), all, 0, at);
  }

  node_id relation() { return binary(0); }

  node_id binary(unsigned rank) {
    if (rank > highest_rank) return unary();
    node_id left = binary(rank + 1);
    for (unsigned length = 0;; ++length) {
      const token_kind here = operator_here();
      const auto* op = std::find_if(std::begin(operators), std::end(operators),
                                    [&](const ranked& o) { return o.token == here && o.rank == rank; });
      const bool is_membership = rank == 0 && is_in();
      if (op == std::end(operators) && !is_membership) return left;
      if (length == longest_chain) {
        give_up("more than " + std::to_string(longest_chain) + " operators in a row", "divide it with parentheses");
        return left;
      }
      const span sign = now().at;
      step();
      const node_id right = binary(rank + 1);
      left = make(is_membership ? node_kind::in : op->node, over(tree_.place(left), tree_.place(right)), {left, right},
                  0, sign);
    }
  }

  node_id unary() {
    std::vector<token> signs;
    for (token_kind here = operator_here(); here == token_kind::negate || here == token_kind::minus;
         here = operator_here()) {
      if (signs.size() == longest_chain) {
        give_up("more than " + std::to_string(longest_chain) + " signs in a row", "remove them");
        return wrong();
      }
      signs.push_back(now());
      step();
    }
    // The least integer has no positive twin.
    const bool is_signed = !signs.empty() && signs.back().kind == token_kind::minus && is(token_kind::integer);
    node_id operand = is_signed ? after(integer(signs.back().at)) : member();
    if (is_signed) signs.pop_back();
    for (; !signs.empty(); signs.pop_back()) {
      const token sign = signs.back();
      operand = make(sign.kind == token_kind::negate ? node_kind::negate : node_kind::minus,
                     over(sign.at, tree_.place(operand)), {operand}, 0, sign.at);
    }
    return operand;
  }

  node_id member() { return after(primary()); }

  /// What follows a value: `.name`, `.name(...)`.
  node_id after(node_id left) {
    for (unsigned length = 0;; ++length) {
      if (is(token_kind::open_bracket)) return refuse_index(left);
      if (is(token_kind::open_brace)) return refuse_braces();
      if (!is(token_kind::dot)) return left;
      if (length == longest_chain) {
        give_up("more than " + std::to_string(longest_chain) + " names in a row", "divide it with parentheses");
        return left;
      }
      step();
      if (!is(token_kind::name)) {
        fail("a name is missing behind the dot", "write `treatment.date`, for example");
        return left;
      }
      const token name = now();
      step();
      const std::int64_t text = keep(std::string(written(name)));
      if (!is(token_kind::open_paren)) {
        left = make(node_kind::select, over(tree_.place(left), name.at), {left}, text, name.at);
        continue;
      }
      std::vector<node_id> all{left};
      const span end = arguments(all);
      left = make(node_kind::method, over(tree_.place(left), end), all, text, name.at);
    }
  }

  node_id refuse_index(node_id left) {
    const span at = now().at;
    fail("the entries of a list have no numbers here",
         "ask for one of them: `sessions.exists(s, s.depth == \"deep\")`");
    step();
    std::vector<node_id> all;
    listed(token_kind::close_bracket, all, "]");
    return make(node_kind::wrong, over(tree_.place(left), at), {});
  }

  node_id refuse_braces() {
    fail("maps (`{...}`) are not used in an expression", "write a list, such as `[\"mild\", \"deep\"]`");
    const span at = now().at;
    at_ = tokens_.size() - 1;
    failed_at_ = at_ + 1;
    return make(node_kind::wrong, at, {});
  }

  node_id primary() {
    switch (now().kind) {
      case token_kind::integer: return integer(std::nullopt);
      case token_kind::number: return number();
      case token_kind::text: {
        const span at = now().at;
        step();
        auto says = unescaped(text_, at, found_);
        if (!says) return make(node_kind::wrong, at, {});
        return make(node_kind::text, at, {}, keep(std::move(*says)));
      }
      case token_kind::name: return named();
      case token_kind::open_paren: {
        const span open = now().at;
        step();
        const node_id inner = expression();
        const span close = now().at;
        if (!take(token_kind::close_paren)) {
          tell_unclosed(")", open);
          return inner;
        }
        tree_.places[inner.value] = over(open, close);
        return inner;
      }
      case token_kind::open_bracket: {
        const span open = now().at;
        step();
        std::vector<node_id> all;
        const span end = listed(token_kind::close_bracket, all, "]");
        return make(node_kind::list, over(open, end), all);
      }
      case token_kind::open_brace: return refuse_braces();
      case token_kind::dot:
        fail("a name begins with a letter, not with a dot", "write the name alone");
        while (take(token_kind::dot)) {
        }
        return primary();
      case token_kind::wrong: {
        const node_id told = wrong();
        step();
        return told;
      }
      case token_kind::end:
        fail("the expression ends where a value is expected", "write what is compared, or remove the operator before");
        return wrong();
      default:
        fail("a value is missing before " + shown(now()),
             "write what is compared: a fact, a number, or a text in quotes");
        return wrong();
    }
  }

  node_id named() {
    const token t = now();
    const std::string word(written(t));
    step();
    if (word == "true" || word == "false") return make(node_kind::truth, t.at, {}, word == "true");
    if (is(token_kind::open_paren)) {
      std::vector<node_id> all;
      const span end = arguments(all);
      return make(node_kind::call, over(t.at, end), all, keep(word), t.at);
    }
    return make(node_kind::name, t.at, {}, keep(word));
  }

  /// From `(` to `)`; gives where that stands.
  span arguments(std::vector<node_id>& all) {
    step();
    return listed(token_kind::close_paren, all, ")");
  }

  span listed(token_kind close, std::vector<node_id>& all, std::string_view sign) {
    const span open = tokens_[at_ - 1].at;
    while (!is(close) && !is(token_kind::end)) {
      all.push_back(expression());
      if (!take(token_kind::comma)) break;
      // A list may end with a comma, a call may not.
      if (close == token_kind::close_paren && is(close))
        fail("a value is missing behind the comma", "remove the comma, or write the value");
    }
    const span end = now().at;
    if (take(close)) return end;
    tell_unclosed(sign, open);
    return open;
  }

  void tell_unclosed(std::string_view sign, span open) {
    if (failed_at_ != 0 && is(token_kind::end)) return;  // the mistake before may have hidden it
    if (is(token_kind::end)) {
      failed_at_ = at_ + 1;
      found_.push_back({open, issue_code::bad_expression,
                        "`" + std::string(text_.substr(open.begin, open.length)) + "` is never closed",
                        "write `" + std::string(sign) + "` where it ends"});
      return;
    }
    fail("`" + std::string(sign) + "` or an operator is missing before " + shown(now()),
         "join conditions with `&&` or `||`; a text stands in quotes");
  }

  node_id integer(std::optional<span> minus) {
    const token t = now();
    step();
    std::string digits(written(t));
    int base = 10;
    if (digits.size() > 2 && (digits[1] == 'x' || digits[1] == 'X')) {
      digits.erase(0, 2);
      base = 16;
    }
    if (minus) digits.insert(0, 1, '-');
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    const span at = minus ? over(*minus, t.at) : t.at;
    if (error == std::errc()) return make(node_kind::integer, at, {}, value);
    found_.push_back({at, issue_code::bad_expression, "`" + std::string(written(t)) + "` is too large for an integer",
                      "write it with a decimal point: `" + std::string(written(t)) + ".0`"});
    return make(node_kind::wrong, at, {});
  }

  node_id number() {
    const token t = now();
    step();
    const std::string_view digits = written(t);
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    // What is too small to be told from nothing is nothing.
    const std::size_t exponent = digits.find_first_of("eE");
    const bool is_tiny = error == std::errc::result_out_of_range &&
                         (exponent == std::string_view::npos || digits.substr(exponent + 1).starts_with('-'));
    if (is_tiny) value = 0;
    if (error == std::errc() || is_tiny) return make(node_kind::number, t.at, {}, std::bit_cast<std::int64_t>(value));
    found_.push_back({t.at, issue_code::bad_expression, "`" + std::string(digits) + "` is too large for a number",
                      "write a smaller one"});
    return make(node_kind::wrong, t.at, {});
  }

  std::string_view text_;
  mistakes& found_;
  std::vector<token> tokens_;
  ast tree_;
  std::vector<unsigned> heights_;  ///< of each node's tree
  std::size_t at_ = 0;
  std::size_t failed_at_ = 0;  ///< 1 more than the token at which a mistake was told last
  unsigned depth_ = 0;
};

}  // namespace

ast parse(std::string_view text, mistakes& found) { return parser(text, found).run(); }

}  // namespace clearance::cel
