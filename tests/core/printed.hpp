#pragma once
#include <clearance/kleene.hpp>
#include <clearance/time/civil.hpp>
#include <clearance/time/period.hpp>
#include <clearance/time/text.hpp>
#include <clearance/time/window.hpp>
#include <clearance/verdict.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

/// How a failed check prints the core's values.
namespace doctest {

template <>
struct StringMaker<std::string_view> {
  static String convert(std::string_view text) { return {text.data(), static_cast<unsigned>(text.size())}; }
};

template <>
struct StringMaker<clearance::verdict> {
  static String convert(clearance::verdict v) { return StringMaker<std::string_view>::convert(name(v)); }
};

template <>
struct StringMaker<clearance::certainty> {
  static String convert(clearance::certainty c) { return StringMaker<std::string_view>::convert(name(c)); }
};

template <>
struct StringMaker<clearance::kleene> {
  static String convert(clearance::kleene k) {
    switch (k) {
      case clearance::kleene::no: return "no";
      case clearance::kleene::unknown: return "unknown";
      case clearance::kleene::yes: return "yes";
    }
    return "no kleene value";
  }
};

template <>
struct StringMaker<clearance::date> {
  static String convert(clearance::date d) {
    char text[clearance::longest_civil_text];
    const char* const end = write(text, d);
    return {text, static_cast<unsigned>(end - text)};
  }
};

template <>
struct StringMaker<clearance::minute_time> {
  static String convert(clearance::minute_time t) {
    if (t == clearance::never) return "never";
    if (t == clearance::distant_past) return "distant past";
    char text[clearance::longest_civil_text];
    const char* const end = write(text, t, {});
    return {text, static_cast<unsigned>(end - text)};
  }
};

template <>
struct StringMaker<clearance::period> {
  static String convert(clearance::period p) {
    using minute = StringMaker<clearance::minute_time>;
    return minute::convert(p.first) + String(" .. ") + minute::convert(p.last);
  }
};

template <>
struct StringMaker<clearance::window> {
  static String convert(clearance::window w) {
    constexpr std::string_view units[] = {" minutes", " days", " months"};
    const std::string text = std::to_string(w.count) + std::string(units[static_cast<unsigned>(w.unit)]);
    return text.c_str();
  }
};

}  // namespace doctest
