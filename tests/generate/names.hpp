#pragma once
#include <string_view>

/// Names as patients write them, all of them known to `rules/vocabulary`.
namespace generate {

/// The window near whose edges an interesting last use lies.
enum class edge { none, one_day, one_week, six_months };

/// Does the name say which substance it is? Classes and ambiguous names do not.
enum class saying { exactly, roughly };

struct medicine_name {
  std::string_view text;
  std::string_view routes;  ///< those that it can have: o(ral), t(opical), i(njected), e(ye), h(inhaled)
  edge near = edge::none;
  saying says = saying::exactly;
};

inline constexpr medicine_name known_medicines[] = {
    // anti-inflammatories
    {"ibuprofen", "oti", edge::one_week},
    {"Advil 200 mg", "oti", edge::one_week},
    {"Aleve", "ot", edge::one_week},
    {"naproxen 500mg twice a day", "ot", edge::one_week},
    {"celecoxib", "o", edge::one_week},
    {"meloxicam 15 mg", "oi", edge::one_week},
    {"diclofenac gel", "otie", edge::one_week},
    {"Vimovo", "o", edge::one_week},
    {"Treximet", "o", edge::one_week},
    {"Pepto-Bismol", "o", edge::one_week},
    {"nsaid", "ot", edge::one_week, saying::roughly},
    {"anti-inflammatory", "ot", edge::one_week, saying::roughly},
    // aspirin counts twice: as an anti-inflammatory and as an antiplatelet
    {"aspirin", "o", edge::one_week},
    {"baby aspirin 81mg", "o", edge::one_week},
    {"Excedrin Migraine", "o", edge::one_week},
    {"Alka-Seltzer Original", "o", edge::one_week},
    {"Excedrin", "o", edge::one_week, saying::roughly},
    {"Alka-Seltzer", "o", edge::one_week, saying::roughly},
    {"Anadin", "o", edge::one_week, saying::roughly},
    {"painkiller", "o", edge::one_week, saying::roughly},
    // blood thinners
    {"warfarin", "oi", edge::one_week},
    {"Eliquis 5 mg twice a day", "o", edge::one_week},
    {"Xarelto", "o", edge::one_week},
    {"Plavix 75 mg", "o", edge::one_week},
    {"heparin", "i", edge::one_week},
    {"Aggrenox", "o", edge::one_week},
    {"blood thinner", "o", edge::one_week, saying::roughly},
    {"anticoagulant", "oi", edge::one_week, saying::roughly},
    // herbs, vitamin E, fish oil
    {"ginkgo biloba", "o", edge::one_week},
    {"tumeric capsules", "o", edge::one_week},
    {"garlic", "o", edge::one_week},
    {"St John's Wort", "o", edge::one_week},
    {"evening primrose oil", "o", edge::one_week},
    {"herbal supplement", "o", edge::one_week, saying::roughly},
    {"aloe vera", "o", edge::one_week, saying::roughly},
    {"vitamin E", "oti", edge::one_week},
    {"vit E 400 IU", "oti", edge::one_week},
    {"multivitamin", "o", edge::one_week, saying::roughly},
    {"prenatal vitamin", "o", edge::one_week, saying::roughly},
    {"fish oil", "o", edge::one_week},
    {"cod liver oil", "o", edge::one_week},
    {"omega 3", "o", edge::one_week},
    {"Relief Factor", "o", edge::one_week},
    // autoimmune therapies
    {"prednisone 5 mg", "o", edge::one_day},
    {"methotrexate", "oi", edge::one_day},
    {"Humira", "i", edge::one_day},
    {"Plaquenil", "o", edge::one_day},
    {"Dupixent", "i", edge::one_day},
    {"tacrolimus", "oit", edge::one_day},
    {"Protopic", "t", edge::one_day},
    {"immunosuppressant", "oi", edge::one_day, saying::roughly},
    {"biologic", "i", edge::one_day, saying::roughly},
    {"hydrocortisone", "oit", edge::one_day, saying::roughly},
    {"steroid", "oit", edge::one_day, saying::roughly},
    {"dapsone", "ot", edge::one_day, saying::roughly},
    // retinoids
    {"retinol", "t", edge::one_day},
    {"tretinoin cream 0.05%", "ot", edge::one_day},
    {"Retin-A", "ot", edge::one_day},
    {"Differin", "t", edge::one_day},
    {"Epiduo", "t", edge::one_day},
    {"retinoid", "ot", edge::one_day, saying::roughly},
    {"vitamin A", "ot", edge::one_day, saying::roughly},
    // isotretinoin
    {"isotretinoin", "ot", edge::six_months},
    {"Accutane 40mg", "o", edge::six_months},
    {"Absorica", "o", edge::six_months},
    {"topical isotretinoin", "t", edge::one_day},
    // harmless here, and false friends
    {"Tylenol Extra Strength", "o"},
    {"acetaminophen", "o"},
    {"metformin", "o"},
    {"lisinopril 10 mg", "o"},
    {"atorvastatin", "o"},
    {"levothyroxine", "o"},
    {"omeprazole", "o"},
    {"sertraline 50 mg daily", "o"},
    {"vitamin D", "o"},
    {"magnesium", "o"},
    {"collagen", "o"},
    {"Zyrtec", "o"},
    {"Accupril 20 mg", "o"},
    {"bakuchiol serum", "t"},
    {"hyaluronic acid serum", "t"},
    {"azelaic acid", "t"},
    {"Symbicort", "h"},
    {"insulin", "i"},
    // several in one entry
    {"aspirin + vit E", "o", edge::one_week},
    {"fish oil and turmeric", "o", edge::one_week},
    {"tretinoin, retinol", "t", edge::one_day},
};

struct medicine_code {
  std::string_view name;  ///< one that agrees with it
  std::string_view system;
  std::string_view value;
  std::string_view routes;
  edge near = edge::none;
};

inline constexpr medicine_code medicine_codes[] = {
    {"Advil", "rxnorm", "5640", "oti", edge::one_week},         {"ibuprofen", "atc", "M01AE01", "oti", edge::one_week},
    {"aspirin 81 mg", "rxnorm", "1191", "o", edge::one_week},   {"Coumadin", "rxnorm", "11289", "oi", edge::one_week},
    {"isotretinoin", "rxnorm", "6064", "ot", edge::six_months}, {"vitamin D", "atc", "A11CC05", "o"},
};

/// Conditions: those that rules name, those that only the vocabulary knows, and harmless ones.
inline constexpr std::string_view known_conditions[] = {
    "acne",
    "cystic acne",
    "active acne",
    "hormonal acne",
    "back acne",
    "blackheads",
    "rosacea",
    "rosacea flare",
    "ocular rosacea",
    "eczema",
    "psoriasis",
    "scalp psoriasis",
    "dermatitis",
    "folliculitis",
    "hives",
    "rash",
    "open wound",
    "small open cut",
    "graze",
    "scab",
    "burn",
    "suspicious lesion",
    "suspicious mole",
    "lump",
    "non healing sore",
    "pregnancy",
    "keloid",
    "cold sores",
    "diabetes",
    "sunburn",
    "mole",
    "melanoma",
    "blood clot",
    "asthma",
    "acne scars",
    "wrinkles",
    "melasma",
    "hay fever",
    "hypertension",
    "skin cancer",
};

/// They do not say which condition they mean.
inline constexpr std::string_view rough_conditions[] = {"raised scar", "sun damage", "skin disease",
                                                        "ulcer",       "allergies",  "arthritis"};

struct condition_code {
  std::string_view name;
  std::string_view system;
  std::string_view value;
};

inline constexpr condition_code condition_codes[] = {
    {"acne", "icd10", "L70.0"}, {"rosacea", "icd10", "L71.9"}, {"psoriasis", "icd10", "L40.9"}};

/// Wholes, parts, sides and lay names, so that requested and affected zones often overlap.
inline constexpr std::string_view known_zones[] = {
    "face",        "full face",      "t-zone",       "left half of face",
    "upper face",  "mid-face",       "lower face",   "forehead",
    "glabella",    "temples",        "left temple",  "eye area",
    "eyelids",     "left eyelids",   "lower eyelid", "under-eye",
    "tear trough", "periorbital",    "crow's feet",  "eyebrows",
    "cheeks",      "left cheek",     "right cheek",  "nose",
    "tip of nose", "mouth area",     "lips",         "upper lip",
    "vermilion",   "upper lip skin", "perioral",     "smile lines",
    "chin",        "jawline",        "scalp",        "neck",
    "decolletage", "chest",          "abdomen",      "back",
    "upper back",  "arms",           "left hand",    "backs of hands",
    "thighs",      "body",           "fingers",      "head",
};

inline constexpr std::string_view usual_zones[] = {"face", "cheeks", "forehead", "chin", "nose", "neck", "scalp"};

inline constexpr std::string_view known_indications[] = {"acne-scarring", "acne scars",  "wrinkles",  "stretch marks",
                                                         "large pores",   "brown spots", "fine lines"};

}  // namespace generate
