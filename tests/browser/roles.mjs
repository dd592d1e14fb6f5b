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
 * Runs in the page: what fits and is neither hidden nor behind an open dialog, with its states; in open
 * shadow roots too.
 *
 * @param {string} selector
 */
export function candidates(selector) {
  const dialog = document.querySelector('dialog:modal');
  /** @type {(root: Document | ShadowRoot) => Element[]} */
  const within = (root) => {
    const roots = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    return [...root.querySelectorAll(selector), ...roots.flatMap(within)];
  };
  return within(document)
    .filter((element) => !dialog || dialog.contains(element))
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !element.closest('[aria-hidden="true"], [inert]'))
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
