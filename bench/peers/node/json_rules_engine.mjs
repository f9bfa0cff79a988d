// The fifteen rules in json-rules-engine, over flat facts, which suit it best. It has no quantifier over a list's objects,
// no arithmetic between facts and no calendar: what looks into lists happens before it, in `prepare`.
// A rule yields an event; it cannot yield a date, so there is no earliest one.
import { readFileSync } from "node:fs";
import { Engine } from "json-rules-engine";
import { monthsLater } from "./calendar.mjs";
import { serve, severity, versionOf } from "./serve.mjs";

const engine = new Engine(JSON.parse(readFileSync(new URL("json_rules_engine_rules.json", import.meta.url))));

const classes = {
  nsaid: ["aspirin", "ibuprofen", "naproxen", "diclofenac"],
  anticoagulant: ["warfarin", "apixaban", "rivaroxaban", "clopidogrel", "heparin"],
  herbal: ["ginkgo", "garlic", "ginseng", "st_johns_wort", "turmeric"],
  vitamin_e: ["vitamin_e"],
  fish_oil: ["fish_oil"],
  autoimmune: ["methotrexate", "azathioprine", "adalimumab", "hydroxychloroquine"],
  retinoid: ["tretinoin", "adapalene", "tazarotene", "retinol"],
};
const daysSince = new Map(
  Object.entries(classes).flatMap(([name, members]) => members.map((member) => [member, `days_since_${name}`])),
);
const activity = new Map([
  ["acne", "active_acne"],
  ["rosacea", "active_rosacea"],
  ["eczema", "active_eczema_or_alike"],
  ["psoriasis", "active_eczema_or_alike"],
  ["dermatitis", "active_eczema_or_alike"],
]);
const longAgo = 1_000_000;

function prepare({ treatment, depth, zones, medications, conditions, last_session: session }) {
  const facts = {
    depth,
    days_since_nsaid: longAgo,
    days_since_anticoagulant: longAgo,
    days_since_herbal: longAgo,
    days_since_vitamin_e: longAgo,
    days_since_fish_oil: longAgo,
    days_since_autoimmune: longAgo,
    days_since_retinoid: longAgo,
    months_since_isotretinoin: longAgo,
    active_acne: false,
    active_rosacea: false,
    active_eczema_or_alike: false,
    active_wound_in_treated_zone: false,
    undiagnosed_lesion: false,
    days_since_session: session === null ? longAgo : treatment - session,
    eyelid_or_lip: zones.includes("eyelid") || zones.includes("lip"),
  };
  for (const { substance, last } of medications) {
    const fact = daysSince.get(substance);
    if (fact) facts[fact] = Math.min(facts[fact], treatment - last);
    // As whole months as the rule can tell apart: 6 of them have passed, or not.
    else if (substance === "isotretinoin" && treatment < monthsLater(last, 6)) facts.months_since_isotretinoin = 5;
  }
  for (const { code, active, site, diagnosed } of conditions) {
    if (active && activity.has(code)) facts[activity.get(code)] = true;
    else if (code === "open_wound" && active && zones.includes(site)) facts.active_wound_in_treated_zone = true;
    else if (code === "suspicious_lesion" && !diagnosed) facts.undiagnosed_lesion = true;
  }
  return facts;
}

async function decide(facts) {
  const { results } = await engine.run(facts);
  let verdict = "clear";
  for (const { event } of results) if (severity[event.type] > severity[verdict]) verdict = event.type;
  return { verdict, fired: results.map((result) => result.name.split("-")[0]) };
}

await serve({ version: versionOf("json-rules-engine"), earliest: false, prepare, decide });
