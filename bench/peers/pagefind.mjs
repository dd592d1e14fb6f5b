// Indexed by Pagefind's Node API, searched by its own JavaScript and Wasm in the browser.

import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** @type {import("../harness/engine.d.ts").Meta} */
export const meta = {
  library: 'pagefind',
  configuration:
    'forced language zh (a page can search one language only, the corpus holds two); documents are known by the names of its fragments, which are not fetched',
  holdsText: false,
  // The fragments hold the text to show.
  indexFiles: /\.(pf_index|pf_meta)$|pagefind-entry\.json$/,
  runtime: 'chromium',
};

const LANGUAGE = 'zh';
/** Documents under way to its process at a time. */
const BATCH = 64;
const SUFFIX = '.pf_fragment';

/**
 * @param {import("../harness/engine.d.ts").Document[]} documents
 * @param {string} folder
 */
export async function build(documents, folder) {
  const pagefind = await import('pagefind');
  const { index } = checked(await pagefind.createIndex({ forceLanguage: LANGUAGE }));
  if (!index) throw new Error('Pagefind gives no index');
  for (let start = 0; start < documents.length; start += BATCH) {
    const batch = documents.slice(start, start + BATCH);
    const added = batch.map((document) => index.addHTMLFile({ url: `/${document.id}`, content: page(document) }));
    (await Promise.all(added)).forEach(checked);
  }
  checked(await index.writeFiles({ outputPath: folder }));
  await pagefind.close();
  return {};
}

/**
 * The id of each document by the name of its fragment: what results are called before they are fetched.
 *
 * @param {string} folder
 */
export function ids(folder) {
  const fragments = join(folder, 'fragment');
  return new Map(
    readdirSync(fragments).map((file) => {
      const content = gunzipSync(readFileSync(join(fragments, file))).toString('utf8');
      const { url } = JSON.parse(content.slice(content.indexOf('{')));
      return [basename(file, SUFFIX), url.slice(1)];
    }),
  );
}

/**
 * @template {{ errors: string[] }} T
 * @param {T} answer
 */
function checked(answer) {
  if (answer.errors?.length) throw new Error(answer.errors.join('; '));
  return answer;
}

/** @param {import("../harness/engine.d.ts").Document} document */
function page({ title, headings, text }) {
  const body = `<h1>${escaped(title)}</h1>${elements('h2', headings)}${elements('p', text)}`;
  return `<html lang="${LANGUAGE}"><body>${body}</body></html>`;
}

/**
 * @param {string} tag
 * @param {string} lines
 */
function elements(tag, lines) {
  return lines.split('\n').filter(Boolean).map((line) => `<${tag}>${escaped(line)}</${tag}>`).join('');
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
