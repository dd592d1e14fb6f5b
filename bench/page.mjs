// How fast the page opens and answers: `cargo xtask bundle`, then `node bench/page.mjs [FILE]`.
//
// In headless Chromium, over WebDriver, with real keys: titles of cases of the collection are typed letter
// by letter. Times are taken in the page, from the time stamp of the key until the frame that shows the
// answer has been painted. Nothing passes or fails.

import { resolve } from 'node:path';
import { BUNDLE, startPage } from '../tests/browser/page.mjs';
import { waitFor } from '../tests/browser/webdriver.mjs';

const LOADS = 15;
const TITLES = 12;
const LETTERS = 14;

/** From the first moment on: when the page was there and painted, and every key. */
const WATCH = `
  window.bench = { keys: [], frames: [], events: [], shifts: [], field: null, answer: null };
  const painted = (done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(null);
  });
  const when = (selector, name) => new MutationObserver((_, observer) => {
    if (!document.querySelector(selector)) return;
    observer.disconnect();
    painted((now) => (bench[name] = now));
  }).observe(document, { childList: true, subtree: true });
  when("#early-query", "field");
  when(".results .hit", "answer");
  addEventListener("input", (event) => event.inputType === "insertText" && painted((now) => bench.keys.push(now - event.timeStamp)), true);
  const observe = (type, list, value) =>
    new PerformanceObserver((entries) => entries.getEntries().forEach((entry) => list.push(value(entry)))).observe({ type, buffered: true, durationThreshold: 16 });
  observe("long-animation-frame", bench.frames, (entry) => entry.duration);
  observe("event", bench.events, (entry) => entry.duration);
  observe("layout-shift", bench.shifts, (entry) => entry.value);
`;

const page = await startPage({ file: process.argv[2] ? resolve(process.argv[2]) : BUNDLE });
try {
  await page.session.cdp('Page.addScriptToEvaluateOnNewDocument', { source: `(() => { ${WATCH} })()` });
  await loads();
  await keys();
} finally {
  await page.close();
}

async function loads() {
  /** @type {Record<string, number[]>} */
  const times = { 'first contentful paint': [], 'field to type into painted': [], 'list of cases painted': [], 'sum of layout shifts': [] };
  for (let load = 0; load < LOADS; load += 1) {
    await page.open();
    await waitFor('the page on the screen', () => page.run('return bench.answer !== null'));
    const { paint, field, answer, shift } = await page.run(`return {
      paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
      field: bench.field,
      answer: bench.answer,
      shift: bench.shifts.reduce((sum, value) => sum + value, 0),
    }`);
    times['first contentful paint']?.push(paint);
    times['field to type into painted']?.push(field);
    times['list of cases painted']?.push(answer);
    times['sum of layout shifts']?.push(shift);
  }
  console.log(`${LOADS} loads of ${page.url.replace(/.*\//, '')}, the first apart: ${format(times['list of cases painted']?.shift() ?? NaN)} ms`);
  for (const [what, values] of Object.entries(times)) console.log(`  ${what}: ${spread(values)}`);
}

async function keys() {
  /** @type {string[]} */
  const titles = await page.run('return [...document.querySelectorAll(".results a.hit-title")].map((title) => title.textContent)');
  const texts = titles.slice(0, TITLES).map((title) => [...title].slice(0, LETTERS));
  // Once to warm up: the module is compiled while it first runs.
  for (const round of ['first', 'warm']) {
    await page.run('for (const list of Object.values(bench)) if (Array.isArray(list)) list.length = 0');
    let typed = 0;
    for (const text of texts) {
      await page.emptySearch();
      await settled(() => page.run('return document.querySelector("#query").value === ""'));
      for (const letter of text) {
        await page.press(letter);
        typed += 1;
        const so = typed;
        await settled(() => page.run('return bench.keys.length >= arguments[0]', so));
      }
    }
    const { keys, frames, events } = await page.run('return bench');
    console.log(`${keys.length} keys, ${round}: from the key to the painted answer, ${spread(keys)} ms`);
    console.log(`  long animation frames (above 50 ms): ${frames.length}${frames.length > 0 ? `, ${spread(frames)} ms` : ''}`);
    console.log(`  event timing entries (from 16 ms on, in steps of 8): ${events.length}${events.length > 0 ? `, ${spread(events)} ms` : ''}`);
  }
}

/** @param {() => Promise<unknown>} condition */
function settled(condition) {
  return waitFor('the answer on the screen', async () => Boolean(await condition()));
}

/** @param {number[]} values */
function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => format(sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? NaN);
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, worst ${at(1)}`;
}

/** @param {number} value */
function format(value) {
  return value.toFixed(1);
}
