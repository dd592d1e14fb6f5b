// What a page can style by `::part()`, and what differs from the page of our own: it is one place among
// others here, so headings are a level lower and no key leads to anything.

/** Names of parts and what they are. `custom-elements.json` describes each. */
export const PARTS = /** @type {const} */ ({
  search: ".search",
  input: ".query",
  summary: ".summary",
  results: ".results",
  result: ".hit",
  "result-title": ".hit-title",
  more: ".more",
  empty: ".empty",
  case: ".reader",
  "case-title": ".case-title",
  sections: ".sections",
  code: ".code",
  copy: ".copy",
  back: ".back",
  message: ".message",
});

/**
 * Makes what the page's views have made fit for a widget. To be called after each change.
 *
 * @param {Element} frame
 * @param {boolean} alone Whether there is no list to which a link could lead.
 */
export function dress(frame, alone) {
  for (const [part, selector] of Object.entries(PARTS)) {
    for (const element of frame.querySelectorAll(selector)) element.setAttribute("part", part);
  }
  for (const heading of frame.querySelectorAll(":is(h1, h2, h3, h4, h5):not([aria-level])")) {
    heading.setAttribute("aria-level", String(Number(heading.localName.slice(1)) + 1));
  }
  for (const link of frame.querySelectorAll("[aria-keyshortcuts]")) link.removeAttribute("aria-keyshortcuts");
  if (!alone) return;
  for (const link of frame.querySelectorAll('.facts a[href^="#/?"]')) link.removeAttribute("href");
}
