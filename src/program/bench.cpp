// `bench`: how fast a pack decides these intakes, layer by layer.
#include "open_pack.hpp"
#include "stopwatch.hpp"
#include "verbs.hpp"

#include "../render/json_text.hpp"
#include "../stream/grouped.hpp"
#include "../stream/intake_blocks.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace clearance::program {
namespace {

// Enough for percentiles of a thousandth, and little enough for any machine's memory.
constexpr std::size_t most_intakes = 100'000;
constexpr std::size_t most_bytes = 64u << 20;

/// What is decided over and over.
struct bench_intakes {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  std::size_t rejected = 0;
  bool is_cut = false;  ///< the file holds more

  void add(screener& s, std::string_view text) {
    if (!s.read(text)) {
      ++rejected;
      return;
    }
    texts.emplace_back(text);
    bytes += text.size();
  }
  bool is_full() const noexcept { return texts.size() >= most_intakes || bytes >= most_bytes; }
};

bench_intakes intakes_of(const request& r, const loaded_pack& pack) {
  bench_intakes in;
  screener s(*pack.usable);
  if (r.files.empty()) {
    for (const pack_case& c : pack.cases) in.add(s, c.intake);
    if (in.texts.empty()) throw cannot("`" + r.pack + "` has no cases to decide: name a FILE of intakes");
    return in;
  }
  stream::intake_blocks blocks(r.files);
  for (stream::intake_block b; !in.is_cut && blocks.next(b);)
    b.for_each_intake([&](std::string_view text, std::uint64_t) {
      in.is_cut = in.is_cut || in.is_full();
      if (!in.is_cut) in.add(s, text);
    });
  if (in.texts.empty()) throw cannot("`" + r.files[0] + "` holds no intake that can be read");
  return in;
}

// ---- what is timed ----

enum class layer { read, outcome, reasons, words, record };

/// Decides one intake as far as the layer goes. What comes out is used, so that no compiler leaves it out.
std::size_t decide(screener& s, std::string_view intake, layer to) {
  s.read(intake);
  if (to == layer::read) return s.intake().medications.size();
  const outcome& o = s.evaluate();
  switch (to) {
    case layer::read:
    case layer::outcome: break;
    case layer::record: return s.to_record({record_field::verdict, record_field::earliest}).size();
    case layer::reasons: return s.decide().findings.size();
    case layer::words: s.decide(); return s.to_json().size();
  }
  return o.fired_count;
}

struct figure {
  const char* key;
  const char* words;
  layer to;
  double ns = 0;                     ///< for one intake
  std::vector<double> latency = {};  ///< ns at each of `shares`
};

constexpr double shares[] = {0.5, 0.99, 0.999};
constexpr const char* share_keys[] = {"p50", "p99", "p99.9"};

/// The fastest of many rounds over all intakes: what else runs on the machine makes none faster.
double ns_each(const pack& p, const bench_intakes& in, layer to, double seconds) {
  screener s(p);
  volatile std::size_t used = 0;
  double best = 0;
  const stopwatch all(which_clock::steady);
  do {
    const stopwatch round(which_clock::process_cpu);
    std::size_t intakes = 0;
    // Of few intakes a round is many times all of them, so that the clock's own steps do not count.
    do {
      for (const std::string& text : in.texts) used = used + decide(s, text, to);
      intakes += in.texts.size();
    } while (round.ns() < 2e6);
    const double ns = round.ns() / static_cast<double>(intakes);
    if (best == 0 || ns < best) best = ns;
  } while (all.ns() < seconds * 1e9);
  return best;
}

/// Each intake by itself, the time of reading the clock included.
std::vector<double> latencies(const pack& p, const bench_intakes& in, layer to, double seconds) {
  constexpr std::size_t fewest = 10'000;  // of fewer a thousandth says nothing
  constexpr std::size_t most = 4'000'000;
  screener s(p);
  volatile std::size_t used = 0;
  std::vector<float> ns;
  for (const std::string& text : in.texts) used = used + decide(s, text, to);  // memory and memo are warm
  const stopwatch all(which_clock::steady);
  do {
    for (const std::string& text : in.texts) {
      const stopwatch one(which_clock::steady);
      used = used + decide(s, text, to);
      ns.push_back(static_cast<float>(one.ns()));
    }
  } while (ns.size() < most && (ns.size() < fewest || all.ns() < seconds * 1e9));
  std::sort(ns.begin(), ns.end());
  std::vector<double> out;
  for (const double share : shares)
    out.push_back(ns[std::min(ns.size() - 1, static_cast<std::size_t>(share * static_cast<double>(ns.size())))]);
  return out;
}

/// All threads together, each over all intakes.
double ns_each_by_threads(const pack& p, const bench_intakes& in, layer to, double seconds, std::size_t threads) {
  std::vector<std::size_t> decided(threads);
  std::vector<std::thread> running;
  const stopwatch all(which_clock::steady);
  for (std::size_t t = 0; t < threads; ++t)
    running.emplace_back([&, t] {
      screener s(p);
      volatile std::size_t used = 0;
      std::size_t count = 0;
      do {
        for (const std::string& text : in.texts) used = used + decide(s, text, to);
        count += in.texts.size();
      } while (all.ns() < seconds * 1e9);
      decided[t] = count;
    });
  for (std::thread& t : running) t.join();
  std::size_t sum = 0;
  for (const std::size_t count : decided) sum += count;
  return all.ns() / static_cast<double>(sum);
}

// ---- what is told ----

std::string rate_of(double ns) { return stream::grouped(static_cast<std::uint64_t>(1e9 / ns)); }
std::string number(double ns) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", ns);
  return text;
}

struct result {
  std::vector<figure> layers{{"read", "reading", layer::read},
                             {"outcome", "reading, evaluating", layer::outcome},
                             {"record", "short record (verdict, earliest)", layer::record},
                             {"reasons", "decision without words", layer::reasons},
                             {"words", "decision in words (JSON)", layer::words}};
  std::vector<figure> latency{{"reasons", "decision without words", layer::reasons},
                              {"words", "decision in words (JSON)", layer::words}};
  std::vector<figure> threads{{"record", "short record (verdict, earliest)", layer::record},
                              {"words", "decision in words (JSON)", layer::words}};
};

void tell_text(const result& found, const bench_intakes& in, const std::string& from, std::size_t threads,
               output& out) {
  const auto row = [&](const char* what, const std::vector<std::string>& cells) {
    std::string line(what);
    line.append(36 - std::min<std::size_t>(35, line.size()), ' ');
    for (const std::string& c : cells) line += std::string(14 - std::min<std::size_t>(13, c.size()), ' ') + c;
    out.line(line);
  };
  out.line(stream::grouped(in.texts.size()) + " intakes, " + from + "; " + std::to_string(in.bytes / in.texts.size()) +
           " bytes each" + (in.is_cut ? "; the file holds more" : "") +
           (in.rejected > 0 ? "; " + stream::grouped(in.rejected) + " rejected and left out" : ""));
  out.line("");
  row("one thread, process CPU time", {"a second", "ns each"});
  for (const figure& f : found.layers) row(f.words, {rate_of(f.ns), number(f.ns)});
  out.line("");
  row("one intake, steady clock, ns", {share_keys[0], share_keys[1], share_keys[2]});
  for (const figure& f : found.latency)
    row(f.words, {number(f.latency[0]), number(f.latency[1]), number(f.latency[2])});
  out.line("");
  row((std::to_string(threads) + (threads == 1 ? " thread" : " threads") + ", steady clock").c_str(),
      {"a second", "ns each"});
  for (const figure& f : found.threads) row(f.words, {rate_of(f.ns), number(f.ns)});
}

void tell_json(const result& found, const pack& p, const bench_intakes& in, bool from_cases, std::size_t threads,
               output& out) {
  const auto rates = [](const std::vector<figure>& figures) {
    std::string text;
    for (const figure& f : figures)
      text += (text.empty() ? "\"" : ",\"") + std::string(f.key) + "\":{\"ns\":" + number(f.ns) +
              ",\"per_second\":" + std::to_string(static_cast<std::uint64_t>(1e9 / f.ns)) + '}';
    return text;
  };
  std::string latency;
  for (const figure& f : found.latency) {
    latency += (latency.empty() ? "\"" : ",\"") + std::string(f.key) + "\":{";
    for (std::size_t i = 0; i < std::size(shares); ++i)
      latency += (i ? ",\"" : "\"") + std::string(share_keys[i]) + "\":" + number(f.latency[i]);
    latency += '}';
  }
  out.line("{\"pack\":\"" + escaped(p.id) + "\",\"hash\":\"" + p.hash + "\",\"from\":\"" +
           (from_cases ? "cases" : "files") + "\",\"intakes\":" + std::to_string(in.texts.size()) +
           ",\"bytes\":" + std::to_string(in.bytes) + ",\"rejected\":" + std::to_string(in.rejected) +
           ",\"is_cut\":" + (in.is_cut ? "true" : "false") + ",\"one_thread\":{\"clock\":\"process_cpu\"," +
           rates(found.layers) + "},\"latency_ns\":{\"clock\":\"steady\"," + latency +
           "},\"threads\":{\"clock\":\"steady\",\"count\":" + std::to_string(threads) + ',' + rates(found.threads) +
           "}}");
}

}  // namespace

exit_status bench(const request& r, output& out) {
  const loaded_pack loaded = open_pack(r.pack);
  const pack& p = *loaded.usable;
  const bench_intakes in = intakes_of(r, loaded);
  const std::size_t threads = r.threads > 0 ? r.threads : std::max(1u, std::thread::hardware_concurrency());
  result found;
  for (figure& f : found.layers) f.ns = ns_each(p, in, f.to, r.seconds);
  for (figure& f : found.latency) f.latency = latencies(p, in, f.to, r.seconds);
  for (figure& f : found.threads) f.ns = ns_each_by_threads(p, in, f.to, r.seconds, threads);

  const bool from_cases = r.files.empty();
  const std::string from = from_cases ? "the cases of `" + r.pack + "`" : "from `" + r.files[0] + "`";
  if (r.as == format::json)
    tell_json(found, p, in, from_cases, threads, out);
  else
    tell_text(found, in, from, threads, out);
  return in.rejected > 0 ? rejected : done;
}

}  // namespace clearance::program
