// What keeps cases out, and what to give up: every way is asked of the engine that is given.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitsOf, withoutExclusion, withoutFacet, withoutField, withoutLimits } from '../../www/engine/narrowing.js';
import { nearCases, nearWords } from '../../www/engine/near.js';
import { relaxations } from '../../www/engine/relax.js';
import { choiceWithin, scopedEngine, within } from '../../www/engine/scoped-engine.js';
import { emptyState, noFilters, parseHash, withQuery } from '../../www/engine/state.js';
import { fakeEngine } from './engine.mjs';

/** @param {string} query */
const asking = (query) => withQuery(emptyState(), query);

test('chosen and typed values of a facet limit together', () => {
  const state = { ...asking('x component:k3s'), filters: { ...noFilters(), component: ['network'] } };
  const response = fakeEngine().search({ query: state.query });
  assert.deepEqual(limitsOf(/** @type {any} */ (response), state), [{ facet: 'component', keys: ['network', 'k3s'] }]);
});

test('one limit goes, and the rest of the query stays', () => {
  const engine = fakeEngine();
  const state = { ...asking('certificate component:k3s -webhook -n x509:'), filters: { ...noFilters(), component: ['k3s'], severity: ['high'] } };
  assert.equal(withoutExclusion(engine, state, 'webhook').query, 'certificate component:k3s -n x509:');
  assert.equal(withoutField(engine, state, { facet: 'component', key: 'k3s' }).query, 'certificate -webhook -n x509:');
  const facet = withoutFacet(engine, state, 'component');
  assert.deepEqual([facet.query, facet.filters.component, facet.filters.severity], ['certificate -webhook -n x509:', [], ['high']]);
  const bare = withoutLimits(engine, state);
  assert.deepEqual([bare.query, bare.filters], ['certificate -n x509:', noFilters()]);
});

test('what to give up leads somewhere, each way once', () => {
  const engine = fakeEngine();
  const state = { ...asking('etcd flannel'), filters: { ...noFilters(), severity: ['critical'] } };
  const response = /** @type {any} */ (engine.search({ query: state.query, filters: state.filters }));
  assert.equal(response.total, 0);
  const ways = relaxations(engine, response, state, 'en');
  assert.ok(ways.every(({ total }) => total > 0));
  assert.equal(new Set(ways.map(({ state }) => JSON.stringify(state))).size, ways.length);
  assert.deepEqual(ways.map(({ givenUp }) => givenUp), [{ all: 'query' }]);
});

test('quotes can be given up before their words', () => {
  const engine = fakeEngine();
  const state = asking('"expired certificate"');
  const response = { ...engine.search({ query: state.query }), total: 0 };
  const [first] = relaxations(engine, /** @type {any} */ (response), state, 'en');
  assert.deepEqual([first?.givenUp, first?.state.query, first?.total], [{ order: 'expired certificate' }, 'expired certificate', 1]);
});

test('of a pasted page, no piece is given up', () => {
  const engine = fakeEngine();
  const state = asking(Array.from({ length: 40 }, (_, i) => `w${i}`).join(' '));
  const ways = relaxations(engine, /** @type {any} */ (engine.search({ query: state.query })), state, 'en');
  assert.deepEqual(ways.map(({ givenUp }) => givenUp), [{ all: 'query' }]);
});

test('words that look alike are offered where they find something', () => {
  const words = nearWords(fakeEngine(), asking('certifcate'), 'en');
  assert.deepEqual(words.map(({ word, total }) => [word, total]), [['certificate', 2]]);
  assert.deepEqual(nearWords(fakeEngine(), asking('zzzz'), 'en'), []);
});

test('near cases are those without what limits', () => {
  const engine = fakeEngine();
  const state = { ...asking('certificate -webhook'), filters: { ...noFilters(), component: ['storage'] } };
  const response = /** @type {any} */ (engine.search({ query: state.query, filters: state.filters }));
  assert.deepEqual(nearCases(engine, response, state, [], 'en').map(({ id }) => id), ['K-001', 'N-001']);
});

test('no question leaves fixed filters, whoever asks it', () => {
  const fixed = { ...noFilters(), component: ['network'] };
  const engine = scopedEngine(/** @type {any} */ (fakeEngine()), fixed, () => {});
  const ids = (/** @type {any} */ request) => engine.search(request).hits.map(({ id }) => id);
  assert.deepEqual(ids({ limit: 9 }), ['N-001', 'N-002']);
  assert.deepEqual(ids({ limit: 9, filters: { component: ['k3s'] } }), ['N-001', 'N-002']);
  assert.deepEqual(ids({ query: 'component:k3s' }), []);
  const state = asking('etcd flannel');
  for (const { state: way } of relaxations(engine, engine.search({ query: state.query }), state, 'en')) {
    assert.ok(ids({ query: way.query, limit: 9 }).every((id) => id.startsWith('N-')));
  }
  for (const hit of nearCases(engine, engine.search({ query: 'etcd' }), asking('etcd certificate'), [], 'en')) assert.match(hit.id, /^N-/);
});

test('what is fixed anyway is no choice of the reader', () => {
  const fixed = { ...noFilters(), component: ['k3s', 'network'] };
  const chosen = (/** @type {string} */ hash) => parseHash(hash).filters;
  assert.deepEqual(within(chosen('#/?component=k3s,storage'), fixed).component, ['k3s']);
  assert.deepEqual(choiceWithin(chosen('#/?component=k3s,network'), fixed).component, []);
  assert.deepEqual(choiceWithin(chosen('#/?component=k3s'), fixed).component, ['k3s']);
});

test('a case that cannot be read is reported, and still an error', () => {
  /** @type {unknown[]} */
  const reports = [];
  const engine = scopedEngine(/** @type {any} */ (fakeEngine()), noFilters(), (error) => reports.push(error));
  assert.throws(() => engine.getCase('K-999'), { code: 'unknown-case' });
  assert.equal(reports.length, 1);
});
