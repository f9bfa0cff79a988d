#pragma once
#include "../../frame.hpp"
#include "../../rival.hpp"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace bench::peers {

/// The rival's flat JSON into its structs, as fast as simdjson makes it.
class flat_reader {
 public:
  flat_reader() {
    number(substances_, rival::SUBS);
    number(conditions_, rival::CONDS);
    number(zones_, rival::ZONES);
  }

  void read(std::string_view line, rival::Patient& p) {
    auto document = parser_.iterate(line.data(), line.size(), line.size() + simdjson::SIMDJSON_PADDING);
    auto patient = document.get_object();
    p.treatment = day(patient["treatment"].value());
    p.depth = patient["depth"].get_string().value() == "deep" ? rival::Depth::deep : rival::Depth::mild;
    p.zones = 0;
    for (auto zone : patient["zones"].get_array())
      p.zones = static_cast<std::uint16_t>(p.zones | 1u << number_of(zones_, zone.get_string().value()));
    p.nexp = 0;
    for (auto entry : patient["medications"].get_array()) {
      auto medication = entry.get_object();
      if (p.nexp == std::size(p.exp)) give_up("a patient takes too much for the rival");
      rival::Exposure& e = p.exp[p.nexp++];
      e.sub = static_cast<rival::Sub>(number_of(substances_, medication["substance"].get_string().value()));
      e.last = day(medication["last"].value());
    }
    p.ncond = 0;
    for (auto entry : patient["conditions"].get_array()) {
      auto condition = entry.get_object();
      if (p.ncond == std::size(p.cond)) give_up("a patient has too much for the rival");
      rival::Condition& c = p.cond[p.ncond++];
      c.code = static_cast<rival::Cond>(number_of(conditions_, condition["code"].get_string().value()));
      c.active = condition["active"].get_bool().value();
      c.site = number_of(zones_, condition["site"].get_string().value());
      c.diagnosed = condition["diagnosed"].get_bool().value();
    }
    auto session = patient["last_session"].value();
    p.has_session = !session.is_null();
    p.last_session = p.has_session ? day(session) : 0;
  }

 private:
  using numbers = std::unordered_map<std::string_view, std::uint8_t>;

  template <std::size_t N>
  static void number(numbers& to, const char* const (&names)[N]) {
    for (std::size_t i = 0; i < N; ++i) to.emplace(names[i], static_cast<std::uint8_t>(i));
  }
  static std::uint8_t number_of(const numbers& in, std::string_view name) {
    const auto found = in.find(name);
    if (found == in.end()) give_up("the rival does not know `" + std::string(name) + "`");
    return found->second;
  }
  static std::int32_t day(simdjson::ondemand::value v) { return static_cast<std::int32_t>(v.get_int64().value()); }

  simdjson::ondemand::parser parser_;
  numbers substances_, conditions_, zones_;
};

}  // namespace bench::peers
