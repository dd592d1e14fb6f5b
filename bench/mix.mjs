// The 23 shipped cases, with their signatures, among those of a collection made by the bench, to see what
// both cost in one module: `node bench/mix.mjs target/bench/synthetic-100000/cases FOLDER`, then
// `cargo xtask bundle --cases FOLDER --out ELSEWHERE`, then `node bench/logs.mjs ELSEWHERE/pkg/casebook_bg.wasm`.

import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [from, folder] = process.argv.slice(2);
if (!from || !folder) throw new Error("usage: node bench/mix.mjs CASES FOLDER");
const shipped = new URL("../cases/", import.meta.url);

cpSync(from, folder, { recursive: true, errorOnExist: true, force: false });
const settings = join(folder, "casebook.yaml");
writeFileSync(settings, merged(readFileSync(settings, "utf8"), readFileSync(new URL("casebook.yaml", shipped), "utf8")));
for (const name of readdirSync(shipped).filter((name) => name.endsWith(".md") && name !== "README.md")) {
  const markdown = readFileSync(new URL(name, shipped), "utf8");
  // The bench numbers its cases and their files alike: the one whose id would be taken makes way.
  const number = markdown.match(/^id: \w+-(\d+)$/m)?.[1] ?? "";
  rmSync(join(folder, `d${number.padStart(6, "0")}.md`), { force: true });
  writeFileSync(join(folder, name), inOneSection(markdown));
}

/**
 * The settings with what the shipped cases call their components and types.
 *
 * @param {string} settings
 * @param {string} shipped
 */
function merged(settings, shipped) {
  let all = settings;
  for (const list of ["components", "types"]) {
    const known = entries(settings, list).map(keyOf);
    const more = entries(shipped, list).filter((entry) => !known.includes(keyOf(entry)));
    all = all.replace(`${list}:\n`, `${list}:\n${more.join("")}`);
  }
  return all;
}

/**
 * @param {string} settings
 * @param {string} list
 */
function entries(settings, list) {
  const [, block = ""] = settings.match(new RegExp(`^${list}:\\n((?: .*\\n)*)`, "m")) ?? [];
  return block.split(/^(?= {2}- )/m);
}

/** @param {string} entry */
function keyOf(entry) {
  return entry.match(/- key: (\S+)/)?.[1];
}

/**
 * The case with all of its text in the one section that a corpus has.
 *
 * @param {string} markdown
 */
function inOneSection(markdown) {
  const [, head = "", body = ""] = markdown.match(/^(---\n[^]*?\n---\n)([^]*)$/) ?? [];
  let isCode = false;
  const lines = body.split("\n").map((line) => {
    if (/^\s*```/.test(line)) isCode = !isCode;
    return !isCode && /^#{2,5} /.test(line) ? `#${line}` : line;
  });
  return `${head}\n## §\n${lines.join("\n")}`;
}
