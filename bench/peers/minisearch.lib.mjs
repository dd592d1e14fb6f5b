// MiniSearch with a tokenizer for Chinese.

import MiniSearch from 'minisearch';

/** @typedef {import("../harness/engine.d.ts").Document} Document */

/**
 * Only the last term is a prefix, only longer Latin terms may hold typos: pairs of Han characters that
 * are nearly the same mean nothing of the kind.
 *
 * @param {(text: string) => string[]} tokenize
 */
export function minisearch(tokenize) {
  /** @type {import("minisearch").Options<Document>} */
  const options = {
    fields: ['title', 'headings', 'text'],
    tokenize,
    processTerm: (term) => term,
    searchOptions: {
      boost: { title: 3, headings: 1.5 },
      prefix: (_term, at, terms) => at === terms.length - 1,
      fuzzy: (term) => (/^[a-z0-9_]{4,}$/.test(term) ? 0.2 : false),
    },
  };
  return {
    /** @param {Document[]} documents */
    build(documents) {
      const index = new MiniSearch(options);
      index.addAll(documents);
      return { 'index.json': JSON.stringify(index) };
    },
    /** @param {import("../harness/engine.d.ts").Files} files */
    load(files) {
      const index = MiniSearch.loadJSON(files.text('index.json'), options);
      return {
        search: (/** @type {string} */ query, /** @type {number} */ limit) => allThenAny(index, query, limit),
      };
    },
  };
}

/**
 * Documents with every term first, then those with any.
 *
 * @param {MiniSearch<Document>} index
 * @param {string} query
 * @param {number} limit
 * @returns {string[]}
 */
function allThenAny(index, query, limit) {
  const ids = (/** @type {import("minisearch").SearchOptions} */ options) => index.search(query, options).map((hit) => hit.id);
  const all = ids({ combineWith: 'AND' }).slice(0, limit);
  return all.length < limit ? [...new Set([...all, ...ids({})])].slice(0, limit) : all;
}
