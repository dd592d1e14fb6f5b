// The address and the state: what one says the other says, too, and garbage is ignored and told.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkTarget } from '../../www/engine/router.js';
import { asksForAll, emptyState, formatHash, PAGE_SIZE, parseHash, toggled, unreadPieces, withCase, withLog, withoutCase, withQuery } from '../../www/engine/state.js';

const HASHES = [
  '#/',
  '#/?q=%E8%AF%81%E4%B9%A6&component=k3s,network&sort=updated',
  '#/?q=kubelt&exact=1',
  '#/case/K-006/%E6%A0%B9%E5%9B%A0?q=x&show=100&edition=en&lang=en',
  '#/log',
  '#/case/K-006?log=1',
  '#/?tag=a%2Cb,c',
];

test('a hash comes back from the state that it says', () => {
  for (const hash of HASHES) assert.equal(formatHash(parseHash(hash)), hash);
});

test('what cannot be read is ignored, and told', () => {
  const state = parseHash('#/nowhere?q=%E0%A4%A&sort=nicest&show=1&lang=fr&what=ever&q');
  assert.deepEqual(state, { ...emptyState(), query: '%E0%A4%A' });
  assert.deepEqual(unreadPieces('#/nowhere?q=1&sort=nicest&what=ever&q'), ['/nowhere', 'sort=nicest', 'what=ever', 'q']);
  for (const hash of ['', '#', ...HASHES]) assert.deepEqual(unreadPieces(hash), []);
});

test('an address that is none of ours is the start, or what of it can be read', () => {
  for (const hash of ['#', '#/case/', '#/?component=,,&sort=up&show=-1', '#list', '#//case/K-001']) assert.deepEqual(parseHash(hash), emptyState(), hash);
  assert.deepEqual(parseHash('#/case/%').open, { id: '%', anchor: null });
  assert.equal(parseHash('#/?q=%').query, '%');
  assert.equal(parseHash('#/?q=%ED%A0%BD').query, '%ED%A0%BD');
  assert.equal(parseHash(`#/?q=${'x'.repeat(50_000)}`).query.length, 4096);
});

test('more than the page can list is not asked for', () => {
  assert.equal(parseHash('#/?show=999999').show, 2000);
  assert.equal(parseHash('#/?show=3').show, PAGE_SIZE);
});

test('half of a character does not break an address', () => {
  assert.equal(formatHash(withQuery(emptyState(), '\uD83D')), '#/?q=%EF%BF%BD');
});

test('a new query is asked as usual, from its first page', () => {
  const before = { ...parseHash('#/?q=kubelt&exact=1&show=100&component=k3s'), log: true };
  assert.equal(formatHash(withQuery(before, 'kubelet')), '#/?q=kubelet&component=k3s');
});

test('a case keeps its edition as long as it is the same case', () => {
  const reading = { ...withCase(emptyState(), 'K-006'), edition: 'en' };
  assert.equal(withCase(reading, 'k-006', 'fix').edition, 'en');
  assert.equal(withCase(reading, 'K-001').edition, null);
  assert.equal(formatHash(withoutCase(reading)), '#/');
});

test('a log takes the place of a search, in the same language', () => {
  assert.equal(formatHash(withLog(parseHash('#/?q=x&component=k3s&lang=en'))), '#/log?lang=en');
});

test('a value is chosen and dropped again', () => {
  const chosen = toggled(emptyState(), 'component', 'k3s');
  assert.deepEqual(chosen.filters.component, ['k3s']);
  assert.deepEqual(toggled(chosen, 'component', 'k3s'), emptyState());
  assert.ok(asksForAll(emptyState()) && !asksForAll(chosen));
});

test('a link within a case keeps the search, one with a query replaces it', () => {
  const state = parseHash('#/?q=x&component=k3s&lang=en');
  assert.equal(formatHash(linkTarget('#/case/K-001/fix', state)), '#/case/K-001/fix?q=x&component=k3s&lang=en');
  assert.equal(formatHash(linkTarget('#/?q=y', state)), '#/?q=y&lang=en');
});
