// React 19 and Vue 3 with the packed package, built by Vite, under a portal's policy.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { WATCH, startHost } from '../browser/element/host.mjs';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));

/** @type {import("../browser/element/host.mjs").Host} */
let host;

before(async () => {
  host = await startHost();
  // Where npm would put what is in the tarball.
  const installed = join(here, 'node_modules/casebook');
  await rm(installed, { recursive: true, force: true });
  await cp(host.packed.folder, installed, { recursive: true });
  await run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { cwd: here });
  host.folders.set('built', join(here, 'node_modules/.built'));
});
after(() => host?.close());

for (const framework of ['react', 'vue']) {
  test(framework, async () => {
    const { page } = host;
    await host.session.send('POST', '/url', { url: `${host.url}/built/${framework}.html` });
    await page.run(WATCH);
    await host.state('ready');
    await host.resultsWhen('storage only, two of them', (ids) => ids.length === 2 && ids.every((id) => id.startsWith('S-')));
    // A changed property, and what the reader typed before stays.
    await page.search('失败');
    await host.resultsWhen('an answer', (ids) => ids.includes('S-001'));
    await (await page.find('button', 'K3s')).click();
    await host.resultsWhen('K3s only', (ids) => ids.length === 2 && ids.every((id) => id.startsWith('K-')));
    assert.equal(await page.searchText(), '失败');
    const [first] = await host.results();
    await (await page.find('textbox', '搜索')).focus();
    await page.press('Enter');
    await page.find('heading', `selected: ${first}`);
    assert.equal(await page.query('article'), undefined, 'the page opens cases itself');
    assert.deepEqual(await host.observed(), { errors: [], violations: [] });
  });
}
