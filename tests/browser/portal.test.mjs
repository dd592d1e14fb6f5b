// The example portal, and what a service worker keeps for when the network is gone.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { STRICT, WATCH, startHost } from './element/host.mjs';
import { waitFor } from './webdriver.mjs';

/** @type {import("./element/host.mjs").Host} */
let host;

before(async () => {
  host = await startHost();
});
after(() => host?.close());

test('the example portal', async () => {
  await host.session.send('POST', '/url', { url: `${host.url}/www/portal/index.html` });
  await host.page.run(WATCH);
  await host.state('ready');
  await (await host.page.find('heading', 'PVC 挂载失败')).focus();
  const listed = await host.results('#search');
  assert.ok(listed.length > 0 && listed.every((id) => id.startsWith('S-')), listed.join());
  const buttons = await host.page.queryAll('button', '查案例');
  await buttons[1]?.click();
  await host.resultsWhen('S-001 first', (ids) => ids[0] === 'S-001', '#search');
  await waitFor('the event', async () => (await host.page.text()).includes('case-search #search {"query":"MountVolume.SetUp failed"'));
  assert.equal(host.loads, 1);
  assert.deepEqual(await host.observed(), { errors: [], violations: [] });
  assert.deepEqual(host.requests.filter((path) => !/^\/(www\/portal|pkg)\//.test(path)), []);
});

test('widget and page go on when the server is gone', async (t) => {
  const recipe = await readFile(join(host.packed.folder, 'service-worker.js'), 'utf8');
  const files = ['./', 'page.css', 'page.js', 'watch.js', 'casebook.html', ...['define.js', 'element.js', 'casebook.js', 'casebook_bg.wasm'].map((file) => `package/${file}`)];
  const worker = recipe.replace(/const FILES = \[[^\]]*\];/, `const FILES = ${JSON.stringify(files)};`);
  assert.notEqual(worker, recipe);
  host.replies.set('/service-worker.js', { type: 'text/javascript', body: worker });
  await host.show('<case-book></case-book>', {
    policy: STRICT.replace("trusted-types 'none'", 'trusted-types portal'),
    script: `
      const address = "/service-worker.js";
      const policy = globalThis.trustedTypes?.createPolicy("portal", { createScriptURL: (url) => (url === address ? url : "") });
      navigator.serviceWorker?.register(policy ? policy.createScriptURL(address) : address);
    `,
  });
  if (!(await host.page.evaluate(() => 'serviceWorker' in navigator))) {
    t.skip('this browser has no service workers here');
    return;
  }
  await host.state('ready');
  // Installed, active, and in charge of this page already.
  await waitFor('the worker', () => host.page.evaluate(() => navigator.serviceWorker.controller?.state === 'activated'));
  const origin = host.url;
  const reconnect = await host.disconnect();
  try {
    // Not by reloading, which in Firefox's driver goes past the worker.
    await host.session.send('POST', '/url', { url: `${origin}/?again` });
    await host.state('ready');
    await host.page.search('证书过期');
    await host.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
    assert.deepEqual(await host.observed(), { errors: [], violations: [] });

    assert.equal(host.url, '', 'nobody listens');
    await host.session.send('POST', '/url', { url: `${origin}/casebook.html#/case/K-006` });
    await host.page.find('article');
  } finally {
    await reconnect();
  }
});
