#include <clearance/happened.hpp>

#include <clearance/time/text.hpp>

#include <doctest/doctest.h>

#include <string_view>

namespace {

using namespace clearance;

kleene happened(std::string_view event_date, std::string_view treatment) {
  facts f;
  f.treatment.has_date = true;
  f.treatment.when = parse_civil(treatment)->covers;
  event e;
  e.when = parse_civil(event_date)->covers;
  return has_happened(e, f);
}

}  // namespace

TEST_CASE("an event of the treatment's day has happened, whatever the hours") {
  CHECK(happened("2026-12-08", "2026-12-08") == kleene::yes);
  CHECK(happened("2026-12-08T23:00", "2026-12-08T08:00") == kleene::yes);
  CHECK(happened("2026-12-09", "2026-12-08") == kleene::no);
}

TEST_CASE("a month in which the treatment lies leaves it open") {
  CHECK(happened("2026-12", "2026-12-08") == kleene::unknown);
  CHECK(happened("2026-11", "2026-12-08") == kleene::yes);
  CHECK(happened("2027", "2026-12-08") == kleene::no);
}

TEST_CASE("without a date, of the event or of the treatment, nobody knows") {
  facts f;
  f.treatment.has_date = true;
  f.treatment.when = parse_civil("2026-12-08")->covers;
  CHECK(has_happened({}, f) == kleene::unknown);
  f.treatment.has_date = false;
  event e;
  e.when = parse_civil("2020")->covers;
  CHECK(has_happened(e, f) == kleene::unknown);
}
