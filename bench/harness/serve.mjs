// Some folders over HTTP, to this machine only.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const TYPES = /** @type {Record<string, string>} */ ({
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
});

const PAGE = '<!doctype html><html lang="zh"><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title>';

const HEADERS = {
  // Isolated from other origins, a page has a clock of 5 µs instead of 100.
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cache-control': 'no-store',
};

/**
 * @param {Record<string, string>} roots Folders by the first part of the path.
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serve(roots) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
    const headers = (/** @type {string} */ type) => ({ ...HEADERS, 'content-type': type });
    if (path === '/') {
      response.writeHead(200, headers('text/html')).end(PAGE);
      return;
    }
    const [, root = '', ...rest] = path.split('/');
    const file = join(roots[root] ?? '', ...rest);
    const known = roots[root] && !rest.includes('..') && (await stat(file).catch(() => undefined));
    if (!known || !known.isFile()) {
      response.writeHead(404, headers('text/plain')).end();
      return;
    }
    response.writeHead(200, { ...headers(TYPES[extname(file)] ?? 'application/octet-stream'), 'content-length': known.size });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}
