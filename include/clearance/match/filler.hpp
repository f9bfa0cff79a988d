#pragma once
#include <string_view>

/// Words beside a name that do not change what it means: doses, forms, frequencies, sizes. English, normalised.
/// Never a word that could: `no`, `not`, `for`, `allergic`, `stopped`, `instead`, `free`.
namespace clearance::filler {

// clang-format off
inline constexpr std::string_view of_medicines[] = {
    // units and amounts
    "mg", "mcg", "ug", "g", "gm", "gram", "milligram", "microgram", "iu", "ui", "unit", "ml", "cc", "l", "meq", "ie",
    "percent", "x", "half", "one", "two", "three", "four", "dose", "dosage", "strength", "dosi", "tsp", "tbsp",
    "teaspoon", "tablespoon", "billion", "cfu",
    // forms
    "tablet", "tab", "tabl", "capsule", "cap", "caplet", "pill", "softgel", "soft", "liquid", "gelcap", "gel", "gummy",
    "gummie", "lozenge", "chewable", "cream", "creme", "ointment", "lotion", "serum", "solution", "suspension",
    "foam", "spray", "drop", "gtt", "patch", "patche", "injection", "injectable", "inj", "shot", "pen", "syringe",
    "autoinjector", "infusion", "inhaler", "suppository", "powder", "sachet", "syrup", "elixir", "tincture", "extract",
    "tea", "supplement", "product", "medication", "medicine", "med", "vial", "ampoule", "mouthwash", "shampoo", "wash",
    "cleanser", "toner", "moisturizer", "moisturiser", "emulgel", "stick", "roll", "effervescent", "dispersible",
    "enteric", "coated", "ec", "standardized", "standardised", "root", "leaf", "herb", "herbal", "suppositorie",
    "linctus", "soluble", "pump", "kit", "pack", "course", "taper", "regimen",
    // routes: not read from the name, but from `route`
    "oral", "orally", "po", "p", "o", "mouth", "topical", "topically", "skin", "face", "sc", "sq", "subcutaneou", "subcut", "im",
    "iv",
    // frequencies
    "daily", "day", "everyday", "nightly", "night", "nighttime", "bedtime", "morning", "evening", "noon", "am", "hour",
    "hourly", "hr", "h", "week", "weekly", "biweekly", "month", "monthly", "year", "yearly", "once", "twice", "thrice",
    "time", "every", "each", "per", "other", "alternate", "qd", "od", "bid", "bd", "b", "i", "t", "tid", "td", "tds",
    "nocte", "mane", "wk", "breakfast", "lunch", "dinner", "qid", "qod", "qhs", "hs", "q", "qam", "qpm", "prn", "as", "needed", "necessary", "required", "occasional",
    "occasionally", "sometime", "regular", "regularly", "currently", "current", "food", "meal", "water", "before",
    "after", "at", "in", "the", "a", "an", "by", "w", "of", "my", "on", "only", "about", "approx", "approximately",
    "up", "to", "around", "max", "maximum", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "mon", "tue", "wed", "thu", "fri",
    // makes
    "extra", "double", "low", "high", "xr", "er", "sr", "cr", "xl", "la", "ir", "dr", "mr", "modified", "extended",
    "retard", "slow", "delayed", "prolonged", "sustained", "release", "otc", "counter", "over", "rx", "prescription",
    "prescribed", "generic", "brand", "hcl", "hydrochloride", "original", "adult", "organic", "natural", "pure",
    "micronized", "plain", "new", "plus",
};

inline constexpr std::string_view of_conditions[] = {
    "a", "an", "the", "my", "some", "of", "on", "in", "small", "large", "big", "tiny", "mild", "moderate", "bad",
    "minor", "severe", "slight", "little", "deep", "chronic", "acute", "recent", "new", "old", "few", "several",
    "occasional", "mildly", "severely", "very", "skin", "patch", "patche", "have", "i", "currently", "current",
    "sometime", "fresh", "plus",
};

inline constexpr std::string_view of_events[] = {
    "a", "an", "the", "my", "some", "of", "on", "in", "at", "with", "small", "large", "big", "mild", "deep",
    "recent", "new", "old", "last", "first", "second", "few", "several", "ml", "cc", "unit", "syringe", "session",
    "appointment", "visit", "done", "had", "i",
};

inline constexpr std::string_view of_zones[] = {
    "a", "an", "the", "my", "of", "on", "both", "area", "region", "zone", "skin", "entire", "complete", "all", "plus",
};

// clang-format on

}  // namespace clearance::filler
