// Elements from data. Text becomes text nodes; no string is ever parsed as HTML.

/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} AttributeValue */

/**
 * Makes an element. `null`, `undefined` and `false` attributes are left out, `true` ones are
 * empty, and a function under `onclick`, `oninput`, … becomes a listener.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, AttributeValue>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  fill(element, children);
  return element;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...Node} children
 */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * Replaces the children of `parent`. When the focus was inside, it moves to the new element with
 * the same `data-key`, or else to `orFocus`, so that a keyboard user is never thrown to the top.
 *
 * @param {Element} parent
 * @param {Child[]} children
 * @param {HTMLElement} [orFocus]
 */
export function refill(parent, children, orFocus) {
  const focused = focusIn(parent);
  const had = focused instanceof HTMLElement && focused !== parent && parent.contains(focused);
  const key = had ? focused.dataset.key : undefined;
  parent.replaceChildren();
  fill(parent, children);
  if (!had) return;
  const same = key === undefined ? null : parent.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (same instanceof HTMLElement) same.focus({ preventScroll: true });
  else orFocus?.focus({ preventScroll: true });
}

/**
 * Makes `nodes` the children of `parent`, in this order. Those that are there already and in order are not
 * touched, so that the browser need not lay them out again; the focus stays.
 *
 * @param {Element} parent
 * @param {Element[]} nodes
 */
export function arrange(parent, nodes) {
  const focused = focusIn(parent);
  const kept = new Set(nodes);
  for (const child of [...parent.children]) {
    if (!kept.has(child)) child.remove();
  }
  let next = parent.firstElementChild;
  for (const node of nodes) {
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
  // Moving takes it away.
  if (focused instanceof HTMLElement && parent.contains(focused)) focused.focus({ preventScroll: true });
}

/**
 * Says whether what an element shows is about to change.
 *
 * @param {Element} element
 * @param {boolean} busy
 */
export function setBusy(element, busy) {
  if (busy) element.setAttribute("aria-busy", "true");
  else element.removeAttribute("aria-busy");
}

/**
 * What has the focus in the tree of a node: the document, or the shadow root around it.
 *
 * @param {Node} node
 */
export function focusIn(node) {
  const root = node.getRootNode();
  return root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
}

/**
 * @param {Element} parent
 * @param {Child[]} children
 */
function fill(parent, children) {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) parent.append(child);
  }
}

/**
 * Puts nodes between the items, as `Array.join` does with text.
 *
 * @param {Child[]} items
 * @param {string} separator
 * @returns {Child[]}
 */
export function joined(items, separator) {
  return items.flatMap((item, i) => (i === 0 ? [item] : [separator, item]));
}
