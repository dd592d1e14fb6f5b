import lunr from 'lunr';
import addMulti from 'lunr-languages/lunr.multi.js';
import addStemmerSupport from 'lunr-languages/lunr.stemmer.support.js';
import addChinese from 'lunr-languages/lunr.zh.js';

/** @type {import("../harness/engine.d.ts").Meta} */
export const meta = {
  library: 'lunr',
  configuration:
    'lunr-languages zh and en, any term, edit distance 1 for Latin words over 4 letters, last term a prefix, boost title 3 headings 1.5',
  holdsText: false,
};

addStemmerSupport(lunr);
addChinese(lunr);
addMulti(lunr);
// Its own separator (spaces and hyphens) leaves tokens such as a*b in the index, which break wildcards later.
lunr.tokenizer.separator = /[^\p{L}\p{N}_]/u;
const bothLanguages = lunr.multiLanguage('en', 'zh');

/** @param {import("../harness/engine.d.ts").Document[]} documents */
export function build(documents) {
  const builder = new lunr.Builder();
  builder.use(bothLanguages);
  builder.ref('id');
  builder.field('title', { boost: 3 });
  builder.field('headings', { boost: 1.5 });
  builder.field('text');
  for (const document of documents) builder.add(document);
  return { 'index.json': JSON.stringify(builder.build()) };
}

/**
 * @param {import("../harness/engine.d.ts").Files} files
 * @returns {import("../harness/engine.d.ts").Engine}
 */
export function load(files) {
  const index = lunr.Index.load(JSON.parse(files.text('index.json')));
  return {
    search(query, limit) {
      const terms = termsOf(query);
      return terms.length === 0 ? [] : hits(index, terms).slice(0, limit).map((hit) => hit.ref);
    },
  };
}

/** @typedef {{ text: string, isLast?: boolean }} Term */

/**
 * @param {string} query
 * @returns {Term[]}
 */
function termsOf(query) {
  const parts = query.toLowerCase().match(/\p{Script=Han}+|[a-z0-9_]+/gu) ?? [];
  return parts.flatMap((part, at) =>
    /\p{Script=Han}/u.test(part)
      ? lunr.zh.tokenizer(part).map((/** @type {any} */ token) => ({ text: token.toString() }))
      : [{ text: part, isLast: at === parts.length - 1 }],
  );
}

/**
 * @param {any} index
 * @param {Term[]} terms
 * @returns {{ ref: string }[]}
 */
function hits(index, terms) {
  try {
    return ask(index, terms, true);
  } catch {
    // Its token set can hold words that its index lacks; expanding to one of them throws.
    return ask(index, terms, false);
  }
}

/**
 * @param {any} index
 * @param {Term[]} terms
 * @param {boolean} expand
 */
function ask(index, terms, expand) {
  return index.query((/** @type {any} */ query) => {
    for (const { text, isLast } of terms) {
      query.term(text, { boost: 10, usePipeline: true });
      if (expand && isLast) query.term(text, { boost: 3, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
      if (expand && /^[a-z]{5,}$/.test(text)) query.term(text, { boost: 1, usePipeline: true, editDistance: 1 });
    }
  });
}
