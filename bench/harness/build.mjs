// One index, made in a process of its own:
//   node build.mjs ENGINE CORPUS INDEX RESULT
// CORPUS is the folder that `casebook-bench prepare` wrote, INDEX the folder for the index, RESULT the
// file for what there is to tell.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { adapter, documents, files, version } from './data.mjs';

const [name = '', corpus = '', folder = '', result = ''] = process.argv.slice(2);
const { meta, build } = await adapter(name);
const all = documents(corpus);
mkdirSync(folder, { recursive: true });

const start = performance.now();
const made = await build(all, folder);
const buildMs = performance.now() - start;

for (const [file, content] of Object.entries(made)) writeFileSync(join(folder, file), content);
writeFileSync(
  result,
  JSON.stringify({
    runtime: meta.runtime ?? 'node',
    version: version(meta.library),
    configuration: meta.configuration,
    holdsText: meta.holdsText,
    build: { buildMs, index: size(meta.indexFiles) },
  }),
);
// An engine may hold handles open.
process.exit(0);

/**
 * Bytes of the files that a search needs before it can answer with ids.
 *
 * @param {RegExp} [pattern]
 */
function size(pattern = /^/) {
  const index = files(folder);
  const contents = index.names().filter((file) => pattern.test(file)).map((file) => index.bytes(file));
  const sum = (/** @type {(content: Buffer) => number} */ of) => contents.reduce((total, content) => total + of(content), 0);
  return { bytes: sum((content) => content.length), gzip: sum(gzipLength) };
}

/** @param {Buffer} content Counted as it is when it is packed already. */
function gzipLength(content) {
  const isPacked = content[0] === 0x1f && content[1] === 0x8b;
  return isPacked ? content.length : gzipSync(content).length;
}
