#include "advice_texts.hpp"

#include "json_text.hpp"

#include <clearance/time/text.hpp>

#include <string>

namespace clearance {
namespace {

constexpr unsigned shape_count = 4;
constexpr unsigned shape_of(bool has_from, bool has_until) noexcept {
  return static_cast<unsigned>(has_from) + 2 * static_cast<unsigned>(has_until);
}

}  // namespace

advice_texts::advice_texts(const pack& p) {
  const std::string gap(day_texts::length, ' ');
  for (const rule& r : p.rules) {
    const bool is_told = gives_advice(r.kind);
    const std::string head =
        is_told ? "{\"rule\":\"" + escaped(r.key) + "\",\"what\":\"" + escaped(r.says) + '"' : std::string();
    heads_.add(head);
    for (unsigned shape = 0; shape < shape_count; ++shape) {
      std::string text = head;
      if ((shape & 1) != 0) text += ",\"from\":\"" + gap + '"';
      if ((shape & 2) != 0) text += ",\"until\":\"" + gap + '"';
      dated_.add(is_told ? text + "}," : std::string());
    }
  }
}

text_pen advice_texts::append(text_pen out, std::span<const advice> advised, day_texts& days) const {
  // How far back a gap begins. A date that is not known is written behind the end, and forgotten: that is less than to
  // guess which are known.
  constexpr std::size_t last = day_texts::length + std::string_view("\"},").size();
  constexpr std::size_t first_of_two = last + day_texts::length + std::string_view("\",\"until\":\"").size();
  constexpr std::size_t from_gap[shape_count] = {0, last, 0, first_of_two};
  constexpr std::size_t until_gap[shape_count] = {0, 0, last, last};
  for (const advice& a : advised) {
    const unsigned shape = shape_of(a.from.is_known(), a.until.is_known());
    out += dated_[a.rule.index() * shape_count + shape];
    char* const end = out.room(day_texts::length);
    days.write(end - from_gap[shape], day_of(a.from.at));
    days.write(end - until_gap[shape], day_of(a.until.at));
  }
  return out;
}

}  // namespace clearance
