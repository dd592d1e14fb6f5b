// Runs in the browser, under the bundle's policy: whether it shows the images that Markdown may hold.

import init, { renderMarkdownInto } from '/pkg/casebook.js';

/** @type {string[]} */
const violations = [];
document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.effectiveDirective} ${event.blockedURI}`));

run().then(finish, (error) => finish({ error: String(error?.stack ?? error) }));

async function run() {
  await init();
  /** @type {{ name: string, url: string }[]} */
  const files = await (await fetch('/images.json')).json();
  const article = document.body.appendChild(document.createElement('article'));
  renderMarkdownInto(files.map(({ name, url }) => `![${name}](${url})`).join('\n\n'), article);
  const images = [...article.querySelectorAll('img')];
  await Promise.all(images.map(settled));
  return { images: images.map(({ alt, naturalWidth, naturalHeight }) => ({ alt, width: naturalWidth, height: naturalHeight })), violations };
}

/** @param {HTMLImageElement} image */
async function settled(image) {
  if (image.complete) return;
  await new Promise((resolve) => {
    image.addEventListener('load', resolve);
    image.addEventListener('error', resolve);
  });
}

/** @param {object} outcome */
function finish(outcome) {
  Reflect.set(window, 'outcome', outcome);
}
