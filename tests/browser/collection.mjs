// The collection that ships, as its files say.

import { readdirSync } from 'node:fs';

/** The number of its cases: Markdown files of one language that are no README. */
export const CASE_COUNT = readdirSync(new URL('../../cases/', import.meta.url)).filter((name) => /^(?!README)[^.]+\.md$/.test(name)).length;
