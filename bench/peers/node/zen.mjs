// The fifteen rules as a decision table of GoRules Zen, which finds all rows that hold; the worst effect is ours to find.
import { readFileSync } from "node:fs";
import { ZenDecisionContent, ZenEngine } from "@gorules/zen-engine";
import { serve, severity, versionOf } from "./serve.mjs";

const rules = new ZenDecisionContent(readFileSync(new URL("../zen/rules.json", import.meta.url)));
const decision = new ZenEngine().createDecision(rules);

async function decide(patient) {
  const { result, performance } = await decision.evaluate(patient);
  let verdict = "clear";
  let earliest = patient.treatment;
  for (const { effect, until } of result.findings) {
    if (severity[effect] > severity[verdict]) verdict = effect;
    if (until > earliest) earliest = until;
  }
  return {
    verdict,
    fired: result.findings.map((finding) => finding.rule),
    earliest: severity[verdict] < severity.refer ? earliest : null,
    performance,
  };
}

const units = { ns: 1, "µs": 1e3, ms: 1e6 };
const ownTime = ({ performance }) => parseFloat(performance) * units[performance.slice(-2)];

await serve({
  version: versionOf("@gorules/zen-engine"),
  earliest: true,
  prepare: (patient) => patient,
  decide,
  ownTime,
  together: 100,
});
