// Pages of somebody else's with <case-book> in them, over HTTP on this machine: from the packed
// package, under a portal's policy.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLE, Page } from '../page.mjs';
import { startBrowser, waitFor } from '../webdriver.mjs';
import { pack } from './packed.mjs';

const TYPES = /** @type {Record<string, string>} */ ({
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm',
});

const WWW = fileURLToPath(new URL('../../../www', import.meta.url));

/** The strictest policy of a portal under which the element works. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; " +
  "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

export const NO_WASM = STRICT.replace(" 'wasm-unsafe-eval'", '');

/** The first script of every page: what happens, from the first moment on. */
export const WATCH = `
  window.observed = { errors: [], violations: [] };
  window.heard = [];
  addEventListener("error", (event) => observed.errors.push(event.message));
  addEventListener("unhandledrejection", (event) => observed.errors.push(String(event.reason)));
  document.addEventListener("securitypolicyviolation", (event) => observed.violations.push(event.effectiveDirective));
  for (const type of ["case-ready", "case-search", "case-select", "case-error"]) {
    document.addEventListener(type, ({ target, detail }) => heard.push({ type, id: target.id, detail }));
  }
`;

/**
 * @typedef {object} Shown
 * @property {string} [head] More of the head.
 * @property {string} [style] The page's own style sheet.
 * @property {string} [script] The page's own module.
 * @property {string} [policy]
 * @property {string} [lang]
 * @property {boolean} [define] Whether the page registers the element; else its script does.
 */

/** @typedef {{ status?: number, type?: string, body?: Buffer | string, wait?: Promise<unknown> }} Reply What is answered instead of a file. */

export class Host {
  /**
   * @param {import("../webdriver.mjs").Session} session
   * @param {Awaited<ReturnType<typeof pack>>} packed
   */
  constructor(session, packed) {
    this.session = session;
    this.packed = packed;
    /** Paths that were asked for since the page was shown. @type {string[]} */
    this.requests = [];
    /** Pages so far. */
    this.shown = 0;
    /** @type {Map<string, Reply>} */
    this.replies = new Map();
    /** Folders by the first part of a path. */
    this.folders = new Map([['package', packed.folder], ['pkg', packed.folder], ['www', WWW]]);
    this.server = createServer((request, response) => this.#answer(request.url ?? '', response));
    this.page = new Page(session, '');
  }

  get url() {
    const address = this.server.address();
    return address && typeof address === 'object' ? `http://127.0.0.1:${address.port}` : '';
  }

  /**
   * Shows a page with this in its body.
   *
   * @param {string} body
   * @param {Shown} [shown]
   */
  async show(body, { head = '', style = '', script = '', policy = STRICT, lang = 'zh-CN', define = true } = {}) {
    await this.session.send('POST', '/url', { url: 'about:blank' });
    this.requests.length = 0;
    // WebKit keeps scripts in memory, whatever their headers say.
    this.shown++;
    this.replies.set('/watch.js', { type: 'text/javascript', body: WATCH });
    this.replies.set('/page.css', { type: 'text/css', body: style });
    this.replies.set('/page.js', { type: 'text/javascript', body: script });
    this.policy = policy;
    this.html = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css?${this.shown}"><script src="/watch.js"></script>${head}
${define ? '<script type="module" src="/package/define.js"></script>' : ''}<script type="module" src="/page.js?${this.shown}"></script><body>${body}`;
    await this.session.send('POST', '/url', { url: `${this.url}/` });
  }

  /**
   * @param {string} url
   * @param {import("node:http").ServerResponse} response
   */
  async #answer(url, response) {
    const path = new URL(url, 'http://localhost').pathname;
    this.requests.push(url);
    const reply = this.replies.get(url) ?? this.replies.get(path);
    await reply?.wait;
    if (path === '/') {
      response.setHeader('content-security-policy', this.policy ?? STRICT);
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(this.html);
      return;
    }
    const file = this.#fileOf(path);
    const body = reply?.body ?? (file && (await readFile(file).catch(() => undefined)));
    // The page in one file has a policy of its own.
    if (extname(path) === '.html' && file !== BUNDLE) response.setHeader('content-security-policy', STRICT);
    response.statusCode = reply?.status ?? (body === undefined ? 404 : 200);
    response.setHeader('content-type', reply?.type ?? TYPES[extname(path)] ?? 'text/plain');
    response.setHeader('cache-control', 'no-store');
    response.end(body);
  }

  /**
   * The file behind a path; the example portal finds the package where its sources do.
   *
   * @param {string} path
   */
  #fileOf(path) {
    const [, name = '', ...rest] = path.split('/');
    if (path === '/casebook.html') return BUNDLE;
    const folder = this.folders.get(name);
    return folder && join(folder, ...rest);
  }

  /** Lets the server go, as when the network does, or come again where it was. */
  async disconnect() {
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.server.address());
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    return () => new Promise((resolve) => this.server.listen(port, '127.0.0.1', () => resolve(undefined)));
  }

  /** How often the module was asked for. */
  get loads() {
    return this.requests.filter((path) => path.includes('_bg.wasm')).length;
  }

  /**
   * What the page heard.
   *
   * @param {string} [type]
   * @returns {Promise<{ type: string, id: string, detail: any }[]>}
   */
  async heard(type) {
    const all = await this.page.evaluate(() => /** @type {any} */ (window).heard);
    return all.filter((/** @type {{ type: string }} */ event) => type === undefined || event.type === type);
  }

  /**
   * Waits until an event has come.
   *
   * @param {string} type
   * @param {number} [count]
   */
  heardWhen(type, count = 1) {
    return waitFor(`${count} ${type}`, async () => {
      const events = await this.heard(type);
      return events.length >= count && events;
    });
  }

  /** Waits until the element is registered. */
  defined() {
    return waitFor('the definition', () => this.page.evaluate(() => customElements.get('case-book') !== undefined));
  }

  /**
   * Waits until every element is in this state.
   *
   * @param {string} state
   */
  async state(state) {
    await waitFor(`the state ${state}`, () => this.page.evaluate((wanted) => {
      const elements = [...document.querySelectorAll('case-book, .case-book')];
      return elements.length > 0 && elements.every((element) => /** @type {any} */ (element).state === wanted);
    }, state));
  }

  /**
   * Texts of what a selector finds in the shadow root of an element.
   *
   * @param {string} selector
   * @param {string} [element]
   * @returns {Promise<string[]>}
   */
  texts(selector, element = 'case-book') {
    return this.page.evaluate((selector, element) => {
      const found = document.querySelector(element)?.shadowRoot?.querySelectorAll(selector) ?? [];
      return [...found].filter((node) => node.checkVisibility()).map((node) => /** @type {HTMLElement} */ (node).innerText.trim());
    }, selector, element);
  }

  /**
   * Ids of the listed cases.
   *
   * @param {string} [element]
   */
  results(element) {
    return this.texts('.hit-meta .hit-id', element);
  }

  /**
   * @param {string} what
   * @param {(ids: string[]) => boolean} wanted
   * @param {string} [element]
   */
  async resultsWhen(what, wanted, element) {
    /** @type {string[]} */
    let ids = [];
    await waitFor(what, async () => wanted((ids = await this.results(element))));
    return ids;
  }

  /** Nothing went wrong, and no rule was broken. */
  async observed() {
    return this.page.observed();
  }

  async close() {
    await this.session.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.packed.remove();
  }
}

/** @param {{ lang?: string }} [options] */
export async function startHost(options) {
  const packed = await pack();
  const session = await startBrowser(options);
  const host = new Host(session, packed);
  await new Promise((resolve) => host.server.listen(0, '127.0.0.1', () => resolve(undefined)));
  await session.send('POST', '/window/rect', { width: 1440, height: 900 });
  return host;
}
