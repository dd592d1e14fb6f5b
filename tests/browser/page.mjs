// The page as its reader has it: things are found by role and name, as assistive technology does,
// and worked with real keys and clicks.

import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startBrowser, waitFor } from './webdriver.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The page in one file, as `cargo xtask bundle` made it. */
export const BUNDLE = resolve(ROOT, 'dist/casebook.html');

/** Names of things, in either language of the page. */
const SEARCH = /^(搜索|Search)$/;
const RESULTS = ['搜索结果', 'Results'];

const KEYS = {
  Enter: { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  Escape: { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27 },
  ArrowDown: { key: 'ArrowDown', code: 'ArrowDown', windowsVirtualKeyCode: 40 },
};

/** What the page does wrong by itself is collected from its first moment on. */
const WATCH = `
  window.observed = { errors: [], violations: [] };
  addEventListener("error", (event) => observed.errors.push(event.message));
  addEventListener("unhandledrejection", (event) => observed.errors.push(String(event.reason)));
  document.addEventListener("securitypolicyviolation", (event) =>
    observed.violations.push(event.effectiveDirective + " " + event.blockedURI + " " + event.sample));
`;

/**
 * Starts a browser for a file of tests.
 *
 * @param {{ lang?: string, file?: string, scripts?: boolean }} [options]
 */
export async function startPage({ lang, file = BUNDLE, scripts } = {}) {
  const session = await startBrowser({ lang, scripts });
  await session.cdp('Page.enable');
  await session.cdp('Page.addScriptToEvaluateOnNewDocument', { source: WATCH });
  // What the browser loads for its own first page is none of ours: out of the log with it.
  await session.send('POST', '/url', { url: 'about:blank' });
  await session.log('performance');
  return new Page(session, pathToFileURL(file).href);
}

/** An element, by what the accessibility tree knows of it. */
class Element {
  /**
   * @param {Page} page
   * @param {any} node A node of the accessibility tree.
   */
  constructor(page, node) {
    this.page = page;
    this.id = node.backendDOMNodeId;
    this.name = node.name?.value ?? '';
    /** @type {Record<string, any>} */
    this.properties = Object.fromEntries((node.properties ?? []).map((/** @type {any} */ p) => [p.name, p.value.value]));
  }

  /** Clicks with the mouse, where the element is. */
  async click() {
    const { cdp } = this.page.session;
    await cdp('DOM.scrollIntoViewIfNeeded', { backendNodeId: this.id });
    const { quads } = await cdp('DOM.getContentQuads', { backendNodeId: this.id });
    const [x1, y1, , , x2, y2] = quads[0];
    const at = { x: (x1 + x2) / 2, y: (y1 + y2) / 2, button: 'left', clickCount: 1 };
    for (const type of ['mousePressed', 'mouseReleased']) await cdp('Input.dispatchMouseEvent', { type, ...at });
  }

  async focus() {
    await this.page.session.cdp('DOM.focus', { backendNodeId: this.id });
  }
}

export class Page {
  /**
   * @param {import("./webdriver.mjs").Session} session
   * @param {string} url
   */
  constructor(session, url) {
    this.session = session;
    this.url = url;
  }

  /**
   * Loads the page anew, as from a link, and waits until it can be used.
   *
   * @param {string} [hash]
   */
  async open(hash = '') {
    // From elsewhere: a change of the hash alone would load nothing.
    await this.session.send('POST', '/url', { url: 'about:blank' });
    await this.session.send('POST', '/url', { url: this.url + hash });
    await this.ready();
  }

  /**
   * Loads the page anew where its script is not expected to start, and waits for the static edition.
   *
   * @param {string} [hash]
   */
  async openStatic(hash = '') {
    await this.session.send('POST', '/url', { url: 'about:blank' });
    await this.session.send('POST', '/url', { url: this.url + hash });
    await waitFor('the static edition', () => this.query('region', '静态版'));
  }

  async ready() {
    await waitFor('the search field', () => this.query('textbox', SEARCH));
  }

  async reload() {
    await this.session.send('POST', '/refresh');
    await this.ready();
  }

  async back() {
    await this.session.send('POST', '/back');
  }

  /** What the address bar shows behind the file, decoded. */
  async hash() {
    return decodeURIComponent(await this.evaluate(() => location.hash));
  }

  /**
   * Runs a function in the page. It sees its arguments and nothing else from here.
   *
   * @template {any[]} A
   * @template R
   * @param {(...args: A) => R} code
   * @param {A} args
   * @returns {Promise<Awaited<R>>}
   */
  async evaluate(code, ...args) {
    const { result, exceptionDetails } = await this.session.cdp('Runtime.evaluate', {
      expression: `(${code})(...${JSON.stringify(args)})`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /**
   * All elements of a role whose name fits.
   *
   * @param {string} role
   * @param {string | RegExp} [name] A text is the whole name.
   * @returns {Promise<Element[]>}
   */
  async queryAll(role, name) {
    const { root } = await this.session.cdp('DOM.getDocument', { depth: 0 });
    const { nodes } = await this.session.cdp('Accessibility.queryAXTree', { nodeId: root.nodeId, role });
    return nodes
      .filter((/** @type {any} */ node) => !node.ignored)
      .map((/** @type {any} */ node) => new Element(this, node))
      .filter((/** @type {Element} */ element) => fits(element.name, name));
  }

  /**
   * The first such element, or none.
   *
   * @param {string} role
   * @param {string | RegExp} [name]
   */
  async query(role, name) {
    return (await this.queryAll(role, name))[0];
  }

  /**
   * The first such element, as soon as there is one.
   *
   * @param {string} role
   * @param {string | RegExp} [name]
   */
  find(role, name) {
    return waitFor(`${role} ${name ?? ''}`, () => this.query(role, name));
  }

  /**
   * Puts the text into the empty search field, as typing or pasting does.
   *
   * @param {string} text
   */
  async search(text) {
    await this.emptySearch();
    if (text !== '') await this.session.cdp('Input.insertText', { text });
  }

  /** Focuses the search field and removes what is in it. */
  async emptySearch() {
    await (await this.find('textbox', SEARCH)).focus();
    await this.evaluate(() => {
      if (document.activeElement instanceof HTMLInputElement) document.activeElement.select();
    });
    await this.press('Delete', { key: 'Delete', code: 'Delete', windowsVirtualKeyCode: 46 });
  }

  /** What is in the search field. */
  async searchText() {
    const field = await this.find('textbox', SEARCH);
    const { object } = await this.session.cdp('DOM.resolveNode', { backendNodeId: field.id });
    const { result } = await this.session.cdp('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: 'function () { return this.value; }',
      returnByValue: true,
    });
    return result.value;
  }

  /**
   * @param {string} name
   * @param {object} [key] What the protocol wants to know of the key.
   */
  async press(name, key = KEYS[/** @type {keyof typeof KEYS} */ (name)]) {
    await this.session.cdp('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
    await this.session.cdp('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  }

  /**
   * Ids of the cases in the list of results, in order.
   *
   * @returns {Promise<string[]>}
   */
  results() {
    return this.evaluate((names) => {
      const list = names.map((name) => document.querySelector(`[aria-label="${name}"]`)).find(Boolean);
      const links = [...(list?.querySelectorAll('ol a[href^="#/case/"]') ?? [])];
      const ids = links.map((link) => /^#\/case\/([^/?]+)/.exec(link.getAttribute('href') ?? '')?.[1] ?? '');
      return [...new Set(ids)];
    }, RESULTS);
  }

  /**
   * Waits until the list of results is as wanted, and returns it.
   *
   * @param {string} what For the error.
   * @param {(ids: string[]) => boolean} wanted
   */
  async resultsWhen(what, wanted) {
    /** @type {string[]} */
    let ids = [];
    try {
      await waitFor(what, async () => wanted((ids = await this.results())));
    } catch (error) {
      throw new Error(`${what}; the results are: ${ids.slice(0, 10).join(' ') || 'none'}`, { cause: error });
    }
    return ids;
  }

  /** All text one can see. */
  text() {
    return this.evaluate(() => document.body.innerText);
  }

  /**
   * What went wrong since the page was loaded.
   *
   * @returns {Promise<{ errors: string[], violations: string[] }>}
   */
  observed() {
    return this.evaluate(() => /** @type {any} */ (window).observed);
  }

  close() {
    return this.session.close();
  }
}

/**
 * @param {string} name
 * @param {string | RegExp} [wanted]
 */
function fits(name, wanted) {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? name === wanted : wanted.test(name);
}
