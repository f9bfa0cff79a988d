// The 10,000 patients of `rival_data.hpp` as files that every peer reads: the rival's flat form, our intakes, and the
// answers that all have to give.
#include "answer.hpp"

#include "../../rival_data.hpp"

#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

namespace {

using bench::give_up;

std::string iso(int day) {
  const rival::Ymd d = rival::civil(day);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", d.y, d.m, d.d);
  return text;
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }
const char* name(rival::Depth d) { return d == rival::Depth::deep ? "deep" : "mild"; }
const char* name(bool b) { return b ? "true" : "false"; }

/// `["a","b"]`, or of whatever `item` writes of the numbers below `count` that it wants.
template <class Item>
std::string list(std::size_t count, Item item) {
  std::string out = "[";
  for (std::size_t i = 0; i < count; ++i) {
    const std::string text = item(i);
    if (text.empty()) continue;
    if (out.size() > 1) out += ',';
    out += text;
  }
  return out + ']';
}

std::string zones(const rival::Patient& p) {
  return list(std::size(rival::ZONES),
              [&](std::size_t z) { return p.zones >> z & 1 ? quoted(rival::ZONES[z]) : std::string(); });
}

/// As the rival has it: days are numbers since 1970.
std::string flat(const rival::Patient& p) {
  return R"({"treatment":)" + std::to_string(p.treatment) + R"(,"depth":)" + quoted(name(p.depth)) + R"(,"zones":)" +
         zones(p) + R"(,"medications":)" +
         list(p.nexp,
              [&](std::size_t i) {
                const rival::Exposure& e = p.exp[i];
                return R"({"substance":)" + quoted(rival::SUBS[static_cast<std::size_t>(e.sub)]) + R"(,"last":)" +
                       std::to_string(e.last) + '}';
              }) +
         R"(,"conditions":)" +
         list(p.ncond,
              [&](std::size_t i) {
                const rival::Condition& c = p.cond[i];
                return R"({"code":)" + quoted(rival::CONDS[static_cast<std::size_t>(c.code)]) + R"(,"active":)" +
                       name(c.active) + R"(,"site":)" + quoted(rival::ZONES[c.site]) + R"(,"diagnosed":)" +
                       name(c.diagnosed) + '}';
              }) +
         R"(,"last_session":)" + (p.has_session ? std::to_string(p.last_session) : "null") + "}\n";
}

/// The same as our intake: days are dates, and keys are those of the intake's schema.
std::string intake(const rival::Patient& p) {
  return R"({"treatment":{"date":)" + quoted(iso(p.treatment)) + R"(,"zones":)" + zones(p) + R"(,"depth":)" +
         quoted(name(p.depth)) + R"(},"medications":)" +
         list(p.nexp,
              [&](std::size_t i) {
                const rival::Exposure& e = p.exp[i];
                return R"({"name":)" + quoted(rival::SUBS[static_cast<std::size_t>(e.sub)]) + R"(,"last_taken":)" +
                       quoted(iso(e.last)) + '}';
              }) +
         R"(,"conditions":)" +
         list(p.ncond,
              [&](std::size_t i) {
                const rival::Condition& c = p.cond[i];
                return R"({"name":)" + quoted(rival::CONDS[static_cast<std::size_t>(c.code)]) + R"(,"status":)" +
                       quoted(c.active ? "active" : "resolved") + R"(,"zones":[)" + quoted(rival::ZONES[c.site]) +
                       R"(],"diagnosed":)" + name(c.diagnosed) + '}';
              }) +
         R"(,"sessions":)" + (p.has_session ? R"([{"date":)" + quoted(iso(p.last_session)) + "}]" : "[]") + "}\n";
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 2) give_up("usage: bench_peers_generate FOLDER");
  const std::string folder = arguments[1];
  std::ofstream flat_file(folder + "/flat.ndjson", std::ios::binary);
  std::ofstream intake_file(folder + "/intakes.ndjson", std::ios::binary);
  std::ofstream answer_file(folder + "/answers.txt", std::ios::binary);
  for (const rival::Patient& p : bench::rival_patients()) {
    flat_file << flat(p);
    intake_file << intake(p);
    answer_file << bench::peers::line_of(rival::decide_if(p));
  }
  for (std::ofstream* file : {&flat_file, &intake_file, &answer_file})
    if (!file->flush()) give_up("cannot write into `" + folder + "`");
}
