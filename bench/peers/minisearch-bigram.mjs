import { minisearch } from './minisearch.lib.mjs';
import { bigrams } from './tokenize.lib.mjs';

/** @type {import("../harness/engine.d.ts").Meta} */
export const meta = {
  library: 'minisearch',
  configuration: 'Han pairs; all terms first, then any; last term a prefix, fuzzy 0.2 on longer Latin terms, boost title 3 headings 1.5',
  holdsText: false,
};

export const { build, load } = minisearch(bigrams);
