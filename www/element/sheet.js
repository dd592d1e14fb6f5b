// The one style sheet of all widgets in a document. It is constructed, so that a policy without inline
// styles lets it be, and nothing of it lies in the page.

import { css } from './generated.js';

/** @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/** What the sizes are multiples of, where nobody says otherwise. */
const UNIT = "16px";

/**
 * Styles a widget.
 *
 * @param {ShadowRoot} root
 * @param {Element} frame Has the reader's own font size, whatever the page makes of its root element's.
 */
export function adoptSheet(root, frame) {
  const known = sheets.get(root.ownerDocument);
  if (known && root.adoptedStyleSheets.includes(known)) return;
  if (known) {
    root.adoptedStyleSheets = [known];
    return;
  }
  const view = root.ownerDocument.defaultView;
  if (!view) return;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const size = view.getComputedStyle(frame).fontSize;
  if (size !== UNIT && size.endsWith("px")) sheet.insertRule(`.casebook { --unit: var(--casebook-unit, ${size}); }`, sheet.cssRules.length);
  sheets.set(root.ownerDocument, sheet);
}
