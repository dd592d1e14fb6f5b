// Asking all queries several times, in Node and in the browser alike.

/** Documents that are asked for. */
export const LIMIT = 10;

/** The first pass warms up and gives the answers. */
const PASSES = 4;

/**
 * Asks every query once, then again until time is over or all passes are done.
 *
 * @param {import("./engine.d.ts").Engine} engine
 * @param {string[]} queries
 * @param {number} budgetMs
 * @returns {Promise<{ answers: string[][], times: number[][] }>} By query, as far as time allowed.
 */
export async function passes(engine, queries, budgetMs) {
  const deadline = performance.now() + budgetMs;
  /** @type {string[][]} */
  const answers = [];
  /** @type {number[][]} */
  const times = [];
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const [at, query] of queries.entries()) {
      if (performance.now() > deadline) return { answers, times };
      const { ids, ms } = await timed(engine, query);
      if (pass === 0) answers.push(ids);
      (times[at] ??= []).push(ms);
    }
  }
  return { answers, times };
}

/**
 * One search. An answer that is there at once is not waited for: a turn of the queue would be timed.
 *
 * @param {import("./engine.d.ts").Engine} engine
 * @param {string} query
 */
export async function timed(engine, query) {
  const start = performance.now();
  const answer = engine.search(query, LIMIT);
  const ids = answer instanceof Promise ? await answer : answer;
  return { ids, ms: performance.now() - start };
}
