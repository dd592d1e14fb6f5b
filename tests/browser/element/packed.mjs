// The package as others get it: packed by npm, and unpacked again.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('../../../pkg', import.meta.url));

/**
 * Packs `pkg/` into a folder of its own.
 *
 * @returns {Promise<{ tarball: string, folder: string, files: string[], remove: () => Promise<void> }>} `folder`: what is in the tarball.
 */
export async function pack() {
  const place = await mkdtemp(join(tmpdir(), 'casebook-package-'));
  // As text: on Windows npm is a script, which wants a shell.
  const { stdout } = await run('npm', ['pack', PACKAGE, '--json', '--ignore-scripts', '--offline'], { cwd: place, shell: process.platform === 'win32' });
  const answer = JSON.parse(stdout);
  const [packed] = Array.isArray(answer) ? answer : Object.values(answer);
  const tarball = join(place, packed.filename);
  await run('tar', ['-xzf', packed.filename], { cwd: place });
  return {
    tarball,
    folder: join(place, 'package'),
    files: packed.files.map((/** @type {{ path: string }} */ { path }) => path).sort(),
    remove: () => rm(place, { recursive: true, force: true }),
  };
}
