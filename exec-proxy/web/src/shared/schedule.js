/** When to try a lost connection again. Pure. */

/** Seconds before the first, second … try; the last one repeats. */
export const WAITS = Object.freeze([0, 1, 2, 4, 8, 15, 30]);

/** A connection that held this long was good: the next loss starts from the first wait. */
export const GOOD_AFTER_MILLIS = 5000;

/**
 * Milliseconds before try number `attempt` (from 0). Jitter of a fifth keeps the tabs that one dead proxy
 * dropped from coming back at one instant; the first try is spread over a quarter of a second.
 */
export function waitMillis(/** @type {number} */ attempt, /** @type {number} */ random) {
  const seconds = WAITS[Math.min(attempt, WAITS.length - 1)];
  return seconds === 0 ? Math.round(250 * random) : Math.round(seconds * 1000 * (0.8 + 0.4 * random));
}

/**
 * What a close means (resources.md 4.9 names the codes).
 * @returns {"closed" | "access" | "now" | "later"}
 */
export function closeMeaning(/** @type {number} */ code, /** @type {string} */ reason) {
  if (code === 1000 && (reason === "closed" || reason === "ended")) return "closed";
  if (code === 4403) return "access";
  if (code === 1012 || code === 4100) return "now";
  return "later";
}
