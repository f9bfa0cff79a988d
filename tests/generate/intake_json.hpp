#pragma once
#include "random_intake.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How a random intake is written as JSON, on one line.
namespace generate {

/// Appends members to an object.
class object_writer {
 public:
  explicit object_writer(std::string& out) : out_(out) { out_ += '{'; }

  void text(std::string_view key, const std::optional<std::string>& value) {
    if (value) quote(begin(key), *value);
  }
  void truth(std::string_view key, std::optional<bool> value) {
    if (value) begin(key) += *value ? "true" : "false";
  }
  void texts(std::string_view key, const std::optional<std::vector<std::string>>& values) {
    if (!values) return;
    begin(key) += '[';
    for (const std::string& value : *values) {
      if (out_.back() != '[') out_ += ", ";
      quote(out_, value);
    }
    out_ += ']';
  }
  void code(const std::optional<random_code>& value) {
    if (!value) return;
    object_writer inner(begin("code"));
    inner.text("system", value->system);
    inner.text("value", value->value);
    inner.close();
  }
  template <class Entry>
  void list(std::string_view key, const std::optional<std::vector<Entry>>& entries) {
    if (!entries) return;
    begin(key) += '[';
    for (const Entry& entry : *entries) {
      if (out_.back() != '[') out_ += ", ";
      write(out_, entry);
    }
    out_ += ']';
  }
  void raw(std::string_view members) {
    if (members.empty()) return;
    separate();
    out_ += members;
  }
  std::string& begin(std::string_view key) {
    separate();
    quote(out_, key);
    return out_ += ": ";
  }
  void close() { out_ += '}'; }

 private:
  void separate() {
    if (out_.back() != '{') out_ += ", ";
  }
  static void quote(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }

  std::string& out_;
};

inline void write(std::string& out, const random_medication& m) {
  if (!m.instead.empty()) {
    out += m.instead;
    return;
  }
  object_writer object(out);
  object.text("name", m.name);
  object.code(m.code);
  object.text("route", m.route);
  object.text("last_taken", m.last_taken);
  object.truth("ongoing", m.ongoing);
  object.raw(m.more);
  object.close();
}

inline void write(std::string& out, const random_condition& c) {
  if (!c.instead.empty()) {
    out += c.instead;
    return;
  }
  object_writer object(out);
  object.text("name", c.name);
  object.code(c.code);
  object.text("status", c.status);
  object.texts("zones", c.zones);
  object.truth("diagnosed", c.diagnosed);
  object.raw(c.more);
  object.close();
}

inline void write(std::string& out, const random_session& s) {
  if (!s.instead.empty()) {
    out += s.instead;
    return;
  }
  object_writer object(out);
  object.text("date", s.date);
  object.text("depth", s.depth);
  object.raw(s.more);
  object.close();
}

inline void write(std::string& out, const random_treatment& t) {
  if (!t.instead.empty()) {
    out += t.instead;
    return;
  }
  object_writer object(out);
  object.text("date", t.date);
  object.text("depth", t.depth);
  object.texts("zones", t.zones);
  object.text("indication", t.indication);
  object.raw(t.more);
  object.close();
}

inline std::string to_json(const random_intake& intake) {
  std::string out;
  object_writer object(out);
  object.text("id", intake.id);
  object.text("today", intake.today);
  write(object.begin("treatment"), intake.treatment);
  object.list("medications", intake.medications);
  object.list("conditions", intake.conditions);
  object.list("sessions", intake.sessions);
  object.raw(intake.more);
  object.close();
  return out;
}

}  // namespace generate
