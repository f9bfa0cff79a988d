// The fifteen rules as JsonLogic, one logic each for whether it fires and until when; the worst effect is ours to find.
import { readFileSync } from "node:fs";
import jsonLogic from "json-logic-js";
import { monthsLater } from "./calendar.mjs";
import { serve, severity, versionOf } from "./serve.mjs";

const rules = JSON.parse(readFileSync(new URL("json_logic_rules.json", import.meta.url)));
jsonLogic.add_operation("months_later", monthsLater);  // JsonLogic has no calendar

// `some` sees one entry alone, so what compares an entry with the treatment is written into the entry.
function prepare(patient) {
  for (const medication of patient.medications) medication.ago = patient.treatment - medication.last;
  for (const condition of patient.conditions) condition.treated = patient.zones.includes(condition.site);
  return patient;
}

function decide(patient) {
  const fired = [];
  let verdict = "clear";
  let earliest = patient.treatment;
  for (const { id, effect, when, until } of rules) {
    if (!jsonLogic.apply(when, patient)) continue;
    fired.push(id);
    if (severity[effect] > severity[verdict]) verdict = effect;
    if (until && severity[verdict] < severity.refer) earliest = Math.max(earliest, jsonLogic.apply(until, patient));
  }
  return { verdict, fired, earliest: severity[verdict] < severity.refer ? earliest : null };
}

await serve({ version: versionOf("json-logic-js"), earliest: true, prepare, decide });
