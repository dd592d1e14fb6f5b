// Times as a colleague elsewhere can read them: local, with the offset from UTC. Pure functions.

/**
 * @param {number} at Milliseconds since 1970.
 * @param {number} [offset] Minutes ahead of UTC; without it, those of this place at that time.
 * @returns {string} `2026-11-28 03:14:05 +08:00`
 */
export function localTime(at, offset = -new Date(at).getTimezoneOffset()) {
  const shifted = new Date(at + offset * 60_000).toISOString();
  const minutes = Math.abs(offset);
  const zone = `${offset < 0 ? "-" : "+"}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)} ${zone}`;
}

/**
 * @param {number} at
 * @returns {string} `11-28 03:14`, for one's own eyes.
 */
export function shortTime(at) {
  return localTime(at).slice(5, 16);
}

/** @param {number} number */
function twoDigits(number) {
  return String(number).padStart(2, "0");
}
