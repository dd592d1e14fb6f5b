// Runs in the browser, under the bundle's policy: where Markdown may be rendered into.

import init, { renderMarkdownInto } from '/pkg/casebook.js';

run().then((outcome) => finish({ outcome }), (error) => finish({ error: String(error?.stack ?? error) }));

async function run() {
  await init();
  const element = (/** @type {string} */ name) => document.body.appendChild(document.createElement(name));
  const svg = (/** @type {string} */ name) => document.body.appendChild(document.createElementNS('http://www.w3.org/2000/svg', name));
  const article = element('article');
  render(article, 'a');
  render(article);
  const fragment = document.createDocumentFragment();
  render(fragment);
  const shadow = element('div').attachShadow({ mode: 'open' });
  render(shadow);
  const other = document.implementation.createHTMLDocument('').createElement('p');
  render(other);
  return {
    article: new XMLSerializer().serializeToString(/** @type {Node} */ (article.firstChild)).replace(' xmlns="http://www.w3.org/1999/xhtml"', ''),
    fragment: fragment.textContent,
    shadow: shadow.textContent,
    otherDocument: other.textContent,
    script: render(element('script')),
    style: render(element('style')),
    svg: render(svg('svg')),
    svgScript: render(svg('script')),
    text: render(document.createTextNode('')),
    document: render(document),
    nothing: render(null),
    selector: render('body'),
    object: render({ nodeType: 2 }),
  };
}

/**
 * @param {unknown} parent
 * @returns {string} The code of the error, if there is one.
 */
function render(parent, markdown = '# b') {
  try {
    renderMarkdownInto(markdown, /** @type {Element} */ (parent));
    return 'rendered';
  } catch (error) {
    return /** @type {any} */ (error).code;
  }
}

/** @param {object} outcome */
function finish(outcome) {
  Reflect.set(window, 'outcome', outcome);
}
