// Measuring an engine in headless Chromium. Times are taken in the page.

import { startBrowser } from '../../tests/browser/webdriver.mjs';
import { HARNESS, PEERS } from './data.mjs';
import { serve } from './serve.mjs';

/**
 * @param {string} name
 * @param {Map<string, string> | undefined} ids Of the documents by the names they have in the page.
 * @param {string} index
 * @param {string[]} queries
 * @param {number} budgetMs
 * @returns {Promise<import("./engine.d.ts").Measured>}
 */
export async function searchInBrowser(name, ids, index, queries, budgetMs) {
  const server = await serve({ index, harness: HARNESS, peers: PEERS });
  const session = await startBrowser();
  try {
    await session.send('POST', '/timeouts', { script: budgetMs + 600_000 });
    await session.send('POST', '/url', { url: server.url });
    const call = caller(session);
    const before = await heap(session);
    const script = `/${name === 'casebook' ? 'harness' : 'peers'}/${name}.page.mjs`;
    const first = await call('load', script, queries[0] ?? '');
    const memory = {
      heap: (await heap(session)) - before,
      linear: await call('linearMemory'),
      resident: null,
    };
    const { answers, times } = await call('ask', queries, budgetMs);
    return { ...first, memory, answers: answers.map((/** @type {string[]} */ found) => renamed(found, ids)), times };
  } finally {
    await session.close();
    server.close();
  }
}

/**
 * Calls a function of `page.mjs` in the page.
 *
 * @param {import("../../tests/browser/webdriver.mjs").Session} session
 * @returns {(name: "load" | "linearMemory" | "ask", ...args: unknown[]) => Promise<any>}
 */
function caller(session) {
  const script = `
    const [name, args, done] = arguments;
    import('/harness/page.mjs')
      .then((page) => page[name](...args))
      .then((value) => done({ value }), (error) => done({ error: String(error?.stack ?? error) }));
  `;
  return async (name, ...args) => {
    const { value, error } = await session.send('POST', '/execute/async', { script, args: [name, args] });
    if (error) throw new Error(`in the page: ${error}`);
    return value;
  };
}

/**
 * Bytes of JavaScript objects after collection.
 *
 * @param {import("../../tests/browser/webdriver.mjs").Session} session
 */
async function heap(session) {
  await session.cdp('HeapProfiler.collectGarbage');
  const { usedSize } = await session.cdp('Runtime.getHeapUsage');
  return usedSize;
}

/**
 * @param {string[]} found
 * @param {Map<string, string>} [ids]
 */
function renamed(found, ids) {
  return ids ? found.map((name) => ids.get(name) ?? name) : found;
}
