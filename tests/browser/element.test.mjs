// <case-book> in pages of somebody else's: its life, its attributes and events, and what it leaves alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CASE_COUNT } from './collection.mjs';
import { onlyChromium } from './engines.mjs';
import { startHost } from './element/host.mjs';
import { waitFor } from './webdriver.mjs';

/** @type {import("./element/host.mjs").Host} */
let host;

before(async () => {
  host = await startHost();
});
after(() => host?.close());

const ONE = '<case-book id="one"></case-book>';

test('a journey through two widgets breaks no rule and asks for nothing else', async () => {
  await host.show('<case-book id="storage" component="storage"></case-book><case-book id="alone" case-id="K-006"></case-book>');
  await host.state('ready');
  const { page } = host;
  assert.deepEqual(await host.results('#storage'), await host.results('#storage').then((ids) => ids.filter((id) => id.startsWith('S-'))));
  await page.search('磁盘');
  await waitFor('an answer', async () => (await host.heard('case-search')).some(({ detail }) => detail.query === '磁盘'));
  await (await page.find('link', /存储性能/)).click();
  await page.find('article');
  await (await page.find('link', /解决方案/)).click();
  await (await page.find('button', /^复制/)).click();
  assert.deepEqual(await host.observed(), { errors: [], violations: [] });
  const ours = /^\/(|page\.(css|js)\?\d+|watch\.js|package\/(define|element|casebook)\.js|package\/casebook_bg\.wasm)$/;
  assert.deepEqual(host.requests.filter((path) => !ours.test(path)), []);
  assert.equal(host.loads, 1, 'one module for both');
});

test('nothing is loaded for what nobody sees', async () => {
  await host.show(`<p id="far">${ONE}</p>`, { style: '#far { margin-top: 3000px }' });
  await host.defined();
  // Two frames: an observer would have told by then.
  await host.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve)))).then(() => true));
  assert.equal(host.loads, 0);
  assert.equal(await host.page.evaluate(() => /** @type {any} */ (document.querySelector('case-book')).state), 'idle');
  await host.page.evaluate(() => scrollTo(0, 4000));
  await host.state('ready');
  assert.equal(host.loads, 1);
});

test('the focus loads too, and so does load()', async () => {
  for (const need of ['focus', 'load']) {
    await host.show(`<p id="far">${ONE}</p>`, { style: '#far { position: fixed; top: 3000px }' });
    await host.defined();
    assert.equal(host.loads, 0);
    await host.page.evaluate((need) => /** @type {any} */ (document.querySelector('case-book'))[need](), need);
    await host.state('ready');
  }
});

test('twenty widgets load one module, and each has its own question', async () => {
  await host.show('<case-book></case-book>'.repeat(20));
  await host.defined();
  await host.page.evaluate(() => document.querySelectorAll('case-book').forEach((element) => void /** @type {any} */ (element).load()));
  await host.state('ready');
  assert.equal(host.loads, 1);
  await host.page.evaluate(() => document.querySelectorAll('case-book').forEach((element, i) => (/** @type {any} */ (element).query = i === 7 ? '证书过期' : '')));
  await host.resultsWhen('K-006 in the eighth', (ids) => ids[0] === 'K-006', 'case-book:nth-of-type(8)');
  const queries = await host.page.evaluate(() => [...document.querySelectorAll('case-book')].map((element) => /** @type {any} */ (element).query).filter(Boolean));
  assert.deepEqual(queries, ['证书过期']);
});

test('properties that were set before the class was known hold', async () => {
  await host.show(ONE, {
    define: false,
    script: `
      const element = document.querySelector("case-book");
      Object.assign(element, { query: "挂载", component: "storage", pageSize: 2, theme: "dark" });
      await import("/package/define.js");
    `,
  });
  await host.state('ready');
  const seen = await host.page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('case-book'));
    const { query, component, pageSize, theme } = element;
    return { query, component, pageSize, theme, attributes: element.getAttributeNames().sort(), own: Object.keys(element) };
  });
  assert.deepEqual(seen, {
    query: '挂载', component: 'storage', pageSize: 2, theme: 'dark',
    attributes: ['component', 'id', 'page-size', 'query', 'theme'], own: [],
  });
  const ids = await host.results();
  assert.ok(ids.length > 0 && ids.length <= 2 && ids.every((id) => id.startsWith('S-')), ids.join());
});

test('attributes and properties are one', async () => {
  await host.show(ONE);
  await host.state('ready');
  const pairs = /** @type {[string, string, unknown][]} */ ([
    ['query', 'query', 'etcd'], ['component', 'component', 'k3s,network'], ['severity', 'severity', 'critical'],
    ['type', 'type', 'performance'], ['case-id', 'caseId', 'K-001'], ['theme', 'theme', 'light'], ['page-size', 'pageSize', 7],
  ]);
  for (const [attribute, property, value] of pairs) {
    const seen = await host.page.evaluate((attribute, property, value) => {
      const element = /** @type {any} */ (document.querySelector('case-book'));
      element[property] = value;
      const reflected = element.getAttribute(attribute);
      element.setAttribute(attribute, String(value));
      const read = element[property];
      element[property] = null;
      return { reflected, read, left: element.hasAttribute(attribute) };
    }, attribute, property, value);
    assert.deepEqual(seen, { reflected: String(value), read: value, left: false }, attribute);
  }
});

test('garbage in attributes is as if it were not there', async () => {
  await host.show('<case-book page-size="-3" theme="purple" lang="tlh" case-id=""></case-book>', { lang: 'en' });
  await host.state('ready');
  assert.equal((await host.results()).length, 5);
  const { theme, pageSize } = await host.page.evaluate(() => {
    const { theme, pageSize } = /** @type {any} */ (document.querySelector('case-book'));
    return { theme, pageSize };
  });
  assert.deepEqual({ theme, pageSize }, { theme: 'auto', pageSize: 5 });
  assert.deepEqual(await host.heard('case-error'), []);
});

test('fixed filters cannot be left', async () => {
  await host.show('<case-book component="storage, network" severity="critical,moderate" page-size="50"></case-book>');
  await host.state('ready');
  const fixed = await host.results();
  assert.ok(fixed.length > 2 && fixed.every((id) => /^[SN]-/.test(id)), fixed.join());
  await host.page.search('component:k3s 证书');
  await host.page.find('heading', /没有找到案例/);
  // A case's own filter narrows within what is fixed.
  await host.page.search('');
  await host.resultsWhen('all again', (ids) => ids.length === fixed.length);
  await (await host.page.find('link', /存储性能/)).click();
  await (await host.page.find('link', '存储')).click();
  await host.resultsWhen('storage only', (ids) => ids.length > 0 && ids.every((id) => id.startsWith('S-')));
  await (await host.page.find('button', /移除组件/)).click();
  await host.resultsWhen('all again', (ids) => ids.length === fixed.length);
});

test('a filter that the collection does not have is told', async () => {
  await host.show('<case-book component="stroage"></case-book><p>after</p>');
  await host.state('ready');
  const [error] = await host.heardWhen('case-error');
  assert.equal(error?.detail.code, 'unknown-filter');
  assert.match((await host.texts('.notice')).join(), /stroage/);
  assert.equal((await host.results()).length, 0);
  assert.deepEqual(await host.observed(), { errors: [], violations: [] });
});

test('one case alone', async () => {
  await host.show('<case-book case-id="k-006"></case-book>');
  await host.page.find('article');
  assert.equal(await host.page.query('textbox', '搜索'), undefined);
  assert.deepEqual(await host.texts('.back'), []);
  assert.deepEqual(await host.heard('case-select'), [], 'nobody selected it');
  assert.equal(await host.page.evaluate(() => document.activeElement === document.body), true, 'nor is the focus taken');
  // Links in it go on, and back.
  await (await host.page.find('link', /^(严重|中等|轻微) K-/)).click();
  const [select] = await host.heardWhen('case-select');
  assert.match(select?.detail.id, /^K-/);
  await (await host.page.find('link', /^← 返回/)).click();
  await waitFor('the first case', async () => (await host.texts('.case-kicker .hit-id'))[0] === 'K-006');
  // What leads to lists is text here.
  assert.equal(await host.page.query('link', 'K3s'), undefined);
});

test('a case that does not exist is told, and the page goes on', async () => {
  await host.show('<case-book case-id="K-999"></case-book>', { script: 'window.alive = true;' });
  await host.state('ready');
  await host.page.find('heading', '没有编号为 K-999 的案例');
  const [error] = await host.heardWhen('case-error');
  assert.equal(error?.detail.code, 'unknown-case');
  await host.page.evaluate(() => document.querySelector('case-book')?.setAttribute('case-id', 'K-006'));
  await host.page.find('article');
  assert.deepEqual(await host.observed(), { errors: [], violations: [] });
});

test('a page that opens cases itself is asked first', async () => {
  await host.show(ONE, { script: 'document.addEventListener("case-select", (event) => event.preventDefault());' });
  await host.state('ready');
  await host.page.search('证书过期');
  await host.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  await host.page.press('Enter');
  const [select] = await host.heardWhen('case-select');
  assert.deepEqual(select, { type: 'case-select', id: 'one', detail: { id: 'K-006', anchor: null, query: '证书过期' } });
  assert.equal(await host.page.query('article'), undefined);
  assert.equal(await host.page.evaluate(() => location.href.endsWith('/')), true, 'the address is the page\'s own');
});

test('events tell what happens', async () => {
  await host.show(ONE);
  const [ready] = await host.heardWhen('case-ready');
  assert.equal(ready?.detail.caseCount, CASE_COUNT);
  await host.page.search('证书过期');
  await waitFor('the search', async () => (await host.heard('case-search')).at(-1)?.detail.query === '证书过期');
  const search = (await host.heard('case-search')).at(-1);
  assert.equal(search?.detail.ids[0], 'K-006');
  assert.ok(search?.detail.total >= search?.detail.ids.length);
});

test('moved, removed and inserted again, it is as it was', async () => {
  await host.show(`<div id="a">${ONE}</div><div id="b"></div>`, { style: 'div { max-width: 40rem }' });
  await host.state('ready');
  await host.page.search('证书过期');
  await host.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  await host.page.press('Enter');
  await host.page.find('article');
  const again = await host.page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('case-book'));
    document.querySelector('#b')?.append(element);
    const moved = element.shadowRoot.querySelectorAll('article').length;
    element.remove();
    const marked = CSS.highlights?.get('casebook-found')?.size ?? 0;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    document.querySelector('#a')?.append(element);
    return { moved, marked, inserted: element.shadowRoot.querySelectorAll('article').length, query: element.query, state: element.state };
  });
  assert.deepEqual(again, { moved: 1, marked: 0, inserted: 1, query: '证书过期', state: 'ready' });
  await (await host.page.find('link', /^← 返回/)).click();
  await host.resultsWhen('the same list', (ids) => ids[0] === 'K-006');
  assert.equal(host.loads, 1);
});

test('attributes that change while it is out of the page hold when it is back', async () => {
  await host.show(ONE);
  await host.state('ready');
  await host.page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('case-book'));
    element.remove();
    element.component = 'storage';
    await Promise.resolve();
    document.body.append(element);
  });
  await host.resultsWhen('storage only', (ids) => ids.length > 0 && ids.every((id) => id.startsWith('S-')));
});

test('removed while it loads, it does nothing; inserted again, it goes on', async () => {
  /** @type {(value?: unknown) => void} */
  let release = () => {};
  host.replies.set('/package/casebook_bg.wasm', { wait: new Promise((resolve) => (release = resolve)) });
  try {
    await host.show(ONE);
    await host.state('loading');
    await host.page.evaluate(() => {
      const element = document.querySelector('case-book');
      /** @type {any} */ (window).kept = element;
      element?.remove();
    });
    release();
    await waitFor('the module', () => host.page.evaluate(() => /** @type {any} */ (window).kept.state === 'ready'));
    const built = await host.page.evaluate(() => /** @type {any} */ (window).kept.shadowRoot.querySelectorAll('.hit').length);
    assert.equal(built, 0, 'nothing is built for nobody');
    assert.deepEqual(await host.heard(), []);
    await host.page.evaluate(() => void document.body.append(/** @type {any} */ (window).kept));
    await host.resultsWhen('the list', (ids) => ids.length === 5);
    assert.deepEqual((await host.heard()).map(({ type }) => type).sort(), ['case-ready', 'case-search']);
  } finally {
    release();
    host.replies.delete('/package/casebook_bg.wasm');
  }
});

test('defined twice, from two copies, and under a taken name: nothing happens', async () => {
  await host.show(`${ONE}<other-thing></other-thing>`, {
    script: `
      import { defineCaseBook } from "/package/element.js";
      await import("/package/define.js");
      await import("/package/define.js?again");
      customElements.define("other-thing", class extends HTMLElement {});
      defineCaseBook();
      defineCaseBook("other-thing");
      document.body.dataset.done = "";
    `,
  });
  await host.state('ready');
  await waitFor('the script', () => host.page.evaluate(() => 'done' in document.body.dataset));
  assert.deepEqual(await host.observed(), { errors: [], violations: [] });
  assert.equal(await host.page.evaluate(() => document.querySelector('other-thing')?.shadowRoot ?? null), null);
});

test('under other names', async () => {
  await host.show('<ops-cases class="case-book"></ops-cases><db-cases class="case-book" component="storage"></db-cases>', {
    define: false,
    script: `
      import { CaseBookElement, defineCaseBook } from "/package/element.js";
      window.before = customElements.get("case-book") === undefined;
      defineCaseBook("ops-cases");
      defineCaseBook("db-cases");
      window.kin = [...document.querySelectorAll(".case-book")].every((element) => element instanceof CaseBookElement);
    `,
  });
  await host.state('ready');
  assert.deepEqual(await host.page.evaluate(() => {
    const { before, kin } = /** @type {any} */ (window);
    return { before, kin, taken: customElements.get('case-book') !== undefined };
  }), { before: true, kin: true, taken: false });
  assert.equal(host.loads, 1);
});

test('the page may bring the engine', async () => {
  await host.show(ONE, {
    define: false,
    script: `
      import * as casebook from "/package/casebook.js";
      import { defineCaseBook } from "/package/element.js";
      const asked = (window.asked = []);
      const engine = casebook.default().then(() => ({
        ...casebook,
        search: (request) => (asked.push(request.query ?? ""), casebook.search(request)),
      }));
      document.querySelector("case-book").engine = engine;
      defineCaseBook();
    `,
  });
  await host.state('ready');
  await host.page.search('证书过期');
  await host.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  const asked = await host.page.evaluate(() => /** @type {any} */ (window).asked);
  assert.ok(asked.includes('证书过期'), asked.join());
  assert.equal(host.loads, 1);
});

test('a case is found by the id that it had, and says what it is called now', async () => {
  await host.show('<case-book case-id="k-99"></case-book>', {
    define: false,
    script: `
      import * as casebook from "/package/casebook.js";
      import { defineCaseBook } from "/package/element.js";
      const now = (id) => (/^k-0*99$/i.test(id) ? "K-006" : id);
      const engine = casebook.default().then(() => ({
        ...casebook,
        getCase: (id, options) => ({ ...casebook.getCase(now(id), options), formerIds: ["K-099"] }),
        renderCase: (id, options) => casebook.renderCase(now(id), options),
      }));
      document.querySelector("case-book").engine = engine;
      defineCaseBook();
    `,
  });
  await host.state('ready');
  await host.page.find('heading', /K3s.*证书/);
  const told = await host.page.evaluate(() => document.querySelector('case-book')?.shadowRoot?.querySelector('.case-moved')?.textContent);
  assert.match(told ?? '', /k-99 .*K-006/);
});

test('an engine that does not run is an error, and another one ends it', async () => {
  await host.show(ONE, {
    define: false,
    script: `
      import * as casebook from "/package/casebook.js";
      import { defineCaseBook } from "/package/element.js";
      window.casebook = casebook;
      document.querySelector("case-book").engine = casebook;
      defineCaseBook();
    `,
  });
  await host.state('error');
  assert.equal((await host.heard('case-error'))[0]?.detail.code, 'unknown');
  await host.page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('case-book'));
    element.engine = null;
  });
  await host.state('ready');
});

test('it speaks the language of its place', async () => {
  await host.show('<div lang="en-GB"><case-book id="one"></case-book></div>');
  await host.page.find('textbox', 'Search');
  await host.state('ready');
  await host.page.evaluate(() => document.querySelector('case-book')?.setAttribute('lang', 'zh'));
  await host.page.find('textbox', '搜索');
  await host.resultsWhen('the list', (ids) => ids.length === 5);
  await host.page.evaluate(() => document.querySelector('case-book')?.removeAttribute('lang'));
  await host.page.find('textbox', 'Search');
});

test('it has the colour scheme of the page, unless it is told another', async () => {
  const paper = () => host.page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector('case-book')?.shadowRoot?.querySelector('.casebook'))).backgroundColor);
  await host.show(ONE, { style: 'html { color-scheme: dark }' });
  await host.state('ready');
  const dark = await paper();
  await host.page.evaluate(() => document.querySelector('case-book')?.setAttribute('theme', 'light'));
  await waitFor('the light one', async () => (await paper()) !== dark);
  const light = await paper();
  await host.show(ONE);
  await host.state('ready');
  assert.equal(await paper(), light, 'a page without a scheme is light');
  await host.page.evaluate(() => document.querySelector('case-book')?.setAttribute('theme', 'dark'));
  await waitFor('the dark one', async () => (await paper()) === dark);
});

test('hidden, it is not there and loads nothing', async () => {
  await host.show('<case-book hidden></case-book>', { style: 'case-book { display: grid }' });
  await host.defined();
  assert.equal(await host.page.evaluate(() => document.querySelector('case-book')?.checkVisibility()), false);
  assert.equal(host.loads, 0);
  await host.page.evaluate(() => document.querySelector('case-book')?.removeAttribute('hidden'));
  await host.state('ready');
});

test('from 280 pixels to the whole width nothing sticks out', async () => {
  await host.show('<div id="box"><case-book query="证书"></case-book></div>');
  await host.state('ready');
  await (await host.page.find('link', /K3s.*证书/)).click();
  await host.page.find('article');
  for (const width of [280, 360, 600, 900, 1200]) {
    const seen = await host.page.evaluate((width) => {
      const box = /** @type {HTMLElement} */ (document.querySelector('#box'));
      box.style.width = `${width}px`;
      const root = document.querySelector('case-book')?.shadowRoot;
      const stage = /** @type {HTMLElement} */ (root?.querySelector('.stage'));
      const list = root?.querySelector('.list');
      return { over: stage.scrollWidth - stage.clientWidth, list: list?.checkVisibility() };
    }, width);
    assert.deepEqual(seen, { over: 0, list: width >= 1200 }, `${width} pixels`);
  }
});

test('no leak: what is removed is collected', { skip: onlyChromium('collecting garbage on demand') }, async () => {
  await host.show(`<div id="box"></div>${ONE}`);
  await host.state('ready');
  await host.page.evaluate(async () => {
    const box = /** @type {HTMLElement} */ (document.querySelector('#box'));
    /** @type {any} */ (window).refs = [];
    for (let i = 0; i < 30; i++) {
      const element = /** @type {any} */ (document.createElement('case-book'));
      if (i % 2 === 0) element.caseId = 'K-006';
      else element.query = '证书过期';
      box.append(element);
      await element.load();
      /** @type {any} */ (window).refs.push(new WeakRef(element));
      element.remove();
    }
  });
  await host.session.cdp('HeapProfiler.collectGarbage');
  const alive = await host.page.evaluate(() => /** @type {any} */ (window).refs.filter((/** @type {WeakRef<object>} */ ref) => ref.deref()).length);
  assert.ok(alive <= 1, `${alive} of 30 are still there`);
});
