// What <case-book> costs a page: bytes, the time until it answers, and memory, for one and for twenty; and
// what a thousand of them leave behind. Chromium, with CHROMIUM and CHROMEDRIVER as for the tests. Times are
// of the clock: the machine must have nothing else to do.
//
//   cargo xtask bundle && node bench/element.mjs

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startHost } from '../tests/browser/element/host.mjs';

const RUNS = 7;
const MOUNTS = 3000;
const BATCH = 25;

const host = await startHost();
try {
  for (const file of ['define.js', 'element.js', 'casebook.js', 'casebook_bg.wasm']) {
    const bytes = await readFile(join(host.packed.folder, file));
    console.log(`${file}: ${kilobytes(bytes.length)}, gzipped ${kilobytes(gzipSync(bytes, { level: 9 }).length)}`);
  }
  for (const count of [1, 20]) await measureLoads(count);
  await measureMounts();
} finally {
  await host.close();
}

/** @param {number} count */
async function measureLoads(count) {
  const times = [];
  let memory;
  for (let run = 0; run < RUNS; run++) {
    // The script is there, the module is not: nothing is in view.
    await host.show(`<div id="far">${'<case-book></case-book>'.repeat(count)}</div>`, { style: '#far { margin-top: 5000px }' });
    await host.page.evaluate(() => customElements.whenDefined('case-book').then(() => true));
    const before = await heap();
    times.push(await host.page.evaluate(async () => {
      const start = performance.now();
      await Promise.all([...document.querySelectorAll('case-book')].map((element) => element.load()));
      return performance.now() - start;
    }));
    memory = { before, after: await heap() };
  }
  const wasm = await host.page.evaluate(async () => {
    const name = '/package/casebook.js';
    return (await (await import(name)).default()).memory.buffer.byteLength;
  });
  console.log(`${count} from load() to the lists: ${spread(times)} ms`);
  console.log(`${count}: JS heap ${kilobytes(memory.before.used)} before, ${kilobytes(memory.after.used)} after; ${memory.after.nodes} nodes; Wasm memory ${kilobytes(wasm)}`);
}

async function measureMounts() {
  await host.show('<case-book></case-book><div id="box"></div>');
  await host.state('ready');
  for (let mounted = 0; mounted <= MOUNTS; mounted += BATCH) {
    if (mounted > 0) await mount(BATCH);
    if (mounted % (MOUNTS / 4) > 0) continue;
    const { used, nodes, listeners } = await heap();
    console.log(`after ${mounted} mounts: JS heap ${kilobytes(used)}, ${nodes} nodes, ${listeners} listeners`);
  }
}

/** @param {number} count */
function mount(count) {
  return host.page.evaluate(async (count) => {
    for (let i = 0; i < count; i++) {
      const element = document.createElement('case-book');
      if (i % 2 === 0) element.caseId = 'K-006';
      else element.query = '证书过期';
      document.querySelector('#box').append(element);
      await element.load();
      element.remove();
    }
    // The page of the tests writes down all it hears.
    heard.length = 0;
  }, count);
}

/** What is used after everything that can go has gone. */
async function heap() {
  await host.session.cdp('HeapProfiler.collectGarbage');
  await host.session.cdp('Performance.enable');
  const { metrics } = await host.session.cdp('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return { used: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

/** @param {number[]} times */
function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return `${sorted[0].toFixed(0)} to ${sorted.at(-1).toFixed(0)}, median ${sorted[RUNS >> 1].toFixed(0)}`;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
