// axe-core in a page of the browser.

import { readFile } from 'node:fs/promises';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/**
 * What axe-core finds wrong by WCAG 2.2 AA in the page that is shown, open shadow roots included.
 *
 * @param {import("./webdriver.mjs").Session} session
 * @returns {Promise<(exclude?: string[]) => Promise<{ findings: string[], passes: number }>>} The findings, and how
 *   many rules had something to judge and were content. `exclude`: selectors of what is left out.
 */
export async function axeIn(session) {
  const source = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
  const script = `
    const [tags, exclude, done] = arguments;
    ${source};
    axe.run({ include: [document], exclude }, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], preload: false }).then(
      ({ violations, passes }) => done({
        findings: violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ': ' + node.failureSummary)),
        passes: passes.length,
      }),
      (error) => done({ findings: [String(error)], passes: 0 }),
    );`;
  await session.send('POST', '/timeouts', { script: 120_000 });
  return (exclude = []) => session.send('POST', '/execute/async', { script, args: [TAGS, exclude] });
}
