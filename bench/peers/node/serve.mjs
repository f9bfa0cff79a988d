// How a peer and `bench/peers/run` speak, line by line: `answer FORM FILE` writes the answers of all patients,
// `time FORM PASSES` takes the process CPU time of as many passes over them.
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

export const [folder, limit] = [process.argv[2], Number(process.argv[3])];

/** The patients in the rival's flat form, a text each. */
export const texts = readFileSync(`${folder}/flat.ndjson`, "utf8").trimEnd().split("\n").slice(0, limit);

const packages = JSON.parse(readFileSync(new URL("package.json", import.meta.url))).dependencies;
/** As `setup` has installed it. */
export const versionOf = (name) => packages[name];

export const severity = { clear: 0, defer: 1, refer: 2, exclude: 3 };

const rank = (rule) => Number(rule.slice(1));

const lineOf = ({ verdict, fired, earliest }) => {
  const rules = [...new Set(fired)].sort((a, b) => rank(a) - rank(b)).join("+");
  return `${verdict} ${rules || "-"} ${earliest === undefined ? "?" : earliest ?? "-"}\n`;
};

const shuffled = (list) => {
  const out = [...list];
  for (let i = out.length - 1; i > 0; --i) {
    const j = Math.floor(Math.random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
};

/**
 * @param peer `version`, `earliest` (does it give one?) and `decide`, from `prepare`d input to
 *     `{verdict, fired, earliest}`, possibly by a promise: then as many are awaited `together` as suit it best.
 *     `ownTime(answer)`, in ns, where it reports one.
 */
export async function serve({ version, earliest, prepare, decide, ownTime, together = 1, reordered = false }) {
  const inputs = texts.map((text) => prepare(JSON.parse(text)));
  const asynchronous = decide(inputs[0]) instanceof Promise;
  const fromText = (text) => decide(prepare(JSON.parse(text)));

  // A pass over all. Two loops, so that nobody waits for promises that do not exist.
  const pass = (from, of) => {
    let sum = 0;
    for (const one of of) sum += severity[from(one).verdict];
    return { sum, own: 0 };
  };
  const awaitedPass = async (from, of) => {
    let sum = 0;
    let own = 0;
    for (let i = 0; i < of.length; i += together) {
      for (const answer of await Promise.all(of.slice(i, i + together).map(from))) {
        sum += severity[answer.verdict];
        if (ownTime) own += ownTime(answer);
      }
    }
    return { sum, own };
  };

  const commands = {
    async answer(from, of, file) {
      let out = "";
      for (const one of of) out += lineOf(await from(one));
      writeFileSync(file, out);
      return {};
    },
    async time(from, of, passes, form) {
      let [digest, own] = [0, 0];
      const begin = process.cpuUsage();
      for (let i = 0; i < Number(passes); ++i) {
        const done = asynchronous
          ? await awaitedPass(from, of)
          : pass(from, form === "reordered" ? orders[turn++ % orders.length] : of);
        digest += done.sum;
        own += done.own;
      }
      const { user, system } = process.cpuUsage(begin);
      return { ns: (user + system) * 1000, digest, ...(ownTime && { own_ns: own }) };
    },
  };

  // For the fastest alone; see `native/orders.hpp`.
  // Parsed anew, so that patients lie in memory as they are visited.
  const orders = reordered
    ? Array.from({ length: 8 }, () => shuffled(texts).map((text) => prepare(JSON.parse(text))))
    : [];
  let turn = 0;

  const forms = ["input", "text", ...(reordered ? ["reordered"] : [])];
  console.log(JSON.stringify({ version, forms, earliest }));
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, form, rest] = line.split(" ");
    const [from, of] = form === "text" ? [fromText, texts] : [decide, inputs];
    console.log(JSON.stringify(await commands[command](from, of, rest, form)));
  }
}
