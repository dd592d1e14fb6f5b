// All queries to one engine, in a process of its own:
//   node --expose-gc search.mjs ENGINE RUNTIME CORPUS INDEX RESULT SECONDS
// ENGINE is `casebook` or an adapter of `peers/`; SECONDS are for the queries.

import { writeFileSync } from 'node:fs';
import * as casebook from './casebook.mjs';
import { searchInBrowser } from './chromium.mjs';
import { adapter, files, queries } from './data.mjs';
import { searchHere } from './node.mjs';

const [name = '', runtime = '', corpus = '', folder = '', result = '', seconds = ''] = process.argv.slice(2);
const engine = name === 'casebook' ? casebook : await adapter(name);
const texts = queries(corpus).map((query) => query.q);
const budgetMs = Number(seconds) * 1000;

const measured =
  runtime === 'chromium'
    ? await searchInBrowser(name, engine.ids?.(folder), folder, texts, budgetMs)
    : await searchHere(() => must(engine.load)(files(folder)), texts, budgetMs);
writeFileSync(result, JSON.stringify(measured));
// An engine may hold handles open.
process.exit(0);

/**
 * @template T
 * @param {T | undefined} load
 */
function must(load) {
  if (!load) throw new Error(`${name} does not run in Node`);
  return load;
}
