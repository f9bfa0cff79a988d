#pragma once
#include "label_texts.hpp"

#include "../intake/intake.hpp"

#include <clearance/decision.hpp>
#include <clearance/io/screener.hpp>
#include <clearance/pack.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace clearance {

/// Text for a person: paragraphs that are wrapped and indented, verdicts in colour.
class page_writer {
 public:
  page_writer(std::string& out, const page_style& style) : out_(out), style_(style) {}

  void heading(std::string_view text);
  /// Wraps `text` after `first`; further lines are indented by as much.
  void paragraph(std::string_view first, std::string_view text);
  void line(std::string_view text);
  void gap() { out_ += '\n'; }

  std::string coloured(verdict v, std::string_view text) const;
  std::string dimmed(std::string_view text) const;
  std::string bold(std::string_view text) const;

 private:
  std::string painted(std::string_view code, std::string_view text) const;
  std::string& out_;
  const page_style& style_;
};

/// Columns that a text fills on a terminal: code points, escape sequences not counted.
std::size_t columns(std::string_view text) noexcept;

/// Appends the decision as a page that a receptionist can read.
void append_page(std::string& out, const pack& p, const label_texts& labels, const intake& in, const decision& d,
                 const page_style& style);

}  // namespace clearance
