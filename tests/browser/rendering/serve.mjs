// Pages for tests, over HTTP on this machine: modules do not load from disk.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../../', import.meta.url);
const FOLDERS = ['pkg', 'www', 'tests/browser/rendering'];
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

/** The bundle's policy, but for the scripts and the data that the tests load from here. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** The same without the wall against parsing HTML, for the page that compares with the parser. */
export const PARSING = STRICT.replace("; require-trusted-types-for 'script'; trusted-types 'none'", '');

/**
 * @param {Record<string, { policy: string, script: string }>} pages By path.
 * @param {Record<string, unknown>} data By path, as JSON.
 * @returns {Promise<{ url: string, requests: string[], close: () => Promise<void> }>} `requests`: paths that were asked for.
 */
export async function serve(pages, data) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    const page = pages[path];
    if (page) {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', page.policy);
      response.end(`<!doctype html><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><script type="module" src="${page.script}"></script><body>`);
    } else if (path in data) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(data[path]));
    } else if (FOLDERS.some((folder) => path.startsWith(`/${folder}/`)) && !path.includes('..')) {
      response.setHeader('content-type', TYPES[/** @type {keyof typeof TYPES} */ (extname(path))] ?? 'text/plain');
      response.end(await readFile(fileURLToPath(new URL(`.${path}`, ROOT))));
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}
