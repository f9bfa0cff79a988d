#include "page.hpp"

namespace clearance {

std::size_t columns(std::string_view text) noexcept {
  std::size_t n = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b') {
      while (i < text.size() && text[i] != 'm') ++i;
      continue;
    }
    n += (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80;
  }
  return n;
}

std::string page_writer::painted(std::string_view code, std::string_view text) const {
  if (!style_.colour) return std::string(text);
  return "\x1b[" + std::string(code) + 'm' + std::string(text) + "\x1b[0m";
}

std::string page_writer::coloured(verdict v, std::string_view text) const {
  switch (v) {
    case verdict::clear: return painted("1;32", text);
    case verdict::conditional: return painted("1;36", text);
    case verdict::incomplete: return painted("1;33", text);
    case verdict::defer: return painted("1;35", text);
    case verdict::refer: return painted("1;34", text);
    case verdict::exclude: return painted("1;31", text);
  }
  return std::string(text);
}

std::string page_writer::dimmed(std::string_view text) const { return painted("2", text); }
std::string page_writer::bold(std::string_view text) const { return painted("1", text); }

void page_writer::heading(std::string_view text) {
  out_ += '\n';
  out_ += bold(text);
  out_ += '\n';
}

void page_writer::line(std::string_view text) {
  out_ += text;
  out_ += '\n';
}

void page_writer::paragraph(std::string_view first, std::string_view text) {
  const std::size_t indent = columns(first);
  out_ += first;
  std::size_t at = indent;
  bool begins = true;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    const std::string_view word = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    const std::size_t width = columns(word);
    if (!begins && at + 1 + width > style_.width) {
      out_ += '\n';
      out_.append(indent, ' ');
      at = indent;
      begins = true;
    }
    if (!begins) {
      out_ += ' ';
      ++at;
    }
    out_ += word;
    at += width;
    begins = false;
  }
  out_ += '\n';
}

}  // namespace clearance
