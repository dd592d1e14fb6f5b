// What is left when the page's script or its module does not run: every case, and the reason.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { onlyChromium } from './engines.mjs';
import { BUNDLE, startPage } from './page.mjs';
import { waitFor } from './webdriver.mjs';

const CASES = fileURLToPath(new URL('../../cases/', import.meta.url));

/**
 * @typedef {object} Mode
 * @property {boolean} [scripts] Whether the browser runs scripts.
 * @property {(html: string) => string} [change] What is wrong with the file.
 * @property {RegExp[]} reason What the page says about it, in both languages.
 * @property {string[]} [violations] What the policy has to block in this mode.
 */

const NO_SCRIPT = [/脚本没有运行/, /the script of this page is not running/];

/** @type {Record<string, Mode>} */
const MODES = {
  'scripts are off': { scripts: false, reason: NO_SCRIPT },
  'a byte of the script is damaged': {
    change: (html) => damaged(html, '<script type="module">'),
    reason: NO_SCRIPT,
    violations: ['script-src-elem inline'],
  },
  'a byte of the module is damaged': {
    change: (html) => damaged(html, 'id="casebook-module">'),
    reason: [/数据已损坏或不完整/, /damaged or incomplete/],
  },
  'the file ends within the module': {
    change: (html) => html.slice(0, html.indexOf('id="casebook-module">') + 10_000),
    reason: NO_SCRIPT,
  },
  'WebAssembly is refused': {
    change: (html) => html.replace(" 'wasm-unsafe-eval'", ''),
    reason: [/浏览器拒绝运行 WebAssembly/, /refused to run WebAssembly/],
    violations: ['script-src wasm-eval'],
  },
};

/** @type {string} */
let folder;
/** @type {{ id: string, title: string }[]} */
let cases;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-static-'));
  cases = await casesOnDisk();
});
after(() => rm(folder, { recursive: true }));

for (const [name, { scripts, change, reason, violations = [] }] of Object.entries(MODES)) {
  // How a page is asked and watched without its scripts differs from engine to engine.
  describe(name, { skip: onlyChromium('pages are looked into while their scripts do not run') }, () => {
    /** @type {import("./page.mjs").Page} */
    let page;

    before(async () => {
      const html = await readFile(BUNDLE, 'utf8');
      const file = join(folder, `${Object.keys(MODES).indexOf(name)}.html`);
      const changed = change ? change(html) : html;
      assert.equal(changed === html, change === undefined);
      await writeFile(file, changed);
      page = await startPage({ file, scripts });
    });
    after(() => page?.close());

    test('every case can be read, and the reason is said in both languages', async () => {
      await page.openStatic();
      await waitFor('the reason', async () => reason.every((part) => part.test(visible)) || ((visible = await page.text()), false));
      const articles = await page.evaluate(() =>
        [...document.querySelectorAll('article')].map((article) => ({
          id: article.id,
          shown: article.checkVisibility({ visibilityProperty: true }),
          title: article.querySelector('h1')?.innerText,
          sections: [...article.querySelectorAll('.prose > h2')].map((heading) => heading.textContent),
          length: article.innerText.length,
        })),
      );
      assert.deepEqual(articles.map(({ id, title }) => ({ id, title })).sort(byId), cases.map(({ id, title }) => ({ id: `/case/${id}`, title })));
      for (const { id, shown, sections, length } of articles) {
        assert.ok(shown, id);
        assert.deepEqual(sections, ['故障描述', '排查过程', '根因分析', '解决方案', '验证结果'], id);
        assert.ok(length > 1000, `${id}: ${length} characters`);
      }
      assert.doesNotMatch(visible, /正在启动/, 'nothing is starting any more');
      assert.ok(!(await page.query('textbox', /./)), 'no field that does nothing');
    });

    const isWaitedFor = reason === NO_SCRIPT && scripts !== false;
    test('what is read in the catalogue stays where it is when the reason comes', { skip: !isWaitedFor && 'it is there from the start' }, async () => {
      const look = () => page.evaluate(() => ({
        top: document.querySelector('#static-edition nav a')?.getBoundingClientRect().top,
        isSaid: document.querySelector('.boot-hint')?.checkVisibility({ visibilityProperty: true }),
      }));
      // A busy machine may take longer to load the page than the page waits.
      const before = await waitFor('a look before it is said', async () => {
        await page.session.send('POST', '/url', { url: 'about:blank' });
        await page.session.send('POST', '/url', { url: page.url });
        const { top, isSaid } = await look();
        return isSaid ? undefined : { top };
      });
      await waitFor('the reason', async () => (await look()).isSaid);
      assert.equal((await look()).top, before.top);
    });

    test('every link within leads to what it names', async () => {
      await page.openStatic();
      const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
      assert.equal(new Set(ids).size, ids.length, 'no id is there twice');
      const links = await page.evaluate(() => [...document.querySelectorAll('#static-edition a[href^="#"]')].map((a) => decodeURIComponent(a.getAttribute('href') ?? '')));
      assert.ok(links.length > cases.length * 2);
      assert.deepEqual(links.filter((link) => !ids.includes(link.slice(1))), []);

      // From the catalogue to a case, from there to a section of another, and back.
      await (await page.find('link', 'K3s 证书过期问题')).click();
      assert.equal(await atTop(page), '/case/K-006');
      await (await page.query('link', /目录/))?.click();
      assert.equal(await page.evaluate(() => location.hash), '#static-contents');

      // An address of the page leads there too: at once, or by the link beside the reason.
      await page.openStatic(`#/case/K-006/${encodeURIComponent('解决方案')}`);
      const readOn = await page.query('link', /静态版/);
      if (scripts === false || readOn) {
        await readOn?.click();
        assert.equal(await atTop(page), '/case/K-006/解决方案');
      }
    });

    test('the browser’s own search finds what is far below', async () => {
      await page.openStatic();
      assert.ok(await page.evaluate(() => Reflect.get(window, 'find').call(window, '验证结果', false, true, true)));
    });

    test('nothing is asked for, and nothing else is blocked', async () => {
      await page.session.log('performance');
      await page.session.log('browser');
      await page.openStatic();
      await waitFor('the reason', async () => reason.every((part) => part.test(visible)) || ((visible = await page.text()), false));
      const events = (await page.session.log('performance')).map(({ message }) => JSON.parse(message).message);
      const urls = events
        .filter(({ method }) => method === 'Network.requestWillBeSent')
        .map(({ params }) => params.request.url)
        .filter((/** @type {string} */ url) => !url.startsWith('data:') && url !== 'about:blank');
      assert.deepEqual(urls, [page.url]);
      if (scripts === false) {
        // Nothing watches in the page then; the browser's log does.
        const complaints = (await page.session.log('browser')).filter(({ message }) => /Content Security Policy/.test(message));
        assert.deepEqual(complaints, []);
        return;
      }
      const observed = (await page.observed()).violations.map((violation) => violation.trim().split(' ').slice(0, 2).join(' '));
      assert.deepEqual([...new Set(observed)], violations);
    });

    let visible = '';
  });
}

test('once the module runs, no static edition is left', async () => {
  const page = await startPage();
  try {
    await page.open('#/case/K-006');
    assert.equal(await page.evaluate(() => document.querySelectorAll('#static-edition, [id^="/case/"]').length), 0);
    assert.deepEqual(await page.observed(), { errors: [], violations: [] });
  } finally {
    await page.close();
  }
});

/**
 * What stands at the upper edge of the window.
 *
 * @param {import("./page.mjs").Page} page
 * @returns {Promise<string | undefined>}
 */
function atTop(page) {
  return waitFor('something at the top', () =>
    page.evaluate(() => {
      const element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const top = element?.getBoundingClientRect().top ?? NaN;
      return Math.abs(top) < 80 ? element?.id : undefined;
    }),
  );
}

/**
 * The page with one byte changed, well inside the element that begins so.
 *
 * @param {string} html
 * @param {string} start
 */
function damaged(html, start) {
  const from = html.indexOf(start) + start.length + 20_000;
  const at = from + html.slice(from).search(/[a-z]/);
  return `${html.slice(0, at)}${html[at] === 'x' ? 'y' : 'x'}${html.slice(at + 1)}`;
}

/** @returns {Promise<{ id: string, title: string }[]>} */
async function casesOnDisk() {
  const names = (await readdir(CASES)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  const texts = await Promise.all(names.map((name) => readFile(join(CASES, name), 'utf8')));
  /** @type {(text: string, key: string) => string} */
  const value = (text, key) => new RegExp(`^${key}: *(.+)$`, 'm').exec(text)?.[1] ?? '';
  return texts.map((text) => ({ id: value(text, 'id'), title: value(text, 'title') })).sort(byId);
}

/**
 * @param {{ id: string }} a
 * @param {{ id: string }} b
 */
function byId(a, b) {
  return a.id < b.id ? -1 : 1;
}
