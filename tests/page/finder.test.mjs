// Asking the engine: what is asked, when, and what becomes of the answer.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { find, findFirst, findRest, countFor } from '../../www/engine/find.js';
import { createFinder } from '../../www/engine/finder.js';
import { emptyState, withQuery } from '../../www/engine/state.js';
import { fakeEngine, manyCases } from './engine.mjs';

/** @param {any} engine */
const contextOf = (engine) => /** @type {any} */ ({ engine, lang: 'en' });

test('a long list is asked for in pages, and each hit is there once', () => {
  const engine = fakeEngine(manyCases(260));
  const { hits, total } = find(engine, { ...emptyState(), show: 250 }, 'en');
  assert.deepEqual([hits.length, total, new Set(hits.map(({ id }) => id)).size], [250, 260, 250]);
  assert.deepEqual(engine.requests.map(({ offset = 0, limit }) => [offset, limit]), [[0, 100], [100, 100], [200, 50]]);
});

test('the rest of an answer leaves the answer as it is', () => {
  const engine = fakeEngine(manyCases(60));
  const first = Object.freeze({ ...findFirst(engine, emptyState(), 'en', 7), hits: Object.freeze([...findFirst(engine, emptyState(), 'en', 7).hits]) });
  const rest = findRest(engine, emptyState(), 'en', /** @type {any} */ (first));
  assert.deepEqual([first.hits.length, rest.length, rest[0]?.id], [7, 43, 'S-8']);
});

test('an engine that promises more than it gives is asked once', () => {
  const engine = fakeEngine(manyCases(3));
  const liar = { search: (/** @type {any} */ request) => ({ ...engine.search(request), total: 9 }) };
  assert.equal(find(/** @type {any} */ (liar), emptyState(), 'en').hits.length, 3);
  assert.equal(engine.requests.length, 2);
});

test('counting asks for no hits', () => {
  const engine = fakeEngine();
  assert.equal(countFor(engine, withQuery(emptyState(), 'certificate'), 'en'), 2);
  assert.equal(engine.requests[0].limit, 0);
});

test('the same question is asked once, and a case that opens is none', () => {
  const engine = fakeEngine();
  const finder = createFinder(contextOf(engine), { answered() {} });
  finder.ask(emptyState());
  finder.ask({ ...emptyState(), open: { id: 'K-001', anchor: null }, lang: 'en' });
  assert.equal(engine.requests.length, 1);
  finder.ask({ ...emptyState(), sort: 'updated' });
  assert.equal(engine.requests.length, 2);
});

test('where nobody listens to the rest, all hits are there at once', () => {
  /** @type {number[]} */
  const answers = [];
  const finder = createFinder(contextOf(fakeEngine(manyCases(300))), { answered: ({ hits }) => answers.push(hits.length) }, 75);
  finder.ask({ ...emptyState(), show: 150 });
  assert.deepEqual(answers, [225]);
});

test('while one types, the rest follows after a pause, or with the next look', async () => {
  /** @type {any[]} */
  const heard = [];
  const finder = createFinder(contextOf(fakeEngine(manyCases(60))), {
    answered: ({ hits }) => heard.push(['first', hits.length]),
    completed: (rest, { hits }) => heard.push(['rest', rest.length, hits.length]),
  });
  finder.ask(emptyState(), 10);
  assert.deepEqual(heard.splice(0), [['first', 10]]);
  finder.ask(emptyState(), 10);
  assert.deepEqual(heard.splice(0), [['rest', 40, 50]]);
  finder.ask(withQuery(emptyState(), 'volume'), 5);
  await pause(300);
  assert.deepEqual(heard.splice(0), [['first', 5], ['rest', 45, 50]]);
  finder.ask(emptyState(), 10);
  finder.stop();
  await pause(300);
  assert.deepEqual(heard, [['first', 10]]);
});

test('a search that fails leaves no answer', () => {
  const broken = { search: () => { throw new Error('damaged'); } };
  assert.throws(() => createFinder(contextOf(broken), { answered() {} }).ask(emptyState()), /damaged/);
  /** @type {unknown[]} */
  const errors = [];
  const finder = createFinder(contextOf(broken), { answered() {}, failed: (error) => errors.push(error) });
  finder.ask(emptyState());
  assert.equal(errors.length, 1);
  assert.equal(finder.response(), null);
});

test('the hit behind the last that is listed', () => {
  const finder = createFinder(contextOf(fakeEngine(manyCases(60))), { answered() {} });
  assert.equal(finder.hitAt({ ...emptyState(), show: 100 }, 50)?.id, 'S-51');
  assert.equal(finder.hitAt({ ...emptyState(), show: 100 }, 60), null);
});
