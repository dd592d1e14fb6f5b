// Runs in the browser: the DOM that the module builds is what the browser's own parser makes of the
// HTML that the module writes. The one place where HTML is parsed, in a document of its own, where
// nothing loads and nothing runs.

import init, { getCase, renderCase, renderCaseHtml, renderMarkdown, renderMarkdownInto, search } from '/pkg/casebook.js';

const inert = document.implementation.createHTMLDocument('');
/** @type {string[]} */
const failures = [];

run().then(finish, (error) => finish({ error: String(error?.stack ?? error) }));

async function run() {
  await init();
  const { examples, vectors, positions } = await (await fetch('/texts.json')).json();
  const counts = { examples: 0, cases: 0, attacks: 0 };
  for (const markdown of examples) counts.examples += equal(markdown, JSON.stringify(markdown));
  for (const vector of vectors) {
    for (const { name, template } of positions) {
      counts.attacks += equal(template.replaceAll('◊', () => vector), `${JSON.stringify(vector.slice(0, 100))} as ${name}`);
    }
  }
  for (const { id } of search({ limit: 100 }).hits) {
    for (const lang of getCase(id).editions) {
      const built = document.createElement('div');
      built.append(renderCase(id, { lang }));
      counts.cases += compare(built, renderCaseHtml(id, { lang }), `${id} ${lang}`);
    }
  }
  return counts;
}

/**
 * @param {string} markdown
 * @param {string} what
 */
function equal(markdown, what) {
  const built = document.createElement('div');
  renderMarkdownInto(markdown, built);
  return compare(built, renderMarkdown(markdown), what);
}

/**
 * @param {Element} built
 * @param {string} html
 * @param {string} what
 * @returns {number} 1 if they are equal, and stay so when what was parsed is written and parsed again.
 */
function compare(built, html, what) {
  const parsed = inert.createElement('div');
  parsed.innerHTML = html;
  const again = inert.createElement('div');
  again.innerHTML = parsed.innerHTML;
  if (built.isEqualNode(parsed) && parsed.isEqualNode(again)) return 1;
  failures.push(`${what}\n  built  ${built.innerHTML.slice(0, 300)}\n  parsed ${parsed.innerHTML.slice(0, 300)}`);
  return 0;
}

/** @param {object} outcome */
function finish(outcome) {
  Reflect.set(window, 'outcome', { ...outcome, failures: failures.slice(0, 20), failed: failures.length });
}
