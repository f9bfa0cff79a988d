#pragma once
#include "text_buffer.hpp"

#include <clearance/decision.hpp>
#include <clearance/time/civil.hpp>
#include <clearance/time/period.hpp>

#include <cstdint>

/// Dates in words, for a program or for a person.
namespace clearance {

enum class date_style : std::uint8_t {
  iso,      ///< 2026-12-08
  written,  ///< 8 December 2026
};

text_pen append_date(text_pen out, const moment& m, utc_offset offset, date_style style);

/// How a date was written that covers this: a year, a month, a day or a minute.
civil_value as_written(const period& p) noexcept;

/// A date as the patient gave it: a year, a month, a day or a minute.
text_pen append_given_date(text_pen out, const civil_value& v, date_style style);

}  // namespace clearance
