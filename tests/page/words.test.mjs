// Words of the page and of the collection.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVocabulary, pickLabel } from '../../www/engine/vocabulary.js';
import { formatDate, formatNumber, langOf, languageName, negotiate } from '../../www/i18n/index.js';
import { pageStrings } from '../../www/i18n/page.js';
import { exampleQueries, highlights, overview } from '../../www/search/glance.js';
import { quotedIn } from '../../www/log/quoted.js';
import { neighbour } from '../../www/search/walk.js';
import { fakeEngine } from './engine.mjs';

test('both languages say the same things, of the same kind', () => {
  /** @param {unknown} value */
  const shape = (value) => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]).sort()) : typeof value);
  assert.deepEqual(shape(pageStrings('en')), shape(pageStrings('zh-CN')));
});

test('the reader\'s first language that there is', () => {
  assert.equal(negotiate(['fr', 'en-GB', 'zh']), 'en');
  assert.equal(negotiate(['zh-TW', 'en']), 'zh-CN');
  assert.equal(negotiate(['enx', 'fr']), 'zh-CN');
});

test('numbers, dates and names of languages', () => {
  assert.equal(formatNumber(12345, 'en'), '12,345');
  assert.match(formatDate('2026-11-28', 'zh-CN'), /2026.*11.*28/);
  assert.equal(formatDate('soon', 'en'), 'soon');
  assert.equal(languageName('zh-CN', 'en'), 'Chinese');
  assert.equal(languageName('not a tag', 'en'), 'not a tag');
  assert.equal(langOf('证书', 'en'), 'zh-CN');
  assert.equal(langOf('证书', 'zh-CN'), null);
});

test('a label in another language is better than a key, a key than nothing', () => {
  const { label, keys, severityRank, sectionNumber } = createVocabulary(/** @type {any} */ (fakeEngine().taxonomy()), 'zh-CN');
  assert.equal(label('component', 'k3s'), 'k3s 组件');
  assert.equal(label('severity', 'high'), 'high');
  assert.equal(label('component', 'gone'), 'gone');
  assert.equal(label('id', 'K-001'), 'K-001');
  assert.deepEqual(keys('tag'), ['certificate', 'webhook']);
  assert.deepEqual([severityRank('critical'), sectionNumber('symptoms'), sectionNumber(null)], [0, 1, 0]);
  assert.equal(pickLabel({}, 'en'), '');
});

test('the first look: cells, the most severe, the latest others', () => {
  const engine = /** @type {any} */ (fakeEngine());
  assert.equal(overview(engine).length, 3);
  const { severe, recent } = highlights(engine, 'en');
  assert.deepEqual([severe?.severity, severe?.total], ['critical', 2]);
  assert.deepEqual(recent.hits.map(({ id }) => id), ['K-002', 'N-002']);
  assert.deepEqual(exampleQueries(engine, 'en'), []);
});

test('nothing of a log is syntax', () => {
  const engine = fakeEngine();
  quotedIn(/** @type {any} */ (engine), 'K-001', `E1128 -webhook "x" ${'long '.repeat(100)}`, 'en');
  assert.match(engine.requests[0].query, /^id:K-001 E1128 webhook x long/);
  assert.ok(engine.requests[0].query.length < 220);
});

test('the result beside the opened one', () => {
  assert.deepEqual(neighbour(['A', 'B'], 'a', 1), { id: 'B' });
  assert.equal(neighbour(['A', 'B'], 'B', 1), 'beyond');
  assert.equal(neighbour(['A', 'B'], 'A', -1), null);
  assert.equal(neighbour(['A', 'B'], undefined, 1), null);
});
