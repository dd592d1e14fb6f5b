// The query as text.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsToMark } from '../../www/case/highlighter.js';
import { clipped, hasWords, phrase, pieces } from '../../www/engine/query.js';

test('what stands between quotes is one piece, where the second ends a word', () => {
  assert.deepEqual(pieces('a "no such host" -b'), ['a', '"no such host"', '-b']);
  assert.deepEqual(pieces('“证书 过期” k3s'), ['“证书 过期”', 'k3s']);
  assert.deepEqual(pieces('say "open and closed"x'), ['say', '"open', 'and', 'closed"x']);
  assert.deepEqual(pieces('  '), []);
});

test('a phrase is what its quotes hold', () => {
  assert.equal(phrase('" no such host "'), 'no such host');
  assert.equal(phrase('“证书”'), '证书');
  assert.equal(phrase('plain'), null);
});

test('a pasted page is cut, and no character in two', () => {
  assert.equal(clipped('x'.repeat(5000)).length, 4096);
  assert.equal(clipped(`${'x'.repeat(4095)}😀`).length, 4095);
  assert.equal(clipped('short'), 'short');
});

test('punctuation asks for nothing', () => {
  assert.ok(!hasWords('-- "" ，。'));
  assert.ok(hasWords('-- 证'));
});

test('a case is marked by what was asked, put right and found, longest first', () => {
  const response = /** @type {any} */ ({ corrections: [{ from: 'kubelt', to: ['kubelet'] }], excluded: ['webhook'] });
  const words = wordsToMark('kubelt "no such host" -webhook a 证', response, [{ text: 'The Node is down', marks: [[4, 8]] }]);
  assert.deepEqual(words, ['no such host', 'kubelet', 'kubelt', 'node', '证']);
});
