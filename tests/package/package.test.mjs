// The package as npm packs it: what is in it, its types, and what it says about the element.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { PARTS } from '../../www/element/parts.js';
import { pack } from '../browser/element/packed.mjs';

const run = promisify(execFile);
const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** @type {Awaited<ReturnType<typeof pack>>} */
let packed;
/** Where others would have it. */
let consumer = '';
/** @type {any} */
let manifest;

before(async () => {
  packed = await pack();
  consumer = join(packed.folder, '../consumer');
  await cp(here('consumer'), consumer, { recursive: true });
  await mkdir(join(consumer, 'node_modules'));
  await rename(packed.folder, join(consumer, 'node_modules/casebook'));
  manifest = JSON.parse(await text('package.json'));
});
after(() => packed?.remove());

/** @param {string} file */
function text(file) {
  return readFile(join(consumer, 'node_modules/casebook', file), 'utf8');
}

test('what is in it', () => {
  assert.deepEqual(packed.files, [
    'LICENSE-APACHE', 'LICENSE-CASES', 'LICENSE-MIT', 'NOTICE', 'README.md',
    'casebook.d.ts', 'casebook.js', 'casebook_bg.wasm', 'casebook_bg.wasm.d.ts', 'custom-elements.json',
    'define.d.ts', 'define.js', 'element.d.ts', 'element.js', 'package.json', 'service-worker.js',
  ]);
});

test('every export is there, its types first', () => {
  for (const [name, target] of Object.entries(manifest.exports)) {
    const files = typeof target === 'string' ? [target] : Object.values(target);
    for (const file of files) assert.ok(packed.files.includes(file.replace('./', '')), `${name}: ${file}`);
    if (typeof target !== 'string') assert.deepEqual(Object.keys(target), ['types', 'default'], name);
  }
  assert.equal(manifest.type, 'module');
  assert.deepEqual(manifest.sideEffects, ['./define.js']);
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.scripts, undefined);
  assert.ok(packed.files.includes(manifest.customElements));
});

test('importing the class does nothing, even where there are no elements', async () => {
  const module = await import(pathToFileURL(join(consumer, 'node_modules/casebook/element.js')).href);
  assert.deepEqual(Object.keys(module).sort(), ['CaseBookElement', 'defineCaseBook']);
  module.defineCaseBook();
});

test('the types are those that were reviewed', async () => {
  // UPDATE_EXPECT=1 accepts what is there now: read the difference first.
  for (const file of ['casebook.d.ts', 'element.d.ts', 'define.d.ts']) {
    const expected = here(`api/${file}`);
    const actual = await text(file);
    if (process.env.UPDATE_EXPECT === '1') await writeFile(expected, actual);
    assert.equal(actual, await readFile(expected, 'utf8'), `tests/package/api/${file}: UPDATE_EXPECT=1 accepts the change`);
  }
});

test('others can compile against them', async () => {
  const compiler = here('../node_modules/typescript/bin/tsc');
  for (const modules of [[], ['--module', 'nodenext', '--moduleResolution', 'nodenext']]) {
    await writeFile(join(consumer, 'package.json'), '{ "type": "module" }');
    await run(process.execPath, [compiler, '--project', consumer, ...modules]).catch(({ stdout }) => assert.fail(stdout));
  }
});

test('what it says about the element is true', async () => {
  const { CaseBookElement } = await import(pathToFileURL(join(consumer, 'node_modules/casebook/element.js')).href);
  const { modules } = JSON.parse(await text('custom-elements.json'));
  const [said] = modules[0].declarations;
  const names = (/** @type {{ name: string }[]} */ list) => list.map(({ name }) => name);
  assert.deepEqual(names(said.attributes).sort(), [...CaseBookElement.observedAttributes].sort());
  const members = Object.getOwnPropertyNames(CaseBookElement.prototype);
  const own = members.filter((name) => !/^(constructor|focus|.*Callback)$/.test(name));
  assert.deepEqual(names(said.members).sort(), own.sort());
  assert.deepEqual(names(said.cssParts).sort(), ['base', ...Object.keys(PARTS)].sort());
  const script = await text('element.js');
  for (const name of names(said.cssProperties)) assert.ok(script.includes(`var(${name},`), name);
  for (const name of [...names(said.events), ...names(said.slots)]) assert.ok(script.includes(`"${name}"`), name);
  const readme = await text('README.md');
  for (const name of [...names(said.attributes), ...names(said.events), ...names(said.cssParts), ...names(said.cssProperties), ...names(said.slots)]) {
    assert.ok(readme.includes(`\`${name}\``), `README.md: ${name}`);
  }
});
