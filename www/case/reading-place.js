// What of an opened case one can see: the part between the bars.

/** A block of which less is seen is not in view. */
const MIN_SEEN = 24;

/**
 * Where the visible text begins, in CSS pixels from the upper edge of the window.
 *
 * @param {HTMLElement} reader
 */
export function textTop(reader) {
  return Math.max(...[...reader.querySelectorAll(".reader-bar, .sections")].map(edgeAbove));
}

/**
 * @param {HTMLElement} element
 * @param {HTMLElement} reader
 */
export function isInView(element, reader) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > textTop(reader) + MIN_SEEN && top < innerHeight - MIN_SEEN;
}

/**
 * How far down a bar at the upper edge reaches; a bar at the lower edge does not count.
 *
 * @param {Element} bar
 */
function edgeAbove(bar) {
  const { top, bottom } = bar.getBoundingClientRect();
  return top < innerHeight / 2 ? bottom : 0;
}
