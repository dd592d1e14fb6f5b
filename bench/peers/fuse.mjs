import Fuse from 'fuse.js';
import { words } from './tokenize.lib.mjs';

/** @type {import("../harness/engine.d.ts").Meta} */
export const meta = {
  library: 'fuse.js',
  configuration: 'token search with Intl.Segmenter words, threshold 0.3, weights title 3 headings 1.5',
  // Its index is the text.
  holdsText: true,
};

const FIELDS = ['title', 'headings', 'text'];
const OPTIONS = {
  keys: [
    { name: 'title', weight: 3 },
    { name: 'headings', weight: 1.5 },
    { name: 'text', weight: 1 },
  ],
  useTokenSearch: true,
  tokenize: words,
  ignoreLocation: true,
  threshold: 0.3,
};

/** @param {import("../harness/engine.d.ts").Document[]} documents */
export function build(documents) {
  return {
    'index.json': JSON.stringify(Fuse.createIndex(FIELDS, documents).toJSON()),
    'ids.json': JSON.stringify(documents.map((document) => document.id)),
  };
}

/**
 * @param {import("../harness/engine.d.ts").Files} files
 * @returns {import("../harness/engine.d.ts").Engine}
 */
export function load(files) {
  /** @type {{ id: string }[]} */
  const documents = JSON.parse(files.text('ids.json')).map((/** @type {string} */ id) => ({ id }));
  const fuse = new Fuse(documents, OPTIONS, Fuse.parseIndex(JSON.parse(files.text('index.json'))));
  return { search: (query, limit) => fuse.search(query, { limit }).map((hit) => hit.item.id) };
}
