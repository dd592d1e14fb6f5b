// Where things are: adapters, the corpus, the files of an index.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the peers. */
export const PEERS = fileURLToPath(new URL('../peers/', import.meta.url));
/** The folder of this file. */
export const HARNESS = fileURLToPath(new URL('./', import.meta.url));

/**
 * @param {string} name
 * @returns {Promise<import("./engine.d.ts").Adapter>}
 */
export async function adapter(name) {
  return import(`../peers/${name}.mjs`);
}

/**
 * The version of an installed package.
 *
 * @param {string | null} library
 * @returns {string}
 */
export function version(library) {
  if (!library) return '–';
  return JSON.parse(readFileSync(join(PEERS, 'node_modules', library, 'package.json'), 'utf8')).version;
}

/**
 * @param {string} corpus
 * @returns {import("./engine.d.ts").Document[]}
 */
export function documents(corpus) {
  return lines(join(corpus, 'documents.jsonl'));
}

/**
 * @param {string} corpus
 * @returns {import("./engine.d.ts").Query[]}
 */
export function queries(corpus) {
  return lines(join(corpus, 'queries.jsonl'));
}

/**
 * @param {string} folder
 * @returns {import("./engine.d.ts").Files}
 */
export function files(folder) {
  return {
    folder,
    names: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
        .sort(),
    bytes: (name) => readFileSync(join(folder, name)),
    text: (name) => readFileSync(join(folder, name), 'utf8'),
  };
}

/**
 * @param {string} file
 * @returns {any[]}
 */
function lines(file) {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
}
