import { create, insertMultiple, load as restore, save, search } from '@orama/orama';
import { stopwords } from '@orama/stopwords/mandarin';
import { createTokenizer } from '@orama/tokenizers/mandarin';

/** @type {import("../harness/engine.d.ts").Meta} */
export const meta = {
  library: '@orama/orama',
  configuration: 'its Mandarin tokenizer and stop words, any term (its default), tolerance 0, boost title 3 headings 1.5',
  // It keeps them whether one wants it or not.
  holdsText: true,
};

/** Documents that are indexed between two turns of the event loop. */
const BATCH = 1000;

/** @param {import("../harness/engine.d.ts").Document[]} documents */
export async function build(documents) {
  const database = empty();
  await insertMultiple(
    database,
    documents.map(({ id, title, headings, text }) => ({ id, title, headings, text })),
    BATCH,
  );
  return { 'index.json': JSON.stringify(save(database)) };
}

/**
 * @param {import("../harness/engine.d.ts").Files} files
 * @returns {import("../harness/engine.d.ts").Engine}
 */
export function load(files) {
  const database = empty();
  restore(database, JSON.parse(files.text('index.json')));
  return {
    async search(term, limit) {
      const { hits } = await search(database, { term, limit, boost: { title: 3, headings: 1.5 } });
      return hits.map((hit) => String(hit.id));
    },
  };
}

function empty() {
  return create({
    schema: /** @type {const} */ ({ title: 'string', headings: 'string', text: 'string' }),
    components: { tokenizer: createTokenizer({ language: 'mandarin', stopWords: stopwords }) },
  });
}
