// What the page makes of a query: what was put right, left out or taken for a filter is said, and
// one click has it otherwise.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest({ opens: true, clean: true });

const TYPO = 'kubelt';
const CORRECTED = /已将“kubelt”当作“kubelet”[^。]*检索。/;
const EXACTLY = '按原文检索';
const AS_USUAL = '恢复智能检索';

/** @param {RegExp} wanted */
async function says(wanted) {
  await waitFor(String(wanted), async () => wanted.test(await page.text()));
}

test('a typo is put right, and the page says so, aloud too', async () => {
  await page.search(TYPO);
  await page.resultsWhen('cases with kubelet', (ids) => ids.length > 0);
  await says(CORRECTED);
  await waitFor('the announcement', () =>
    page.evaluate(() => /找到 \d+ 个案例.*已将“kubelt”/s.test(document.querySelector('[role=status]')?.textContent ?? '')),
  );
});

test('it says so in English, too', async () => {
  await page.open(`#/?q=${TYPO}&lang=en`);
  await says(/Searched for “kubelet” instead of “kubelt”/);
  await page.find('button', 'Search exactly as typed');
});

test('one click searches for exactly what was typed, one more as usual', async () => {
  await page.search(TYPO);
  const corrected = await page.resultsWhen('cases with kubelet', (ids) => ids.length > 0);

  await (await page.find('button', EXACTLY)).click();
  await page.resultsWhen('no case with kubelt', (ids) => ids.length === 0);
  assert.match(await page.hash(), /q=kubelt&exact=1/);
  assert.equal(await page.searchText(), TYPO);
  // What is said aloud follows a moment later.
  await waitFor('no word of a correction', async () => !CORRECTED.test(await page.text()));
  assert.equal(await focusedText(), AS_USUAL);

  await (await page.find('button', AS_USUAL)).click();
  assert.deepEqual(await page.resultsWhen('cases again', (ids) => ids.length > 0), corrected);
  assert.doesNotMatch(await page.hash(), /exact/);
  assert.equal(await focusedText(), EXACTLY);
});

test('the address keeps it, Back undoes it', async () => {
  await page.search(TYPO);
  await page.resultsWhen('cases with kubelet', (ids) => ids.length > 0);
  await (await page.find('button', EXACTLY)).click();
  await page.resultsWhen('none', (ids) => ids.length === 0);
  await page.reload();
  await page.find('button', AS_USUAL);
  assert.deepEqual(await page.results(), []);
  await page.back();
  await page.resultsWhen('cases with kubelet', (ids) => ids.length > 0);
  await says(CORRECTED);
});

test('a new query is searched as usual', async () => {
  await page.open(`#/?q=${TYPO}&exact=1`);
  await page.find('button', AS_USUAL);
  await page.search('kubelt 证书');
  await says(CORRECTED);
  await waitFor('the address', async () => /kubelt.*证书/.test(await page.hash()));
  assert.doesNotMatch(await page.hash(), /exact/);
});

test('where nothing was changed, there is nothing to undo', async () => {
  await page.search('kubelet');
  await page.resultsWhen('cases', (ids) => ids.length > 0);
  assert.equal(await page.query('button', EXACTLY), undefined);
});

test('words that no case holds are left out, and named', async () => {
  await page.search('qqzzxxjjvv 证书');
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  await says(/没有案例含有“qqzzxxjjvv”，已忽略。/);
  await (await page.find('button', EXACTLY)).click();
  await page.resultsWhen('none', (ids) => ids.length === 0);
});

test('the page says how many cases hold all of the query, and each what it lacks', async () => {
  await page.search('证书过期 flannel etcd');
  const ids = await page.resultsWhen('cases', (found) => found.length > 0);
  const { heading, lacking } = await page.evaluate(() => ({
    heading: document.querySelector('main h2:not([id])')?.textContent ?? '',
    lacking: document.querySelectorAll('ol li .hit-missing').length,
  }));
  assert.ok(lacking > 0, 'some case lacks something');
  const complete = /其中 (\d+) 个含全部检索词/.exec(heading)?.[1];
  if (complete === undefined) await says(/没有案例含全部检索词/);
  assert.equal(ids.length - lacking, Number(complete ?? 0));
  await page.find('button', EXACTLY);
});

test('a word with a minus is excluded, and can be let in again', async () => {
  await page.search('证书');
  const all = await page.resultsWhen('cases', (ids) => ids.includes('O-001'));
  await page.search('证书 -webhook');
  const some = await page.resultsWhen('fewer', (ids) => ids.length > 0 && !ids.includes('O-001'));
  assert.ok(some.every((id) => all.includes(id)));
  await (await page.find('button', /^移除不含“webhook”/)).click();
  await page.resultsWhen('all again', (ids) => ids.includes('O-001'));
  assert.equal(await page.searchText(), '证书');
  assert.ok(await page.evaluate(() => document.activeElement !== document.body), 'the focus is somewhere');
});

test('an option of a command is no exclusion', async () => {
  await page.search('kubectl get pods -n kube-system');
  await page.resultsWhen('cases', (ids) => ids.length > 0);
  assert.equal(await page.query('button', /^移除不含/), undefined);
});

test('a field is a filter, and can be dropped', async () => {
  await page.search('证书 component:k3s');
  await page.resultsWhen('K-… only', (ids) => ids.length > 0 && ids.every((id) => id.startsWith('K-')));
  await (await page.find('button', '移除限定组件：K3s')).click();
  await page.resultsWhen('others too', (ids) => ids.some((id) => !id.startsWith('K-')));
  assert.equal(await page.searchText(), '证书');
});

test('all that limits can be dropped at once, typed or chosen', async () => {
  await page.open(`#/?q=${encodeURIComponent('证书 component:k3s -webhook')}&severity=critical`);
  await page.resultsWhen('K-… only', (ids) => ids.length > 0 && ids.every((id) => id.startsWith('K-')));
  await (await page.find('button', '全部清除')).click();
  await page.resultsWhen('others too', (ids) => ids.some((id) => !id.startsWith('K-')));
  assert.equal(await page.searchText(), '证书');
  assert.doesNotMatch(await page.hash(), /severity/);
});

test('a phrase is found in one piece', async () => {
  await page.search('no available server');
  const loose = await page.resultsWhen('N-003 first', (ids) => ids[0] === 'N-003');
  await page.search('"no available server"');
  await page.resultsWhen('fewer, N-003 first', (ids) => ids[0] === 'N-003' && ids.length < loose.length);
});

test('a phrase that no case holds is said, and offered without its quotes', async () => {
  await page.search('"expired has certificate"');
  await page.resultsWhen('cases with its words', (ids) => ids[0] === 'K-006');
  await says(/没有案例含有“expired has certificate”/);
  await (await page.find('button', EXACTLY)).click();
  await page.resultsWhen('none', (ids) => ids.length === 0);
  await (await page.find('button', /^“expired has certificate”不必连在一起/)).click();
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  assert.equal(await page.searchText(), 'expired has certificate');
});

for (const query of ['證書過期', 'zhengshu guoqi', 'zhengshuguoqi', 'zsgq']) {
  test(`${query} finds the case about 证书过期`, async () => {
    await page.search(query);
    await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  });
}

test('the help tells how to ask', async () => {
  await (await page.find('button', '帮助')).click();
  await page.find('dialog');
  const text = await page.text();
  for (const sample of ['zhengshu guoqi', '-evicted', 'component:']) assert.ok(text.includes(sample), sample);
});

/** What the element with the focus says. */
function focusedText() {
  return page.evaluate(() => document.activeElement?.textContent);
}
