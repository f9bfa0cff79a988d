// `fmt`: files in their canonical layout.
#include "output.hpp"
#include "verbs.hpp"

#include "../render/json_text.hpp"

#include <clearance/io/format_text.hpp>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace clearance::program {
namespace {

std::string text_of(const std::string& path) {
  struct stat about {};
  if (path != "-" && ::stat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode))
    throw cannot("cannot read `" + path + "`: it is a folder");
  std::FILE* const opened = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (opened == nullptr) throw cannot("cannot read `" + path + "`: " + std::strerror(errno));
  std::string text;
  char buffer[1u << 16];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, opened)) text.append(buffer, n);
  const bool failed = std::ferror(opened) != 0;
  if (opened != stdin) std::fclose(opened);
  if (failed) throw cannot("cannot read `" + path + "`: " + std::strerror(errno));
  return text;
}

/// Beside the file first, then in its place: who reads it meanwhile, or pulls the plug, has the old text or the new.
void replace(const std::string& path, const std::string& text) {
  const auto fail = [&](const std::string& beside) {
    const std::string why = std::strerror(errno);
    if (!beside.empty()) ::unlink(beside.c_str());
    throw cannot("cannot write `" + path + "`: " + why);
  };
  const std::unique_ptr<char, void (*)(void*)> whole(::realpath(path.c_str(), nullptr), &std::free);  // no link is lost
  struct stat about {};
  if (!whole || ::stat(whole.get(), &about) != 0) fail({});
  if (::access(whole.get(), W_OK) != 0) fail({});  // a folder that may be written does not make the file so
  std::string beside = std::string(whole.get()) + ".XXXXXX";
  const int descriptor = ::mkstemp(beside.data());
  if (descriptor < 0) fail({});
  std::FILE* const file = ::fdopen(descriptor, "wb");
  const bool is_written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size() &&
                          ::fchmod(descriptor, about.st_mode & 07777) == 0;
  const bool is_closed = file != nullptr ? std::fclose(file) == 0 : ::close(descriptor) != 0;
  if (!is_written || !is_closed || ::rename(beside.c_str(), whole.get()) != 0) fail(beside);
}

/// Errors stand on standard error, as of every pack that cannot be used.
void tell(const issues& found) {
  for (const issue& i : found)
    if (i.weight == severity::error) std::fputs(to_text(i).c_str(), stderr);
}

}  // namespace

exit_status fmt(const request& r, output& out) {
  exit_status status = done;
  for (const std::string& path : r.files) {
    const std::string before = text_of(path);
    issues found;
    const auto after = format_text(path == "-" ? "standard input" : path, before, found);
    if (!after) {
      tell(found);
      status = unusable;
      continue;
    }
    const bool changes = *after != before;
    if (path == "-" && !r.check) {
      out.write(*after);
      continue;
    }
    if (changes && !r.check) replace(path, *after);
    if (changes && r.check && status == done) status = rejected;
    if (r.as == format::json)
      out.line("{\"file\":\"" + escaped(path) + "\",\"" + (r.check ? "would_change" : "changed") +
               "\":" + (changes ? "true" : "false") + "}");
    else if (changes)
      out.line(r.check ? "`" + path + "` is not in canonical layout" : "laid out `" + path + "`");
  }
  return status;
}

}  // namespace clearance::program
