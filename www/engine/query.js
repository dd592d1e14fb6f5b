// The query as text: its length and its pieces. What a piece means is for the engine to say.

/**
 * Longest query that is kept, in UTF-16 code units. The engine reads less; an address holds no more. The field
 * in index.html, which is there before this, says the same.
 */
const MAX_LENGTH = 4096;

/** What stands between quotes, if the second ends a word; else what stands between blanks. */
const PIECE = /"[^"]*"(?=\s|$)|“[^”]*”(?=\s|$)|\S+/gu;

/**
 * The beginning of a query that is too long to be one, as when a log has been pasted.
 *
 * @param {string} query
 */
export function clipped(query) {
  if (query.length <= MAX_LENGTH) return query;
  const splitsPair = /[\uD800-\uDBFF]/.test(query.charAt(MAX_LENGTH - 1));
  return query.slice(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
}

/** @param {string} query */
export function pieces(query) {
  return query.match(PIECE) ?? [];
}

/**
 * @param {string} piece
 * @returns {string | null} What stands between its quotes, if it has them.
 */
export function phrase(piece) {
  return /^"(.*)"$|^“(.*)”$/su.exec(piece)?.slice(1).find((inside) => inside !== undefined)?.trim() ?? null;
}

/**
 * Whether there is anything to look for: punctuation alone asks for nothing.
 *
 * @param {string} query
 */
export function hasWords(query) {
  return /[\p{L}\p{N}]/u.test(query);
}
