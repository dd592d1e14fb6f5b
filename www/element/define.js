// Registers <case-book>. Importing this twice, or beside another version, changes nothing.

import { defineCaseBook } from './element.js';

defineCaseBook();
