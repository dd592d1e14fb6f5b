// The page as its reader has it: things are found by role and name, as assistive technology does,
// and worked with real keys and clicks.

import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { engine } from './engines.mjs';
import { ROLES, candidates, lettersOf } from './roles.mjs';
import { startBrowser, waitFor } from './webdriver.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The page in one file, as `cargo xtask bundle` made it. */
export const BUNDLE = resolve(ROOT, 'dist/casebook.html');

/** Names of things, in either language of the page. */
const SEARCH = /^(搜索|Search)$/;
const RESULTS = ['搜索结果', 'Results'];

/** The keys that have no character, as WebDriver names them: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS = {
  Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004', Delete: '\uE017', Shift: '\uE008', Control: '\uE009',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', End: '\uE010', Home: '\uE011',
};

/** The name of a reference to an element on the wire. */
const REFERENCE = 'element-6066-11e4-a52e-4f735466cecf';

/**
 * What the page does wrong by itself is collected: in Chromium from its first moment on, elsewhere as
 * soon as it has loaded.
 */
const WATCH = `
  if (window.observed) return;
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
  await session.send('POST', '/url', { url: 'about:blank' });
  const page = new Page(session, pathToFileURL(file).href);
  if (engine.devtools) {
    await session.cdp('Page.enable');
    await session.cdp('Page.addScriptToEvaluateOnNewDocument', { source: `(() => { ${WATCH} })()` });
    // What the browser loads for its own first page is none of ours: out of the log with it.
    await session.log('performance');
  } else {
    await session.send('POST', '/window/rect', { width: 1440, height: 900 });
  }
  if (!engine.tellsLanguage) await page.prefer(lang);
  return page;
}

/** An element, by what assistive technology is told of it. */
class Element {
  /**
   * @param {Page} page
   * @param {any} reference
   * @param {string} name
   * @param {Record<string, string | boolean>} properties
   */
  constructor(page, reference, name, properties) {
    this.page = page;
    this.reference = reference;
    this.name = name;
    this.properties = properties;
  }

  /** Clicks with the mouse, where the element is. */
  async click() {
    // To where no bar that stays at the edge covers it.
    await this.page.run('arguments[0].scrollIntoView({ block: "center", behavior: "instant" })', this.reference);
    await this.page.session.send('POST', `/element/${this.reference[REFERENCE]}/click`);
  }

  async focus() {
    await this.page.run('arguments[0].focus()', this.reference);
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
   * Loads the page anew where its script is not expected to start, and waits for the texts of the static
   * edition: its catalogue is there before.
   *
   * @param {string} [hash]
   */
  async openStatic(hash = '') {
    await this.session.send('POST', '/url', { url: 'about:blank' });
    await this.session.send('POST', '/url', { url: this.url + hash });
    // Each case waits from when it was read.
    await waitFor('the static edition', async () => (await this.query('region', '静态版')) && this.evaluate(() => {
      const articles = [...document.querySelectorAll('article')];
      return articles.length > 0 && articles.every((article) => article.checkVisibility({ visibilityProperty: true }));
    }));
  }

  async ready() {
    if (!engine.devtools) await this.run(WATCH);
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
    // As source, not as values: half an emoji could not travel there.
    const call = `(${code})(...${JSON.stringify(args)})`;
    const script = `const done = arguments[0]; (async () => ${call})().then((value) => done({ value }), (e) => done({ thrown: String(e) }))`;
    const { value, thrown } = await this.session.send('POST', '/execute/async', { script, args: [] });
    if (thrown !== undefined) throw new Error(thrown);
    return value;
  }

  /**
   * Runs the body of a function in the page.
   *
   * @param {string} script
   * @param {any[]} args Values and references to elements.
   */
  run(script, ...args) {
    return this.session.send('POST', '/execute/sync', { script, args });
  }

  /**
   * Tells the page which language to speak, as its switch does.
   *
   * @param {string} [lang]
   */
  async prefer(lang = 'zh-CN') {
    await this.session.send('POST', '/url', { url: this.url });
    await this.run('localStorage.setItem("casebook:lang", arguments[0])', lang);
  }

  /**
   * All elements of a role whose name fits.
   *
   * @param {string} role
   * @param {string | RegExp} [name] A text is the whole name.
   * @returns {Promise<Element[]>}
   */
  async queryAll(role, name) {
    const elements = [];
    for await (const element of this.matching(role, name)) elements.push(element);
    return elements;
  }

  /**
   * The first such element, or none.
   *
   * @param {string} role
   * @param {string | RegExp} [name]
   */
  async query(role, name) {
    for await (const element of this.matching(role, name)) return element;
    return undefined;
  }

  /**
   * @param {string} role
   * @param {string | RegExp} [name]
   */
  async *matching(role, name) {
    const selector = ROLES[/** @type {keyof typeof ROLES} */ (role)];
    if (selector === undefined) throw new Error(`roles.mjs knows no ${role}`);
    for (const { element, properties } of await this.candidates(selector, lettersOf(name))) {
      const path = `/element/${element[REFERENCE]}/computedlabel`;
      // What is gone by now is not there.
      const label = await this.session.send('GET', path).catch((error) => {
        if (error.cause === 'stale element reference') return undefined;
        throw error;
      });
      if (label !== undefined && fits(label, name)) yield new Element(this, element, label, properties);
    }
  }

  /**
   * @param {string} selector
   * @param {string} letters
   * @returns {Promise<{ element: any, properties: any }[]>}
   */
  async candidates(selector, letters) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.run(`return (${candidates})(...arguments)`, selector, letters);
      } catch (error) {
        // WebKitGTK, when one of them goes while it is being told of.
        if (attempt === 5 || !(error instanceof Error && error.cause === 'stale element reference')) throw error;
      }
    }
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
    if (text !== '') await this.run('document.execCommand("insertText", false, arguments[0])', text);
  }

  /** Focuses the search field and removes what is in it. */
  async emptySearch() {
    await (await this.find('textbox', SEARCH)).focus();
    await this.evaluate(() => {
      let field = document.activeElement;
      while (field?.shadowRoot?.activeElement) field = field.shadowRoot.activeElement;
      if (field instanceof HTMLInputElement) field.select();
    });
    await this.press('Delete');
  }

  /** What is in the search field. */
  async searchText() {
    const field = await this.find('textbox', SEARCH);
    return this.run('return arguments[0].value', field.reference);
  }

  /**
   * Presses keys of the keyboard, all down, then all up.
   *
   * @param {...string} names Characters, or names of keys.
   */
  async press(...names) {
    const keys = names.map((name) => KEYS[/** @type {keyof typeof KEYS} */ (name)] ?? name);
    const actions = [
      ...keys.map((value) => ({ type: 'keyDown', value })),
      ...keys.toReversed().map((value) => ({ type: 'keyUp', value })),
    ];
    await this.session.send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /**
   * Ids of the cases in the list of results, in order, once the list is whole.
   *
   * @returns {Promise<string[]>}
   */
  results() {
    return this.evaluate(async (names) => {
      while (document.querySelector('[aria-busy]')) await new Promise(requestAnimationFrame);
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
