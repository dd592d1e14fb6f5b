// No library: shows how much plain substring search finds already.

/** @type {import("../harness/engine.d.ts").Meta} */
export const meta = {
  library: null,
  configuration:
    'every part between spaces must occur; the whole query in title, headings or text ranks first; shorter documents break ties',
  holdsText: true,
};

const PART_WEIGHTS = [3, 1.5, 1];
const WHOLE_WEIGHTS = [20, 8, 4];

/** @param {import("../harness/engine.d.ts").Document[]} documents */
export function build(documents) {
  const rows = documents.map(({ id, title, headings, text }) => [id, ...[title, headings, text].map((field) => field.toLowerCase())]);
  return { 'text.json': JSON.stringify(rows) };
}

/**
 * @param {import("../harness/engine.d.ts").Files} files
 * @returns {import("../harness/engine.d.ts").Engine}
 */
export function load(files) {
  /** @type {[string, ...string[]][]} */
  const rows = JSON.parse(files.text('text.json'));
  return {
    search(query, limit) {
      const whole = query.toLowerCase().trim();
      const parts = whole.split(/\s+/);
      return rows
        .map(([id, ...fields]) => ({ id, score: score(fields, whole, parts) }))
        .filter((hit) => hit.score > 0)
        .sort((one, other) => other.score - one.score)
        .slice(0, limit)
        .map((hit) => hit.id);
    },
  };
}

/**
 * @param {string[]} fields
 * @param {string} whole
 * @param {string[]} parts
 */
function score(fields, whole, parts) {
  const weight = (/** @type {number[]} */ weights, /** @type {string} */ text) =>
    fields.reduce((sum, field, at) => sum + (field.includes(text) ? (weights[at] ?? 0) : 0), 0);
  const found = parts.map((part) => weight(PART_WEIGHTS, part));
  if (found.includes(0)) return 0;
  const length = fields.at(-1)?.length ?? 0;
  return found.reduce((sum, part) => sum + part, weight(WHOLE_WEIGHTS, whole)) - Math.log1p(length) / 100;
}
