// The attacks and the examples of the suites, from tests/rendering/, as the Rust tests read them.

import { readFile } from 'node:fs/promises';

const FOLDER = new URL('../../rendering/', import.meta.url);

/** @returns {Promise<string[]>} */
export async function vectors() {
  return (await lines('attacks.txt')).map(unescaped);
}

/** @returns {Promise<{ name: string, template: string }[]>} ◊ stands for the vector. */
export async function positions() {
  return (await lines('positions.txt')).map((line) => {
    const at = line.indexOf(': ');
    return { name: line.slice(0, at), template: line.slice(at + 2).replaceAll('\\n', '\n') };
  });
}

/** The Markdown of all examples. */
export async function examples() {
  const suites = ['commonmark/spec.txt', 'gfm/spec.txt', 'gfm/extensions.txt'].map(async (file) => {
    const text = (await readFile(new URL(file, FOLDER), 'utf8')).split(/^<!-- END TESTS -->/m)[0] ?? '';
    return [...text.matchAll(/^`{32} example[^\n]*\n([^]*?)^\.\n[^]*?^`{32}$/gm)].map(([, markdown]) => markdown ?? '');
  });
  const rules = await readFile(new URL('rules.md', FOLDER), 'utf8');
  const ours = [...rules.matchAll(/^`{7}example\n([^]*?)\n\.\n/gm)].map(([, markdown]) => markdown ?? '');
  return (await Promise.all(suites)).flat().map((markdown) => markdown.replaceAll('→', '\t')).concat(ours);
}

/** @param {string} file */
async function lines(file) {
  const text = await readFile(new URL(file, FOLDER), 'utf8');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('%%'));
}

/** @param {string} line */
function unescaped(line) {
  let at = 0;
  /** @param {boolean} inBraces */
  const read = (inBraces) => {
    let text = '';
    while (at < line.length) {
      const c = line[at++];
      if (c === '}' && inBraces) return text;
      text += c === '\\' ? escape() : c;
    }
    return text;
  };
  const escape = () => {
    const c = line[at++] ?? '';
    if (c === 'u') {
      const end = line.indexOf('}', at);
      const code = parseInt(line.slice(at + 1, end), 16);
      at = end + 1;
      return code >= 0xd800 && code < 0xe000 ? '' : String.fromCodePoint(code);
    }
    if (c === '{') {
      const end = line.indexOf('×', at);
      const count = Number(line.slice(at, end));
      at = end + 1;
      return read(true).repeat(count);
    }
    return { n: '\n', t: '\t', f: '\f', r: '\r', 0: '\0' }[c] ?? c;
  };
  return read(false);
}
