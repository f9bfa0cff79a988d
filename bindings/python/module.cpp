#include <clearance/io/load_pack.hpp>
#include <clearance/io/match_text.hpp>
#include <clearance/io/screener.hpp>
#include <clearance/version.hpp>

#include <pybind11/pybind11.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// `clearance._clearance`: the engine as Python sees it. It translates and never decides; what it gives is made
/// pleasant in python/clearance.
namespace {

namespace py = pybind11;

py::str checked(PyObject* made) {
  if (made == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::str>(made);
}

/// Messages quote files that may hold any bytes; what is no UTF-8 shows as U+FFFD.
py::str shown(std::string_view text) {
  return checked(PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace"));
}

py::str file_name(const std::string& path) {
  return checked(PyUnicode_DecodeFSDefaultAndSize(path.data(), static_cast<Py_ssize_t>(path.size())));
}

/// A path as `open` takes it; refuses NUL.
std::string path_of(const py::object& path) {
  PyObject* encoded = nullptr;
  if (PyUnicode_FSConverter(path.ptr(), &encoded) == 0) throw py::error_already_set();
  return std::string(py::reinterpret_steal<py::bytes>(encoded));
}

py::dict as_python(const clearance::issue& i) {
  using namespace py::literals;
  return py::dict("file"_a = file_name(i.file), "line"_a = i.line, "column"_a = i.column,
                  "code"_a = shown(clearance::name(i.code)), "message"_a = shown(i.message), "hint"_a = shown(i.hint),
                  "severity"_a = i.weight == clearance::severity::error ? "error" : "doubt",
                  "text"_a = shown(clearance::to_text(i)));
}

/// A pack and the screeners that wait for work. A screener costs a megabyte of memo and is made for one thread, so
/// each call borrows one: there are as many as calls ever ran at once. The GIL, held while one is taken or given back,
/// guards the list.
class shared_pack {
 public:
  explicit shared_pack(std::shared_ptr<const clearance::pack> p) : pack_(std::move(p)) {}

  const clearance::pack& rules() const noexcept { return *pack_; }

  /// True and the decision's JSON, or false and why the text is no intake.
  std::pair<bool, py::str> screen(const py::bytes& intake) {
    const std::string_view text = intake;
    std::unique_ptr<clearance::screener> s = borrow();
    bool usable = false;
    std::string_view answer;
    {
      const py::gil_scoped_release others_may_run;
      usable = s->read(text);
      if (usable) {
        s->evaluate();
        s->decide();
        answer = s->to_json();
      } else {
        answer = s->error();
      }
    }
    std::pair<bool, py::str> result(usable, shown(answer));
    waiting_.push_back(std::move(s));
    return result;
  }

  /// The entries of every kind that the text names, as (kind, id, label), and the words that nothing explains: those
  /// that the kind which explains most of the text leaves over; all of them where it names nothing.
  std::pair<py::list, py::list> match(const py::bytes& name) const {
    const clearance::text_match m = clearance::match_text(*pack_, std::string_view(name));
    py::list entries;
    for (const clearance::text_reading& r : m.readings)
      for (const auto& e : r.entries)
        entries.append(py::make_tuple(shown(clearance::name(r.kind)), shown(e.id), shown(e.label)));
    py::list left_over;
    for (const std::string& word : m.left_over()) left_over.append(shown(word));
    return {entries, left_over};
  }

 private:
  std::unique_ptr<clearance::screener> borrow() {
    if (waiting_.empty()) return std::make_unique<clearance::screener>(*pack_);
    std::unique_ptr<clearance::screener> s = std::move(waiting_.back());
    waiting_.pop_back();
    return s;
  }

  std::shared_ptr<const clearance::pack> pack_;
  std::vector<std::unique_ptr<clearance::screener>> waiting_;
};

/// The pack, or None where a mistake makes it unusable; and what was found.
std::pair<py::object, py::list> load(const py::object& path) {
  const std::string file = path_of(path);
  clearance::loaded_pack loaded;
  {
    const py::gil_scoped_release others_may_run;
    loaded = clearance::load_pack(file);
  }
  py::list found;
  for (const clearance::issue& i : loaded.found) found.append(as_python(i));
  if (!loaded) return {py::none(), found};
  return {py::cast(std::make_unique<shared_pack>(std::move(loaded.usable))), found};
}

}  // namespace

PYBIND11_MODULE(_clearance, m) {
  m.attr("version") = shown(clearance::version);
  m.def("load", &load, py::arg("path"));
  py::class_<shared_pack>(m, "Pack")
      .def_property_readonly("id", [](const shared_pack& p) { return shown(p.rules().id); })
      .def_property_readonly("version", [](const shared_pack& p) { return shown(p.rules().version); })
      .def_property_readonly("title", [](const shared_pack& p) { return shown(p.rules().title); })
      .def_property_readonly("hash", [](const shared_pack& p) { return shown(p.rules().hash); })
      .def("screen", &shared_pack::screen, py::arg("intake"))
      .def("match", &shared_pack::match, py::arg("text"));
}
