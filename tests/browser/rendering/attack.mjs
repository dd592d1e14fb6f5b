// Runs in the browser, under the bundle's policy: renders every attack into the document, looks at
// what is there, and whether anything happened.

import init, * as casebook from '/pkg/casebook.js';
import { createContext } from '/www/engine/context.js';
import { createCase } from '/www/case/article.js';
import { createSteps } from '/www/case/steps.js';
import { pageStrings } from '/www/i18n/page.js';

const { getCase, renderMarkdownInto } = casebook;

/** @type {string[]} */
const happened = [];
/** @type {Set<string>} Failures, each kind of them once for each position. */
const failures = new Set();

const ATTRIBUTES = {
  a: ['class', 'href', 'id', 'referrerpolicy', 'rel', 'target', 'title'],
  blockquote: [], br: [], del: [], em: [], hr: [], pre: [], strong: [], table: [], tbody: [], thead: [], tr: [], ul: [],
  code: ['class'], div: ['class', 'role'], p: ['class'], section: ['class'], span: ['class'], sup: ['class'], td: ['class'], th: ['class'],
  h1: ['id'], h2: ['id'], h3: ['id'], h4: ['id'], h5: ['id'], h6: ['id'],
  img: ['alt', 'height', 'src', 'width'], input: ['checked', 'disabled', 'type'], li: ['class', 'id'], ol: ['start'],
};

const TOKEN = /^tok-(com|str|num|kw|key|var|op|prompt|out|err|warn|ins|del|head)$/;

/** Of the page around a case: elements that load, run or submit something. */
const FORBIDDEN = 'script,style,iframe,frame,object,embed,link,meta,base,form,img,image,video,audio,template,use,foreignObject';

/** @type {import("/pkg/casebook.js").CaseDetails} */
let details;
/** @type {import("/www/engine/context.js").Context} */
let context;

const SCHEMES = ['https:', 'http:', 'mailto:', ':'];

watch();
run().then(finish, (error) => finish({ error: String(error?.stack ?? error) }));

async function run() {
  await init();
  const { vectors, positions } = await (await fetch('/attacks.json')).json();
  details = getCase('K-006');
  context = createContext(casebook, 'en', 'en');
  const names = windowNames();
  let texts = 0;
  for (const vector of vectors) {
    for (const { name, template } of positions) {
      const article = document.body.appendChild(document.createElement('article'));
      renderMarkdownInto(template.replaceAll('◊', () => vector), article);
      for (const problem of problems(article)) failures.add(`${JSON.stringify(vector.slice(0, 100))} as ${name}: ${problem}`);
      texts += 1;
    }
    frontMatter(vector);
    if (texts % 2000 < positions.length) await settled();
  }
  await settled();
  const others = windowNames().filter((name) => !names.includes(name));
  if (others.length > 0) failures.add(`the window has new names: ${others.join(' ')}`);
  for (const entry of performance.getEntriesByType('resource')) {
    if (!/^\/(pkg|www|tests|attacks\.json)/.test(new URL(entry.name).pathname)) happened.push(`request ${entry.name.slice(0, 100)}`);
  }
  return { vectors: vectors.length, positions: positions.length, texts };
}

/**
 * What may not be in `root`.
 *
 * @param {Element} root
 */
function* problems(root) {
  for (const element of root.querySelectorAll('*')) {
    const allowed = element.namespaceURI === 'http://www.w3.org/1999/xhtml' ? ATTRIBUTES[/** @type {keyof typeof ATTRIBUTES} */ (element.localName)] : undefined;
    if (!allowed) {
      yield `element ${element.localName}`;
      continue;
    }
    for (const { name, value } of element.attributes) {
      if (!(/** @type {string[]} */ (allowed)).includes(name)) yield `attribute ${name} of ${element.localName}`;
      if (hidden(value)) yield `hidden characters in ${name}`;
    }
    if (element.id !== '' && !/^md-[\p{L}\p{N}\p{M}_-]+$/u.test(element.id)) yield `id ${element.id}`;
    // Of code that was highlighted when it was compiled; here, nothing was.
    if (element.localName === 'span' && !(TOKEN.test(element.className) && element.parentElement?.matches('pre > code'))) yield `span ${element.className}`;
    if (element instanceof HTMLAnchorElement) yield* link(element);
    if (element instanceof HTMLImageElement && !/^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*$/.test(element.src)) yield `image ${element.src}`;
    if (element instanceof HTMLImageElement && !/^([1-9]\d{0,4}x[1-9]\d{0,4}|nullxnull)$/.test(`${element.getAttribute('width')}x${element.getAttribute('height')}`)) yield 'image of no size';
    if (element instanceof HTMLInputElement && !(element.type === 'checkbox' && element.disabled)) yield 'an input that works';
  }
  if (hidden(root.textContent ?? '')) yield 'hidden characters in the text';
}

/**
 * As the browser itself reads the address.
 *
 * @param {HTMLAnchorElement} link
 */
function* link(link) {
  const href = link.getAttribute('href') ?? '';
  if (href.startsWith('#')) {
    if (link.pathname !== location.pathname || link.host !== location.host) yield `link ${href} leaves the page`;
    return;
  }
  // `:` is what the browser says of an address that is none, such as a number too large: it leads nowhere.
  if (!SCHEMES.includes(link.protocol)) yield `link to ${link.protocol}`;
  if (link.username !== '' || link.password !== '') yield `link with a user ${href}`;
  if (link.protocol === 'mailto:' && link.search !== '') yield `mail with headers ${href}`;
  // What is shown before the first slash is where it goes, but for how names are written.
  const host = /^https?:\/\/([^/?#]*)/.exec(href)?.[1] ?? '';
  if (link.protocol !== 'mailto:' && URL.canParse(href) && new URL(`https://${host}`).hostname !== new URL(href).hostname) yield `link elsewhere than it says ${href}`;
  if (link.rel !== 'noopener noreferrer nofollow' || link.target !== '_blank' || link.referrerPolicy !== 'no-referrer') yield `link out that says who sends ${href}`;
}

/** @param {string} text */
function hidden(text) {
  return /[\0\u202a-\u202e\u2066-\u2069]/.test(text);
}

/**
 * The page around a case, all its values an attack. The compiler would refuse most of them.
 *
 * @param {string} vector
 */
function frontMatter(vector) {
  const text = document.createElement('div');
  renderMarkdownInto('## Section\n\n```sh\nx\n```\n\n```text\nx\n```\n\n1. x\n\n- [ ] x\n', text);
  for (const code of text.querySelectorAll('pre > code')) code.textContent = vector;
  for (const item of text.querySelectorAll('li')) item.append(vector);
  const evil = {
    ...details,
    title: vector,
    tags: [vector],
    signatures: [vector],
    sources: [vector, `https://${vector}`],
    component: vector, severity: vector, type: vector, status: vector,
    created: vector, updated: vector,
    appliesTo: [{ product: vector, versions: vector }],
    related: [{ id: vector, title: vector, severity: vector }],
    sections: [{ anchor: vector, heading: vector, key: vector }, { anchor: vector, heading: vector, key: null }],
  };
  /** @type {import("/www/case/article.js").Work} */
  const work = { steps: (article, heading) => createSteps(article, evil, heading, pageStrings('en'), () => {}), copied: () => {} };
  const { node, mark, showRecord } = createCase(evil, fragmentOf(text), context, () => {}, work);
  document.body.append(node);
  showRecord({ ticks: [{ key: vector, at: 0, label: vector }], copies: [], note: { at: 0, text: vector } });
  mark([vector.slice(0, 50)]);
  const problem = (/** @type {string} */ what) => failures.add(`${JSON.stringify(vector.slice(0, 100))} in front matter: ${what}`);
  for (const element of node.querySelectorAll('*')) {
    if (element.matches(FORBIDDEN)) problem(element.localName);
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name === 'style' || name === 'name' || name === 'srcdoc') problem(`${name}=${value.slice(0, 40)}`);
    }
    if (element instanceof HTMLAnchorElement && element.hasAttribute('href') && !SCHEMES.includes(element.protocol)) problem(element.protocol);
  }
  node.remove();
}

/** @param {Element} element */
function fragmentOf(element) {
  const fragment = document.createDocumentFragment();
  fragment.append(...element.childNodes);
  return fragment;
}

/** But for those that ChromeDriver leaves there when it runs its first script, whenever that is. */
function windowNames() {
  // The driver of the browser leaves these behind.
  return Object.getOwnPropertyNames(window).filter((name) => !name.startsWith('cdc_') && name !== 'ret_nodes');
}

/** Notes whatever an attack would be seen by. */
function watch() {
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval']) {
    Reflect.set(window, name, () => happened.push(`${name} was called`));
  }
  addEventListener('error', (event) => happened.push(`error ${event.message}`));
  addEventListener('unhandledrejection', (event) => happened.push(`rejection ${event.reason}`));
  addEventListener('pagehide', () => happened.push('the page was left'));
  addEventListener('hashchange', () => happened.push('the address changed'));
  addEventListener('message', () => happened.push('a message came'));
  document.addEventListener('securitypolicyviolation', (event) => happened.push(`violation of ${event.effectiveDirective} by ${event.blockedURI} ${event.sample}`));
}

/** Until images have been loaded, or refused, and frames drawn. `decode()` may never answer in WebKitGTK. */
async function settled() {
  await Promise.all([...document.images].map(loaded));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  document.body.replaceChildren();
}

/** @param {HTMLImageElement} image */
async function loaded(image) {
  if (image.complete) return;
  await new Promise((resolve) => {
    image.addEventListener('load', resolve);
    image.addEventListener('error', resolve);
  });
}

/** @param {object} outcome */
function finish(outcome) {
  Reflect.set(window, 'outcome', { ...outcome, happened, failures: [...failures].slice(0, 50), failed: failures.size });
}
