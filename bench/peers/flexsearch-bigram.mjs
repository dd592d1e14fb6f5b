import { Document } from 'flexsearch';
import { bigrams } from './tokenize.lib.mjs';

/** @type {import("../harness/engine.d.ts").Meta} */
export const meta = {
  library: 'flexsearch',
  configuration:
    'Han pairs; title and headings tokenized forward, text strict; all terms first, then its suggest mode; fields joined by weighted reciprocal rank',
  holdsText: false,
};

const WEIGHTS = /** @type {Record<string, number>} */ ({ title: 3, headings: 1.5, text: 1 });

/** Documents of each field that are joined. */
const DEPTH = 50;
/** Ahead of every document that lacks a term. */
const ALL_TERMS = 10;

/** @param {import("../harness/engine.d.ts").Document[]} documents */
export function build(documents) {
  const index = create();
  for (const document of documents) index.add(document);
  /** @type {Record<string, string>} */
  const files = {};
  index.export((/** @type {string} */ key, /** @type {string | undefined} */ data) => {
    if (data !== undefined && data !== null) files[`${key}.json`] = data;
  });
  return files;
}

/**
 * @param {import("../harness/engine.d.ts").Files} files
 * @returns {import("../harness/engine.d.ts").Engine}
 */
export function load(files) {
  const index = create();
  for (const name of files.names()) index.import(name.replace(/\.json$/, ''), files.text(name));
  return { search: (query, limit) => search(index, query, limit) };
}

/** @returns {any} Its types know nothing of `export` and of what `search` gives. */
function create() {
  return new Document({
    document: {
      id: 'id',
      index: [
        { field: 'title', tokenize: 'forward', encode: bigrams },
        { field: 'headings', tokenize: 'forward', encode: bigrams },
        { field: 'text', tokenize: 'strict', encode: bigrams },
      ],
    },
  });
}

/**
 * The library ranks inside a field and gives no scores, so the fields are joined by rank.
 *
 * @param {any} index
 * @param {string} query
 * @param {number} limit
 */
function search(index, query, limit) {
  /** @type {Map<string, number>} */
  const scores = new Map();
  for (const suggest of [false, true]) {
    for (const { field, result } of index.search(query, { limit: DEPTH, suggest })) {
      for (const [rank, id] of result.entries()) {
        const bonus = suggest || scores.has(id) ? 0 : ALL_TERMS;
        const score = ((WEIGHTS[field] ?? 0) * (suggest ? 0.5 : 1)) / (rank + 5);
        scores.set(id, (scores.get(id) ?? 0) + score + bonus);
      }
    }
    if (scores.size >= limit) break;
  }
  return [...scores].sort((one, other) => other[1] - one[1]).slice(0, limit).map(([id]) => id);
}
