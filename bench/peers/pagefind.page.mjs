/** @returns {Promise<import("../harness/engine.d.ts").Engine>} */
export async function load() {
  const script = '/index/pagefind.js';
  const pagefind = await import(script);
  await pagefind.init();
  return {
    async search(query, limit) {
      /** @type {{ results: { id: string }[] }} */
      const { results } = await pagefind.search(query);
      return results.slice(0, limit).map((result) => result.id);
    },
  };
}
