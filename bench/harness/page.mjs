// What runs in the browser: the engine of a page's module, loaded and asked.

import { passes, timed } from './passes.mjs';

/** @type {import("./engine.d.ts").Engine} */
let engine;

/**
 * Loads the engine and asks a first query.
 *
 * @param {string} script
 * @param {string} query
 * @returns {Promise<{ firstResultMs: number, firstQueryMs: number }>} What it took, and the query of it.
 */
export async function load(script, query) {
  const start = performance.now();
  const module = await import(script);
  engine = await module.load();
  const { ms } = await timed(engine, query);
  return { firstResultMs: performance.now() - start, firstQueryMs: ms };
}

/** @returns {number | null} Bytes of Wasm memory, where the engine shows it. */
export function linearMemory() {
  return engine.linearMemory?.() ?? null;
}

/**
 * @param {string[]} queries
 * @param {number} budgetMs
 */
export async function ask(queries, budgetMs) {
  return passes(engine, queries, budgetMs);
}
