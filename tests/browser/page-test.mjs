// What most files of tests begin with: a browser for all of them, and what must hold after each.

import assert from 'node:assert/strict';
import { after, afterEach, beforeEach } from 'node:test';
import { startPage } from './page.mjs';

/**
 * Starts a browser that is there until the last test of the file has ended.
 *
 * @param {object} [each]
 * @param {boolean} [each.opens] Whether each test begins with the page as it is first seen.
 * @param {boolean} [each.clean] Whether each test fails when the page has made an error or broken its policy.
 */
export async function pageTest({ opens = false, clean = false } = {}) {
  const page = await startPage();
  after(() => page.close());
  if (opens) beforeEach(() => page.open());
  if (clean) afterEach(async () => assert.deepEqual(await page.observed(), { errors: [], violations: [] }));
  return page;
}
