#include "opened_files.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <sys/stat.h>
#include <utility>

namespace clearance::resolving {
namespace {

bool fail(std::string& text) {
  text = std::strerror(errno);
  return false;
}

}  // namespace

bool disk::read(const std::string& path, std::string& text) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) return fail(text);
  if (S_ISDIR(about.st_mode)) {
    text = "it is a folder";
    return false;
  }
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) return fail(text);
  text.clear();
  char buffer[1u << 16];
  // One byte more than the limit tells that it is exceeded, without reading all of an endless file.
  const std::size_t enough = yaml::limits{}.bytes + 1;
  while (text.size() < enough) {
    const std::size_t n = std::fread(buffer, 1, sizeof buffer, file.get());
    text.append(buffer, n);
    if (n == 0) break;
  }
  return std::ferror(file.get()) ? fail(text) : true;
}

void opened_files::read_into(opened_file& o, const std::string& path, std::string text) {
  o.file = source_file(path, std::move(text));
  if (auto tree = yaml::read_tree(o.file, o.found)) {
    o.tree = std::move(*tree);
    o.is_whole = true;
  }
}

const opened_file& opened_files::open(const std::string& path) {
  std::unique_ptr<opened_file>& o = by_path_[plain_path(path)];
  if (o) return *o;
  o = std::make_unique<opened_file>();
  std::string text;
  if (files_.read(path, text)) {
    read_into(*o, path, std::move(text));
  } else {
    o->is_missing = true;
    o->why = std::move(text);
  }
  return *o;
}

void opened_files::replace(const std::string& path, std::string text) {
  std::unique_ptr<opened_file>& o = by_path_[plain_path(path)];
  o = std::make_unique<opened_file>();
  read_into(*o, path, std::move(text));
}

const opened_file* opened_files::find(const std::string& path) const {
  const auto at = by_path_.find(plain_path(path));
  return at == by_path_.end() ? nullptr : at->second.get();
}

std::string plain_path(const std::string& path) { return std::filesystem::path(path).lexically_normal().string(); }

std::string_view folder_of(std::string_view path) noexcept {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
}

std::string path_beside(std::string_view says, std::string_view path) {
  return path.starts_with('/') ? std::string(path) : std::string(folder_of(says)).append(path);
}

}  // namespace clearance::resolving
