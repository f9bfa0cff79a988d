#pragma once
#include "flat_reader.hpp"
#include "lines.hpp"
#include "orders.hpp"
#include "serve.hpp"

#include <vector>

namespace bench::peers {

/// The rival, from its structs and from text. `Decide` is the function object that it decides by.
template <class Decide>
class by_hand {
 public:
  static constexpr const char* forms = R"(["input","text","reordered"])";

  explicit by_hand(const arguments& given) : text_(given.folder + "/flat.ndjson", given.limit), patients_(size()) {
    for (std::size_t i = 0; i < size(); ++i) reader_.read(text_.all()[i], patients_[i]);
    for (const std::vector<std::size_t>& order : orders(size())) {
      std::vector<rival::Patient>& patients = reordered_.emplace_back();
      for (const std::size_t i : order) patients.push_back(patients_[i]);
    }
  }

  std::size_t size() const noexcept { return text_.all().size(); }

  rival::Result answer(form from, std::size_t i) {
    if (from != form::text) return Decide{}(patients_[i]);
    reader_.read(text_.all()[i], read_);
    return Decide{}(read_);
  }

  std::uint64_t pass(form from) {
    std::uint64_t sum = 0;
    if (from != form::text) {
      const auto& patients = from == form::input ? patients_ : reordered_[turn_++ % reordered_.size()];
      for (const rival::Patient& p : patients) sum += digest(Decide{}(p));
    } else {
      for (const std::string_view line : text_.all()) {
        reader_.read(line, read_);
        sum += digest(Decide{}(read_));
      }
    }
    return sum;
  }

 private:
  lines text_;
  flat_reader reader_;
  std::vector<rival::Patient> patients_;
  std::vector<std::vector<rival::Patient>> reordered_;
  std::size_t turn_ = 0;
  rival::Patient read_{};
};

}  // namespace bench::peers
