// Runs in the browser: code blocks with tokens, as the engine builds them, dressed by the page.

import { dressCodeBlocks } from '/www/case/code-blocks.js';
import { strings } from '/www/i18n/index.js';
import { highlight } from '/www/case/highlighter.js';

/** @typedef {(string | [string, string])[]} Parts Text, and text with a kind of token before it. */

/** @type {Record<string, { lang: string, parts: Parts }>} */
const BLOCKS = {
  session: { lang: 'console', parts: [
    ['prompt', '$ '], ['kw', 'kubectl'], ' get node <node> ', ['key', '-o'], ' wide\n', ['out', 'NAME   <none>\nn1     Ready\n'],
    ['prompt', 'root@n1:~# '], ['kw', 'echo'], ' \\\n', ['prompt', '> '], '  ', ['str', '"a"'], '\n', ['out', 'a\n'], ['prompt', '$ '], '\n',
  ] },
  outputOnly: { lang: 'console', parts: [['out', 'nothing typed\n']] },
  commands: { lang: 'sh', parts: [['kw', 'curl'], ' ', ['key', '-H'], ' ', ['str', "'Host: <host>'"], ' http://<host>/\n\n', ['com', '# <host>'], '\n'] },
  file: { lang: 'yaml', parts: [['key', 'kind'], ': Pod  ', ['com', '# 注释'], '\n', ['key', 'name'], ': <node>\n'] },
  log: { lang: 'text', parts: [['err', 'E0102'], ' failed\n\n', 'level=', ['err', 'error'], ' <host>\n', ['ins', 'two\nlines'], ' end\n'] },
  plain: { lang: '', parts: ['a\nb\n'] },
};

run().then((outcome) => Reflect.set(window, 'outcome', outcome), (error) => Reflect.set(window, 'outcome', { error: String(error?.stack ?? error) }));

async function run() {
  /** @type {string[]} */
  const clipboard = [];
  let refuses = false;
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (/** @type {string} */ text) => {
    if (refuses) throw new Error('no');
    clipboard.push(text);
  } } });
  document.execCommand = () => false;
  const t = strings('zh-CN');
  /** @type {string[]} */
  const said = [];
  const article = document.body.appendChild(document.createElement('article'));
  for (const { lang, parts } of Object.values(BLOCKS)) article.append(block(lang, parts));
  dressCodeBlocks(article, t, (message) => said.push(message));

  const names = Object.keys(BLOCKS);
  const figures = [...article.querySelectorAll('figure')];
  /** @type {Record<string, string | undefined>} */
  const copied = {};
  for (const [i, figure] of figures.entries()) {
    await press(figure);
    copied[names[i] ?? ''] = clipboard.pop();
  }
  // Filled in once, filled in everywhere.
  const slots = () => [...article.querySelectorAll('.slot')].map((slot) => slot.textContent);
  const before = slots();
  const slot = /** @type {HTMLElement} */ (article.querySelector('[data-slot="host"]'));
  slot.textContent = 'a.example';
  slot.dispatchEvent(new InputEvent('input'));
  slot.dispatchEvent(new Event('blur'));
  const filled = figures[2] && (await press(figures[2]), clipboard.pop());

  refuses = true;
  said.length = 0;
  if (figures[2]) await press(figures[2]);
  const refused = { button: figures[2]?.querySelector('.copy')?.textContent, said: [...said] };

  return {
    kinds: figures.map((figure) => figure.className),
    copied, filled, refused,
    slots: { before, after: slots() },
    lines: figures.map((figure) => [...figure.querySelectorAll('.line')].map((line) => [...line.childNodes].map(shown))),
    texts: figures.map((figure) => figure.querySelector('code')?.textContent),
    marks: marks(),
  };
}

/**
 * Presses the button, and waits until it has an answer.
 *
 * @param {Element} figure
 */
async function press(figure) {
  /** @type {HTMLElement | null} */ (figure.querySelector('.copy'))?.click();
  await new Promise((resolve) => setTimeout(resolve));
}

/** What is marked, each with the number of text nodes that it reaches over. */
function marks() {
  const root = document.body.appendChild(document.createElement('div'));
  const list = document.createElement('ul');
  const item = list.appendChild(document.createElement('li'));
  const inner = document.createElement('ul');
  inner.append(Object.assign(document.createElement('li'), { textContent: 'inner' }));
  item.append('outer', inner, 'side');
  const text = document.createElement('p');
  text.append('one ', Object.assign(document.createElement('strong'), { textContent: 'two' }), ' three');
  root.append(block('sh', [['kw', 'k3s'], ' certificate ', ['key', '--output'], ' ', ['str', '"a b"'], ' k3s\n']), text, list);
  const found = highlight([root], ['k3s certificate --output "a', 'two three', 'k3s', 'threeouter', 'outerside', 'outer', 'ide']);
  return found.map((range) => [range.toString(), range.startContainer === range.endContainer]);
}

/** @param {Node} node */
function shown(node) {
  return node instanceof Element ? `${node.className} ${node.textContent}` : node.textContent;
}

/**
 * @param {string} lang
 * @param {Parts} parts
 */
function block(lang, parts) {
  const pre = document.createElement('pre');
  const code = pre.appendChild(document.createElement('code'));
  if (lang !== '') code.className = `language-${lang}`;
  for (const part of parts) {
    if (typeof part === 'string') code.append(part);
    else code.append(Object.assign(document.createElement('span'), { className: `tok-${part[0]}`, textContent: part[1] }));
  }
  return pre;
}
