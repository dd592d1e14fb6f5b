// Notes on a case: written, kept, taken away as Markdown or as a file, and brought back.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { commit, compose } from './input-method.mjs';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest();
beforeEach(async () => {
  await page.open();
  await page.evaluate(() => localStorage.clear());
  await open('#/case/K-006');
});

const TOGGLE = '现场记录';
const FIELD = 'K-006 的现场记录';
const FIRST = /^排查过程 第 1 步/;

/** @param {string} hash */
async function open(hash) {
  await page.open(hash);
  await page.find('article');
  // What would go to the clipboard or to a file is seen here, in any engine.
  await page.evaluate(() => {
    const seen = /** @type {any} */ (window);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (/** @type {string} */ text) => (seen.copied = text) } });
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      seen.file = /** @type {Blob} */ (blob).text();
      return create(blob);
    };
    HTMLAnchorElement.prototype.click = function () {
      seen.fileName = this.download;
    };
  });
}

const copied = () => page.evaluate(() => /** @type {any} */ (window).copied ?? null);
const savedFile = () => page.evaluate(async () => ({ name: /** @type {any} */ (window).fileName, text: await /** @type {any} */ (window).file }));

/** @param {string} text */
async function write(text) {
  const field = await page.query('textbox', FIELD);
  if (!field) await (await page.find('button', TOGGLE)).click();
  await (await page.find('textbox', FIELD)).focus();
  await page.run('document.execCommand("insertText", false, arguments[0])', text);
}

function copyFirstCommand() {
  return page.evaluate(() => {
    const button = document.querySelector('.code-command button');
    if (button instanceof HTMLButtonElement) button.click();
  });
}

async function noteText() {
  const field = await page.find('textbox', FIELD);
  return page.run('return arguments[0].value', field.reference);
}

/** @param {RegExp} text */
const says = (text) => waitFor(String(text), async () => text.test(await page.text()));

/**
 * Chooses a file in the open dialog.
 *
 * @param {string} content
 */
function importFile(content) {
  return page.evaluate((content) => {
    const input = document.querySelector('dialog input[type="file"]');
    if (!(input instanceof HTMLInputElement)) throw new Error('no field for a file');
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'records.json', { type: 'application/json' }));
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, content);
}

test('notes are out of the way until they are wanted, and Escape folds them away again', async () => {
  assert.equal(await page.query('textbox', FIELD), undefined);
  await (await page.find('button', TOGGLE)).click();
  assert.equal((await page.find('button', TOGGLE)).properties.expanded, 'true');
  await write('x');
  await page.press('Escape');
  assert.equal(await page.query('textbox', FIELD), undefined);
  assert.ok(await page.query('article'), 'the case is still open');
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  assert.equal(focused, TOGGLE);
});

test('a note is there again after reloading', async () => {
  await write('节点 7 的时钟慢了 400 天\n已联系机房');
  await says(/已存在本机/);
  await page.reload();
  await (await page.find('button', TOGGLE)).click();
  assert.equal(await noteText(), '节点 7 的时钟慢了 400 天\n已联系机房');
});

test('what an input method is still composing is nobody’s note, and keys are letters here', async () => {
  await write('');
  await page.press('c');
  await page.press('n');
  assert.equal(await noteText(), 'cn');
  assert.equal(await copied(), null);
  await compose(page, 'shizhong');
  assert.equal(await page.evaluate(() => JSON.parse(Object.values(localStorage)[0] ?? '{}').note?.text), 'cn');
  await commit(page, '时钟');
  await waitFor('the word', () => page.evaluate(() => JSON.parse(Object.values(localStorage)[0] ?? '{}').note?.text === 'cn时钟'));
});

test('the incident note is what was ticked, copied as filled in, and noted, with times', async () => {
  await page.evaluate(() => {
    // Every time it is asked, a minute later.
    let now = Date.UTC(2026, 10, 27, 19, 14, 5) - 60_000;
    // The page's own; in Firefox, what WebDriver runs has another.
    const clock = /** @type {any} */ (window).Date;
    clock.now = () => (now += 60_000);
    clock.prototype.getTimezoneOffset = () => -480;
  });
  await (await page.find('checkbox', FIRST)).click();
  await copyFirstCommand();
  await waitFor('the command', async () => (await copied()) === 'timedatectl');
  await write('时钟没有问题');
  await (await page.find('button', '复制为 Markdown')).click();
  await waitFor('the note', async () => (await copied())?.startsWith('#'));
  const text = await copied();
  const identity = /提交 `[0-9a-f]{7}`，sha256 `[0-9a-f]{12}`/;
  assert.match(text, identity);
  assert.equal(
    text.replace(identity, 'IDENTITY').replace(/1 \/ \d+$/m, '1 / ALL'),
    `# 处置记录：K-006 K3s 证书过期问题

- 案例：\`casebook.html#/case/K-006\`
- 案例集：故障排查案例集（IDENTITY）
- 完成步骤：1 / ALL

## 经过

- 2026-11-28 03:14:05 +08:00 完成：排查过程 第 1 步：先排除时钟。在报错的机器和 server 上都执行：
- 2026-11-28 03:15:05 +08:00 复制命令：

  \`\`\`sh
  timedatectl
  \`\`\`

## 现场记录

最后修改：2026-11-28 03:16:05 +08:00

时钟没有问题
`,
  );
  await (await page.find('button', '存为文件')).click();
  await says(/已交给浏览器保存：K-006-\d{12}\.md/);
  assert.equal((await savedFile()).text, text);
});

test('a secret that was filled in is copied, and kept nowhere', async () => {
  await open('#/case/N-002');
  await page.evaluate(() => {
    const slot = document.querySelector('.code-command [data-slot="namespace"]');
    slot?.setAttribute('data-slot', 'join-token');
    slot?.replaceChildren('s3cr3t');
    const button = slot?.closest('.code')?.querySelector('button');
    if (button instanceof HTMLButtonElement) button.click();
    const box = document.querySelector('article input[type="checkbox"]');
    if (box instanceof HTMLInputElement) box.click();
  });
  await waitFor('the copy', async () => (await copied())?.includes('s3cr3t'));
  const kept = await waitFor('the record', () => page.evaluate(() => Object.values(localStorage).find((text) => text.includes('kubectl'))));
  assert.match(kept, /<join-token>/);
  assert.doesNotMatch(kept, /s3cr3t/);
});

test('clearing a case is undone by one press', async () => {
  await (await page.find('checkbox', FIRST)).click();
  await write('要留下的');
  await (await page.find('button', '清空重来')).click();
  await says(/已清空/);
  assert.equal(await noteText(), '');
  assert.equal((await page.find('checkbox', FIRST)).properties.checked, false);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  await (await page.find('button', '撤销清空')).click();
  await waitFor('the note', async () => (await noteText()) === '要留下的');
  assert.equal((await page.find('checkbox', FIRST)).properties.checked, true);
});

test('storage that is full loses nothing of the page, and is used again once there is room', async () => {
  await page.evaluate(() => {
    const { setItem } = Storage.prototype;
    Object.assign(window, { makeRoom: () => (Storage.prototype.setItem = setItem) });
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await write('写得太多');
  await says(/未保存：浏览器的存储空间已满/);
  await page.evaluate(() => (location.hash = '#/case/N-002'));
  await page.find('heading', /Service 无法访问/);
  await page.evaluate(() => (location.hash = '#/case/K-006'));
  await page.find('heading', /K3s 证书/);
  await (await page.find('button', TOGGLE)).click();
  assert.equal(await noteText(), '写得太多');
  // Another language is another page, of the same notes.
  await (await page.find('button', 'English')).click();
  await (await page.find('button', 'Notes')).click();
  const field = await page.find('textbox', 'Notes on K-006');
  assert.equal(await page.run('return arguments[0].value', field.reference), '写得太多');
  await page.evaluate(() => void (/** @type {any} */ (window).makeRoom()));
  await page.press('!');
  await says(/saved on this device/);
  assert.match(await page.evaluate(() => Object.values(localStorage).join()), /写得太多/);
});

test('what is exported is there after everything was cleared and it was imported', async () => {
  await (await page.find('checkbox', FIRST)).click();
  await write('带走');
  await page.press('Escape');
  await (await page.find('button', '帮助')).click();
  await (await page.find('button', '导出记录')).click();
  await says(/已交给浏览器保存：casebook-.*\.json/);
  const { text } = await savedFile();
  await (await page.find('button', '清除本页存储的一切')).click();
  await says(/将清除 1 个案例/);
  await (await page.find('button', '取消')).click();
  assert.notEqual(await page.evaluate(() => localStorage.length), 0);
  await (await page.find('button', '清除本页存储的一切')).click();
  await (await page.find('button', '清除')).click();
  await says(/已清除 1 个案例/);
  assert.equal(await page.evaluate(() => localStorage.length), 0);

  for (const [content, why] of /** @type {const} */ ([
    ['{', /没有导入 records\.json：它不是 JSON/],
    ['{"a":1}', /不是从 casebook 导出/],
    [text.replace('故障排查案例集', '别的案例集'), /属于另一个案例集“别的案例集”/],
    [text.replace('"copies"', '"copied"'), /K-006 的记录已损坏/],
  ])) {
    await importFile(content);
    await says(why);
    assert.equal(await page.evaluate(() => localStorage.length), 0, 'nothing has changed');
  }
  await importFile(text);
  await says(/已导入 1 个案例：新增勾选 1 步、命令 0 条、现场记录 1 份/);
  await importFile(text);
  await says(/文件里没有新内容/);
  await (await page.find('button', '关闭')).click();
  assert.equal((await page.find('checkbox', FIRST)).properties.checked, true);
  await (await page.find('button', TOGGLE)).click();
  assert.equal(await noteText(), '带走');
});

test('switched off, nothing is stored any more', async () => {
  await (await page.find('checkbox', FIRST)).click();
  await (await page.find('button', '帮助')).click();
  await (await page.find('checkbox', '在本机保存')).click();
  await says(/已从本机存储中移除/);
  await (await page.find('button', '关闭')).click();
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ['casebook:故障排查案例集:remember']);
  assert.equal((await page.find('checkbox', FIRST)).properties.checked, true);
  await page.reload();
  await page.find('article');
  assert.equal((await page.find('checkbox', FIRST)).properties.checked, false);
});

test('nothing went wrong on the way', async () => {
  assert.deepEqual(await page.observed(), { errors: [], violations: [] });
});
