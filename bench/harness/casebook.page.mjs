// Our module in a page.

/** @returns {Promise<import("./engine.d.ts").Engine>} */
export async function load() {
  const script = '/index/casebook.js';
  const module = await import(script);
  return engine(module, await module.default());
}

/**
 * The call that a page makes: ten hits with their snippets and marks, and the counts of all facets.
 *
 * @param {{ search(request: { query: string, limit: number }): { hits: { id: string }[] } }} module
 * @param {{ memory: WebAssembly.Memory }} wasm
 * @returns {import("./engine.d.ts").Engine}
 */
export function engine(module, wasm) {
  return {
    search: (query, limit) => module.search({ query, limit }).hits.map((hit) => number(hit.id)),
    linearMemory: () => wasm.memory.buffer.byteLength,
  };
}

/** @param {string} id Of case `D-000012` the document is 12. */
function number(id) {
  return String(Number(id.slice(id.indexOf('-') + 1)));
}
