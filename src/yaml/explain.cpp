#include "explain.hpp"

#include "skim.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace clearance::yaml {
namespace {

constexpr std::size_t longest_key = 1024;  // the reader does not look further for the colon
constexpr std::string_view quote_it = "put the text in quotes";

struct line {
  std::size_t number = 0;
  std::string_view text;
  std::size_t indentation = 0;  ///< bytes before its first word

  std::string_view words() const {
    std::string_view rest = text.substr(indentation);
    const std::size_t comment = rest.find(" #");
    rest = rest.substr(0, comment);
    while (!rest.empty() && (rest.back() == ' ' || rest.back() == '\t')) rest.remove_suffix(1);
    return rest;
  }
  bool has_colon() const {
    const std::string_view w = words();
    return w.find(": ") != std::string_view::npos || w.ends_with(':');
  }
};

class explanation {
 public:
  explanation(const source_file& file, std::size_t at, std::string_view readers_words)
      : file_(file),
        at_(at),
        readers_words_(readers_words),
        seen_(skim(file.text)),
        here_(line_at(file.place_of(at).line)) {}

  issue tell() {
    // The likeliest first: what breaks the reading of all that follows comes before what may only follow from it.
    for (const auto tried :
         {&explanation::alias, &explanation::tab, &explanation::first_letter, &explanation::open_quote,
          &explanation::escape, &explanation::quote, &explanation::question_mark, &explanation::bracket_too_many,
          &explanation::bracket_not_closed, &explanation::bracket_in_text, &explanation::behind_bracket,
          &explanation::misplaced_list, &explanation::comment, &explanation::colon, &explanation::indentation})
      if (auto found = (this->*tried)()) return std::move(*found);
    return issue_at(issue_code::bad_yaml, at_, 1, "this is not YAML: " + std::string(readers_words_),
                    "check the indentation, quotes and brackets here and in the line above");
  }

 private:
  using answer = std::optional<issue>;

  bool reader_says(std::string_view words) const { return readers_words_.find(words) != std::string_view::npos; }
  char letter() const { return at_ < file_.text.size() ? file_.text[at_] : '\0'; }

  issue issue_at(issue_code code, std::size_t byte, std::size_t length, std::string message, std::string hint) const {
    return make_issue(code, file_.place_of(byte, length), std::move(message), std::move(hint));
  }

  issue issue_of(const line& l, std::string message, std::string hint) const {
    return make_issue(issue_code::bad_yaml, {&file_, l.number, l.indentation, l.words().size()}, std::move(message),
                      std::move(hint));
  }

  line line_at(std::size_t number) const {
    line l{number, file_.line(number), 0};
    l.indentation = std::min(l.text.find_first_not_of(" \t"), l.text.size());
    return l;
  }

  /// The line before that says something; the first where there is none.
  line line_above() const {
    std::size_t number = here_.number;
    while (number > 0) {
      const line l = line_at(--number);
      if (!l.words().empty() && l.words().front() != '#') return l;
    }
    return line_at(0);
  }

  const bracket* innermost_bracket() const {
    const bracket* found = nullptr;
    for (const bracket& b : seen_.brackets)
      if (b.opens < at_ && b.closes >= at_ && b.given_up >= at_) found = &b;
    return found;
  }

  // An alias without its anchor is the reader's own mistake to find; with one, the anchor has been told.
  answer alias() {
    if (!reader_says("anchor") && !reader_says("alias")) return {};
    const std::size_t sign = file_.text.find_last_of("&*", at_);
    if (sign == std::string::npos) return {};
    return issue_at(
        issue_code::forbidden_yaml, sign, 1,
        file_.text[sign] == '*' ? "aliases (`*name`) are not read" : "anchors (`&name`) are not read",
        std::string("write the value out; a text that begins with `") + file_.text[sign] + "` needs quotes");
  }

  answer tab() {
    if (innermost_bracket() != nullptr) return {};  // there, indentation says nothing
    for (const line& l : {here_, line_above()}) {
      const std::size_t tab = l.text.substr(0, l.indentation).find('\t');
      if (tab != std::string_view::npos)
        return make_issue(issue_code::bad_yaml, {&file_, l.number, tab, 1}, "a tab indents this line",
                          "indent with spaces");
    }
    return {};
  }

  answer first_letter() {
    if (letter() == ',' && innermost_bracket() != nullptr) return {};
    std::size_t at = at_;
    if (reader_says("block scalar"))
      at = std::min(file_.text.find_last_of("|>", at_), at_);
    else if (!reader_says("unknown token") && letter() != ',')
      return {};
    const char c = at < file_.text.size() ? file_.text[at] : ' ';
    if (std::string_view("@%`|>,").find(c) == std::string_view::npos) return {};
    return issue_at(
        issue_code::bad_yaml, at, 1,
        c == '`' ? "a text cannot begin with a back quote" : std::string("a text cannot begin with `") + c + '`',
        std::string(quote_it));
  }

  answer escape() {
    constexpr std::string_view words = "unknown escape character: ";
    if (!readers_words_.starts_with(words)) return {};
    return issue_at(issue_code::bad_yaml, at_, 1,
                    "`\\" + std::string(readers_words_.substr(words.size())) + "` means nothing inside double quotes",
                    "write `\\\\` for a backslash, or use single quotes");
  }

  answer quote() {
    const auto behind = std::find_if(seen_.behind_quotes.rbegin(), seen_.behind_quotes.rend(),
                                     [&](std::size_t b) { return b <= at_ && file_.place_of(b).line == here_.number; });
    if (behind == seen_.behind_quotes.rend()) return {};
    const std::size_t closed = file_.text.find_last_not_of(" \t", *behind - 1);
    const bool is_single = file_.text[closed] == '\'';
    std::string hint = is_single ? "put the whole text in quotes: \"so, with 'these' inside\""
                                 : "put the whole text in quotes: 'so, with \"these\" inside'";
    if (is_single && closed + 1 == *behind)
      hint = "write `''` for an apostrophe inside single quotes, or use double quotes";
    return issue_at(issue_code::bad_yaml, *behind, 1, "text stands behind the closing quote", std::move(hint));
  }

  answer open_quote() {
    if (seen_.open_quote == nowhere || !(reader_says("EOF") || reader_says("escape") || reader_says("hex"))) return {};
    return issue_at(issue_code::bad_yaml, seen_.open_quote, 1, "the quote is never closed",
                    "end the text with the quote that it begins with");
  }

  answer question_mark() {
    if (letter() != '?' || innermost_bracket() == nullptr) return {};
    return issue_at(issue_code::text_cut, at_, 1, "inside braces, YAML does not read a text with a `?`",
                    std::string(quote_it));
  }

  answer bracket_too_many() {
    const auto found = std::find_if(seen_.brackets.begin(), seen_.brackets.end(),
                                    [&](const bracket& b) { return b.opens == nowhere && b.closes == at_; });
    if (found == seen_.brackets.end()) return {};
    const std::string opener = letter() == '}' ? "{" : "[";
    return issue_at(issue_code::bad_yaml, at_, 1, std::string("this `") + letter() + "` closes nothing",
                    "remove it, or open it with `" + opener + "`");
  }

  answer bracket_not_closed() {
    const bracket* found = nullptr;
    for (const bracket& b : seen_.brackets)
      if (b.opens < at_ && b.closes == nowhere) found = &b;
    // Where the file just ends, the reader says so of a place before.
    if (found == nullptr && reader_says("flow not found"))
      for (const bracket& b : seen_.brackets)
        if (b.opens != nowhere && b.closes == nowhere) found = &b;
    if (found == nullptr) return {};
    for (const std::size_t cut : seen_.cuts)
      if (cut > found->opens && file_.place_of(cut).line == file_.place_of(found->opens).line) return cut_at(cut);
    const bool is_brace = file_.text[found->opens] == '{';
    return issue_at(issue_code::bad_yaml, found->opens, 1,
                    std::string("the `") + (is_brace ? '{' : '[') + "` is never closed",
                    std::string("close it with `") + (is_brace ? '}' : ']') + '`');
  }

  answer bracket_in_text() {
    if ((letter() != '[' && letter() != '{') || innermost_bracket() == nullptr) return {};
    return issue_at(issue_code::bad_yaml, at_, 1,
                    std::string("a colon or a comma is missing before this `") + letter() + '`',
                    std::string("inside braces, a text with `") + letter() + "` in it needs quotes");
  }

  answer behind_bracket() {
    const std::size_t before = at_ == 0 ? nowhere : file_.text.find_last_not_of(" \t", at_ - 1);
    const auto closed = std::find_if(seen_.brackets.begin(), seen_.brackets.end(),
                                     [&](const bracket& b) { return b.closes == before && before != nowhere; });
    if (closed == seen_.brackets.end() || closed->opens == nowhere || letter() == '\n') return {};
    const char opener = file_.text[closed->opens];
    return issue_at(issue_code::bad_yaml, at_, 1,
                    std::string("text stands behind the closing `") + file_.text[before] + '`',
                    std::string("a text that begins with `") + opener + "` needs quotes");
  }

  answer misplaced_list() {
    if (!reader_says("illegal block entry")) return {};
    if (innermost_bracket() != nullptr)
      return issue_at(issue_code::bad_yaml, at_, 1, "inside braces, `- ` begins no list",
                      "write a list in brackets: `[a, b]`");
    return issue_at(issue_code::bad_yaml, at_, 1, "a list with `- ` cannot begin in the line of its key",
                    "write each on a line of its own; a text that begins with `- ` needs quotes");
  }

  // A text that goes on in the next line ends at a ` #` none the less, and the next line is left over.
  answer comment() {
    const std::size_t above = line_above().number;
    for (const std::size_t cut : seen_.cuts)
      if (file_.place_of(cut).line == above) return cut_at(cut);
    return {};
  }

  issue cut_at(std::size_t cut) const {
    const std::size_t end = std::min(file_.text.find('\n', cut), file_.text.size());
    return issue_at(issue_code::text_cut, cut, end - cut,
                    "the text ends before `" + file_.text.substr(cut, end - cut) + "`, which YAML takes for a comment",
                    "put the text in quotes; a comment has a space behind its `#`");
  }

  answer colon() {
    if (innermost_bracket() != nullptr) {
      if (letter() != ':') return {};
      return issue_at(issue_code::bad_yaml, at_, 1, "inside braces, a second `: ` stands before the next comma",
                      "put a comma between the keys; a text with `: ` in it needs quotes");
    }
    if (!reader_says("illegal map value")) return {};
    const std::string_view before = here_.text.substr(0, file_.place_of(at_).column);
    if (before.find(": ") != std::string_view::npos)
      return issue_at(issue_code::bad_yaml, at_, 1, "a second `: ` stands in this line",
                      "a text with `: ` in it needs quotes");
    if (before.size() > here_.indentation + longest_key)
      return issue_of(here_, "this key has more than " + std::to_string(longest_key) + " letters",
                      "shorten it; a text with `: ` in it needs quotes");
    return line_without_colon();
  }

  // The reader joins a line that has no colon with the next one, and stumbles over the colon of that.
  answer line_without_colon() {
    const line above = line_above();
    const std::string_view words = above.words();
    if (above.has_colon()) {
      if (above.indentation >= here_.indentation) return {};
      return issue_of(here_, "this line is indented further than the one above, which has its value already",
                      "indent the keys of one entry alike; a text over several lines with `: ` in it needs quotes");
    }
    if (const auto both = spaced(words))
      return issue_of(above, "a space is missing behind the colon", "write `" + *both + '`');
    if (words.find(' ') == std::string_view::npos && above.indentation < here_.indentation)
      return issue_of(above, "a colon is missing behind `" + std::string(words) + '`',
                      "write `" + std::string(words) + ":`");
    return issue_of(above, "this line has no `: `, and the next one belongs to it", "write `key: value`");
  }

  answer indentation() {
    if (!reader_says("end of map not found") && !reader_says("end of sequence not found")) return {};
    if (file_.place_of(at_).column != here_.indentation) return {};
    return issue_at(issue_code::bad_yaml, at_, 1, "this line is indented otherwise than those that it belongs to",
                    "indent the keys of one entry alike");
  }

  const source_file& file_;
  std::size_t at_;
  std::string_view readers_words_;
  skimmed seen_;
  line here_;
};

}  // namespace

issue explain(const source_file& file, std::size_t at, std::string_view readers_words) {
  return explanation(file, at, readers_words).tell();
}

std::optional<std::string> spaced(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon + 1 == text.size() ||
      text.substr(0, colon).find(' ') != std::string_view::npos)
    return std::nullopt;
  if (text[colon + 1] == ' ' || text[colon + 1] == '/') return std::nullopt;  // `https://` is no key
  return std::string(text.substr(0, colon)) + ": " + std::string(text.substr(colon + 1));
}

}  // namespace clearance::yaml
