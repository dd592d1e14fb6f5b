// How fast a log is matched: `cargo xtask bundle`, then `node bench/logs.mjs [MODULE]`. MODULE is that of
// another collection, of the same engine: `target/bench/synthetic-100000/pkg/casebook_bg.wasm`; or of both in
// one, as `mix.mjs` makes it.
//
// The log is that of `tests/logs/unrelated`, over and over, with other times and ids in each round, and a
// log of a case now and then. Figures are medians of seven runs, each with a fresh reader: milliseconds of
// the processor, which other work on the machine disturbs least, once the module is warm.

import { readFileSync, readdirSync } from "node:fs";

import { LogReader, initSync, matchLog } from "../pkg/casebook.js";

const SLICE = 256 * 1024;
const root = new URL("../", import.meta.url);

initSync({ module: readFileSync(process.argv[2] ?? new URL("pkg/casebook_bg.wasm", root)) });

/** @param {string} folder */
function linesOf(folder) {
  const url = new URL(`tests/logs/${folder}/`, root);
  return readdirSync(url).sort().flatMap((name) => readFileSync(new URL(name, url), "utf8").trimEnd().split("\n"));
}

const ordinary = linesOf("unrelated");
const telling = linesOf("cases");

/**
 * @param {number} bytes
 * @param {number} every One line in so many is from a log of a case; 0: none is.
 */
function logOf(bytes, every) {
  const lines = [];
  for (let length = 0, n = 0; length < bytes; n++) {
    const said = every > 0 && n % every === every - 1 ? telling[(n / every) % telling.length | 0] : ordinary[n % ordinary.length];
    const line = said?.replace(/09:00:0\d/, `09:${(n % 60).toString().padStart(2, "0")}:07`) ?? "";
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join("\n").slice(0, bytes);
}

/** @param {() => void} run */
function median(run) {
  const times = Array.from({ length: 7 }, () => {
    const started = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  });
  return /** @type {number} */ (times.sort((a, b) => a - b)[3]);
}

/** @param {string} log */
function read(log) {
  const reader = new LogReader();
  for (let at = 0; at < log.length; at += SLICE) reader.push(log.slice(at, at + SLICE));
  reader.finish();
  reader.free();
}

const thousand = logOf(10_000_000, 50).split("\n").slice(0, 1000).join("\n");
const first = performance.now();
matchLog(thousand);
console.log(`1,000 lines, ${thousand.length} characters, the very first: ${(performance.now() - first).toFixed(1)} ms by the clock`);
// The runtime compiles what is called often once more, beside; a hundred calls later that is over.
for (let call = 0; call < 200; call++) matchLog(thousand);
console.log(`1,000 lines, ${thousand.length} characters: ${median(() => matchLog(thousand)).toFixed(2)} ms`);
for (const [name, every] of /** @type {[string, number][]} */ ([["no line", 0], ["one line in 1,000", 1000], ["every line", 1]])) {
  const log = logOf(50_000_000, every);
  const time = median(() => read(log));
  const slice = (time * SLICE) / log.length;
  console.log(`50 MB, ${name} from a case: ${time.toFixed(0)} ms, a slice of 256 KiB ${slice.toFixed(1)} ms`);
}
