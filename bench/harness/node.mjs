// Measuring an engine in this process.

import { setImmediate } from 'node:timers/promises';
import { passes, timed } from './passes.mjs';

/**
 * @param {() => import("./engine.d.ts").Engine | Promise<import("./engine.d.ts").Engine>} load
 * @param {string[]} queries
 * @param {number} budgetMs
 * @returns {Promise<import("./engine.d.ts").Measured>}
 */
export async function searchHere(load, queries, budgetMs) {
  const before = await memory();
  const start = performance.now();
  const engine = await load();
  const { ms: firstQueryMs } = await timed(engine, queries[0] ?? '');
  const firstResultMs = performance.now() - start;
  const after = await memory();
  return {
    firstResultMs,
    firstQueryMs,
    memory: {
      heap: after.heap - before.heap,
      linear: engine.linearMemory?.() ?? null,
      resident: after.resident - before.resident,
    },
    ...(await passes(engine, queries, budgetMs)),
  };
}

/** Bytes in use after collection; buffers are let go only between two turns of the event loop. */
async function memory() {
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc?.();
    await setImmediate();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}
