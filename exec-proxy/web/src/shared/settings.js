/**
 * What a person chose, kept in this browser. Both documents and the theme script read it; only the outer page writes.
 * @typedef {{theme: "system" | "night" | "day", size: number, leader: string, reader: boolean}} Settings
 *   size: steps of 1 px from the normal size. leader: a chord such as "Ctrl+,", empty when switched off.
 */

const KEY = "berth";

/** @type {Readonly<Settings>} */
export const DEFAULTS = Object.freeze({ theme: "system", size: 0, leader: "Ctrl+,", reader: false });

/** Reads what is stored, member by member, so one bad value loses only itself. */
export function parseSettings(/** @type {string | null} */ text) {
  /** @type {Record<string, unknown>} */
  let stored = {};
  try {
    stored = Object(JSON.parse(text ?? "{}"));
  } catch {
    // Written by something else: as good as nothing.
  }
  const { theme, size, leader, reader } = stored;
  return /** @type {Settings} */ ({
    theme: theme === "night" || theme === "day" ? theme : DEFAULTS.theme,
    size: Number.isInteger(size) ? Math.max(-6, Math.min(15, Number(size))) : DEFAULTS.size,
    leader: typeof leader === "string" ? leader : DEFAULTS.leader,
    reader: reader === true,
  });
}

/** @returns {Settings} */
export function loadSettings() {
  try {
    return parseSettings(localStorage.getItem(KEY));
  } catch {
    return { ...DEFAULTS }; // storage is switched off
  }
}

export function saveSettings(/** @type {Settings} */ settings) {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Lasts as long as the page then.
  }
}
