// Tokenizers that one would plug into the engines for text that mixes Chinese and English.

const HAN = /^\p{Script=Han}/u;
/** Letters and digits, cut where Han begins or ends. */
const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}_])+/gu;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Han runs as overlapping pairs of characters (a lone one stays), everything else as words.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function bigrams(text) {
  return runs(text).flatMap((run) => {
    if (!HAN.test(run)) return run;
    const characters = [...run];
    return characters.length === 1 ? run : characters.slice(1).map((character, at) => `${characters[at]}${character}`);
  });
}

/**
 * Han runs as the words of Intl.Segmenter, everything else as words.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return runs(text).flatMap((run) => (HAN.test(run) ? Array.from(segmenter.segment(run), ({ segment }) => segment) : run));
}

/** @param {string} text */
function runs(text) {
  return text.normalize('NFKC').toLowerCase().match(RUNS) ?? [];
}
