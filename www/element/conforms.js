// The types that the package gives out are those of the class. Checked, never run.

import { CaseBookElement, defineCaseBook } from './element.js';

/** @typedef {import("./public.d.ts").CaseBookElement} Declared */

/** @type {() => Declared} */
export const element = () => new CaseBookElement();

/** @type {typeof import("./public.d.ts").defineCaseBook} */
export const define = defineCaseBook;
