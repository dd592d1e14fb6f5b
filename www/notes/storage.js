// The browser's storage. It may be missing, refuse or be full, so every call says how it went; and all
// pages opened from file:// may share one, so whoever stores something begins its keys with a name.

/** @typedef {"saved" | "full" | "refused"} Outcome */

/**
 * @param {string} key
 * @returns {string | null}
 */
export function readItem(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {string} value
 * @returns {Outcome}
 */
export function writeItem(key, value) {
  try {
    localStorage.setItem(key, value);
    return "saved";
  } catch (error) {
    return isFull(error) ? "full" : "refused";
  }
}

/**
 * @param {string} key
 * @returns {boolean} Whether nothing is stored under this key now.
 */
export function removeItem(key) {
  try {
    localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} prefix
 * @returns {string[]}
 */
export function keysUnder(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

/** @param {unknown} error */
function isFull(error) {
  // The second is Firefox's older name.
  return error instanceof Error && /^(QuotaExceededError|NS_ERROR_DOM_QUOTA_REACHED)$/.test(error.name);
}
