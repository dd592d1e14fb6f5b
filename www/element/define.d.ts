/** Importing this registers `<case-book>`. */
export {};

import "./element.js";
