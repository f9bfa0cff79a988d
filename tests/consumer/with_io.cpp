#include <clearance/io/load_pack.hpp>
#include <clearance/io/screener.hpp>

#include <cstdio>
#include <string>

int main() {
  const clearance::loaded_pack loaded = clearance::load_pack(RULES_DIR "/microneedling.yaml");
  if (!loaded) {
    std::fputs(to_text(loaded.found).c_str(), stderr);
    return 1;
  }
  clearance::screener screener(*loaded.usable);
  const std::string decision(screener.screen(R"({
    "id": "consumer", "today": "2026-11-22",
    "treatment": {"date": "2026-12-08", "depth": "mild", "zones": ["cheeks"]},
    "medications": [{"name": "fish oil", "ongoing": true}], "conditions": [], "sessions": []
  })"));
  std::puts(decision.c_str());
}
