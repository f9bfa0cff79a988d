// The fifteen rules as somebody writes them in JavaScript who needs no rules engine.
import { monthsLater } from "./calendar.mjs";
import { serve } from "./serve.mjs";

const excluding = new Set(["r9", "r10", "r11", "r12", "r15"]);

function decide(patient) {
  const { treatment, depth, zones, medications, conditions, last_session: session } = patient;
  const fired = [];
  let earliest = treatment;
  const wait = (end, rule) => {
    if (end <= treatment) return;
    fired.push(rule);
    if (end > earliest) earliest = end;
  };

  for (const { substance, last } of medications) {
    switch (substance) {
      case "aspirin":
      case "ibuprofen":
      case "naproxen":
      case "diclofenac":
        wait(last + 7, "r1");
        break;
      case "warfarin":
      case "apixaban":
      case "rivaroxaban":
      case "clopidogrel":
      case "heparin":
        wait(last + 7, "r2");
        break;
      case "ginkgo":
      case "garlic":
      case "ginseng":
      case "st_johns_wort":
      case "turmeric":
        wait(last + 7, "r3");
        break;
      case "vitamin_e":
        wait(last + 7, "r4");
        break;
      case "fish_oil":
        wait(last + 7, "r5");
        break;
      case "methotrexate":
      case "azathioprine":
      case "adalimumab":
      case "hydroxychloroquine":
        wait(last + 1, "r6");
        break;
      case "tretinoin":
      case "adapalene":
      case "tazarotene":
      case "retinol":
        wait(last + 1, "r7");
        break;
      case "isotretinoin":
        wait(monthsLater(last, 6), "r8");
        break;
    }
  }
  for (const { code, active, site, diagnosed } of conditions) {
    switch (code) {
      case "acne":
        if (active) fired.push("r9");
        break;
      case "rosacea":
        if (active) fired.push("r10");
        break;
      case "eczema":
      case "psoriasis":
      case "dermatitis":
        if (active) fired.push("r11");
        break;
      case "open_wound":
        if (active && zones.includes(site)) fired.push("r12");
        break;
      case "suspicious_lesion":
        if (!diagnosed) fired.push("r13");
        break;
    }
  }
  if (session !== null) wait(session + (depth === "deep" ? 28 : 14), "r14");
  if (zones.includes("eyelid") || zones.includes("lip")) fired.push("r15");

  let verdict = "clear";
  if (fired.some((rule) => excluding.has(rule))) verdict = "exclude";
  else if (fired.includes("r13")) verdict = "refer";
  else if (fired.length > 0) verdict = "defer";
  return { verdict, fired, earliest: verdict === "clear" || verdict === "defer" ? earliest : null };
}

await serve({ version: process.version, earliest: true, prepare: (patient) => patient, decide, reordered: true });
