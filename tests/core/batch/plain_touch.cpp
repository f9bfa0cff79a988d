#include <clearance/batch/plain_touch.hpp>

#include <doctest/doctest.h>

namespace {

using namespace clearance;

bar washout(window w) {
  bar b;
  b.on = subject::medication;
  b.effect = verdict::defer;
  b.pass_after(w);
  return b;
}

TEST_CASE("a calendar window is certain until it is free") {
  const plain_touch t = plain_touch::of({3}, washout({7, window_unit::days}), false, false);
  CHECK(t.which == bar_id{3});
  CHECK(t.certain_days == 7);
  CHECK(t.free_days == 7);
  CHECK(t.says[plain_touch::early].how() == certainty::certain);
  CHECK(t.says[plain_touch::late].bits == 0);
}

TEST_CASE("24 hours are certain on the day, open on the next, free from the day after") {
  const plain_touch t = plain_touch::of({0}, washout({1440, window_unit::minutes}), false, false);
  CHECK(t.certain_days == 1);
  CHECK(t.free_days == 2);
  CHECK(t.says[plain_touch::between].how() == certainty::possible);
  const plain_touch minute = plain_touch::of({0}, washout({1, window_unit::minutes}), false, false);
  CHECK(minute.certain_days == 0);  // the day's last minute may be the use, its first the treatment
  CHECK(minute.free_days == 1);
}

TEST_CASE("what is ongoing counts from today, and is avoidable once it is free") {
  const plain_touch t = plain_touch::of({0}, washout({1440, window_unit::minutes}), true, true);
  CHECK(t.from_today == 1);
  CHECK(t.certain_days == t.free_days);
  CHECK(t.says[plain_touch::early].how() == certainty::possible);  // in doubt
  CHECK(t.says[plain_touch::late].how() == certainty::avoidable);
}

TEST_CASE("a mark holds the verdict, the worst, and whether it blocks") {
  bar b;
  b.on = subject::condition;
  b.effect = verdict::exclude;
  const mark certain = mark::of(b, certainty::certain);
  CHECK((certain.bits & mark::fires) != 0);
  CHECK((certain.bits & mark::blocks) != 0);
  CHECK((certain.bits & mark::one(verdict::exclude)) != 0);
  const mark possible = mark::of(b, certainty::possible);
  CHECK((possible.bits & mark::blocks) == 0);
  CHECK((possible.bits & mark::one(verdict::incomplete)) != 0);
  CHECK((possible.bits & mark::one(verdict::exclude) << mark::worst_shift) != 0);
}

TEST_CASE("a bar where the treatment is asks for the place") {
  bar b;
  b.on = subject::condition;
  b.effect = verdict::exclude;
  b.where = place::treated;
  const plain_touch t = plain_touch::of({0}, b, false, false);
  CHECK(t.is_placed == 1);
  CHECK(t.says[plain_touch::between].how() == certainty::possible);
  CHECK(t.says[plain_touch::late].bits == 0);
  CHECK(t.free_days == plain_touch::no_window);
}

TEST_CASE("a touch reaches as far as its window may, and always where days do not silence it") {
  const auto reach = [](window w, bool ongoing) {
    bar b;
    b.pass_after(w);
    return plain_touch::of({0}, b, false, ongoing).reach();
  };
  CHECK(reach({7, window_unit::days}, false) == 6);
  CHECK(reach({0, window_unit::days}, false) == -1);
  CHECK(reach({1440, window_unit::minutes}, false) == 1);  // free from the day after the next
  CHECK(reach({7, window_unit::days}, true) == plain_touch::always);
  CHECK(plain_touch::of({0}, bar{}, false, false).reach() == plain_touch::always);
  for (const int months : {1, 6, 12, 36})
    for (std::int32_t day = 20'000; day < 21'500; ++day)
      CHECK(add_months({day}, months).days - day <= reach({months, window_unit::months}, false) + 1);
}

}  // namespace
