// Our module in Node: the package that `cargo xtask bench` made of the corpus.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { engine } from './casebook.page.mjs';

/** Ids are those of documents already. */
export const ids = undefined;

/**
 * @param {import("./engine.d.ts").Files} files Of the package.
 * @returns {Promise<import("./engine.d.ts").Engine>}
 */
export async function load(files) {
  const module = await import(pathToFileURL(join(files.folder, 'casebook.js')).href);
  return engine(module, module.initSync({ module: files.bytes('casebook_bg.wasm') }));
}
