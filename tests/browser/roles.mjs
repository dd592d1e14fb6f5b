// Which elements may have a role, so that only their names are asked of the browser.

/** What HTML gives each role that the tests ask for: https://www.w3.org/TR/html-aam-1.0/ */
export const ROLES = {
  alert: '[role="alert"]',
  article: 'article:not([role])',
  button: 'button, [role="button"]',
  checkbox: 'input[type="checkbox"]',
  dialog: 'dialog',
  heading: 'h1, h2, h3, h4, h5, h6',
  link: 'a[href]',
  navigation: 'nav',
  region: 'section[aria-label], section[aria-labelledby]',
  separator: '[role="separator"]',
  textbox: 'input[type="text"], textarea',
};

/**
 * Characters that whatever has such a name holds somewhere. To ask a browser for a name takes it as long as to
 * ask for a hundred texts.
 *
 * @param {string | RegExp | undefined} name
 */
export function lettersOf(name) {
  if (name === undefined) return '';
  if (typeof name === 'string') return name.replace(/\s/g, '');
  // Of an expression, what it cannot do without: Han characters, where it offers no choice.
  return /[|[\]?{]|\p{sc=Han}\*/u.test(name.source) ? '' : name.source.replace(/\P{sc=Han}/gu, '');
}

/**
 * Runs in the page: what fits and is neither hidden nor behind an open dialog, with its states; in open
 * shadow roots too.
 *
 * @param {string} selector
 * @param {string} letters What its texts have to hold.
 */
export function candidates(selector, letters) {
  const dialog = document.querySelector('dialog:modal');
  /** @type {(root: Document | ShadowRoot) => Element[]} */
  const within = (root) => {
    const roots = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    return [...root.querySelectorAll(selector), ...roots.flatMap(within)];
  };
  /** @type {(element: Element) => boolean} */
  const mayBeCalled = (element) => {
    const described = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).flatMap((id) => /** @type {Document} */ (element.getRootNode()).getElementById(id) ?? []);
    const all = [element, ...element.querySelectorAll('*'), ...described, ...(/** @type {HTMLInputElement} */ (element).labels ?? [])];
    const texts = all.flatMap((one) => [one.textContent, ...['aria-label', 'title', 'alt', 'placeholder', 'value'].map((name) => one.getAttribute(name))]).join('');
    return [...letters].every((letter) => texts.includes(letter));
  };
  return within(document)
    .filter((element) => !dialog || dialog.contains(element))
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !element.closest('[aria-hidden="true"], [inert]'))
    .filter((element) => letters === '' || mayBeCalled(element))
    .map((element) => ({
      element,
      properties: {
        pressed: element.getAttribute('aria-pressed') ?? '',
        expanded: element.getAttribute('aria-expanded') ?? '',
        checked: element.matches(':checked'),
        disabled: element.matches(':disabled'),
      },
    }));
}
