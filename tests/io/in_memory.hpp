#pragma once
#include <clearance/io/load_pack.hpp>

#include <functional>
#include <map>
#include <string>

/// Files that a test writes out.
struct files_in_memory : clearance::file_reader {
  std::map<std::string, std::string, std::less<>> texts;
  int reads = 0;

  bool read(const std::string& path, std::string& text) override {
    ++reads;
    const auto at = texts.find(path);
    text = at == texts.end() ? "there is no such file" : at->second;
    return at != texts.end();
  }
};
