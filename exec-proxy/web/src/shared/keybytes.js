/**
 * The bytes a terminal sends for a key, for the keys that do not pass through xterm: those pressed while its cursor
 * is hollow, and those of the phone's row. Pure. Sequences are xterm's own (ctlseqs, "PC-Style Function Keys").
 *
 * @typedef {{key: string, ctrl?: boolean, alt?: boolean, shift?: boolean, meta?: boolean, altGraph?: boolean}} Press
 * @typedef {{applicationCursor: boolean}} Modes
 */

const CURSOR = { ArrowUp: "A", ArrowDown: "B", ArrowRight: "C", ArrowLeft: "D", Home: "H", End: "F" };
const TILDE = { Insert: 2, Delete: 3, PageUp: 5, PageDown: 6, F5: 15, F6: 17, F7: 18, F8: 19, F9: 20, F10: 21, F11: 23, F12: 24 };
const SS3 = { F1: "P", F2: "Q", F3: "R", F4: "S" };

/**
 * @param {Press} press
 * @param {Modes} modes
 * @returns {string | null} null: no key of a terminal (a lone modifier, a media key, a shortcut of the system).
 */
export function keyBytes(press, modes) {
  const { key } = press;
  if (press.meta) return null;
  const alt = press.alt && !press.altGraph ? "\x1b" : "";
  const ctrl = press.ctrl && !press.altGraph;
  const modifiers = 1 + (press.shift ? 1 : 0) + (alt ? 2 : 0) + (ctrl ? 4 : 0);

  if (key in CURSOR) {
    const final = CURSOR[/** @type {keyof typeof CURSOR} */ (key)];
    if (modifiers > 1) return `\x1b[1;${modifiers}${final}`;
    return modes.applicationCursor ? `\x1bO${final}` : `\x1b[${final}`;
  }
  if (key in TILDE) {
    const number = TILDE[/** @type {keyof typeof TILDE} */ (key)];
    return modifiers > 1 ? `\x1b[${number};${modifiers}~` : `\x1b[${number}~`;
  }
  if (key in SS3) {
    const final = SS3[/** @type {keyof typeof SS3} */ (key)];
    return modifiers > 1 ? `\x1b[1;${modifiers}${final}` : `\x1bO${final}`;
  }
  switch (key) {
    case "Enter": return `${alt}\r`;
    case "Escape": return `${alt}\x1b`;
    case "Backspace": return alt + (ctrl ? "\b" : "\x7f");
    case "Tab": return press.shift ? "\x1b[Z" : `${alt}\t`;
  }
  if ([...key].length !== 1) return null; // "Shift", "Dead", "AudioVolumeUp", "Unidentified" …
  if (!ctrl) return alt + key;
  const control = controlByte(key);
  return control === null ? null : alt + control;
}

/** Ctrl with a character: ^A … ^Z, ^[ ^\ ^] ^^ ^_, and ^@ for the space bar. */
export function controlByte(/** @type {string} */ character) {
  if (character === " " || character === "2") return "\0";
  if (character === "/" || character === "-") return "\x1f";
  if (character === "?" || character === "8") return "\x7f";
  const code = character.toUpperCase().charCodeAt(0);
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code - 0x40) : null;
}

export function pressOf(/** @type {KeyboardEvent} */ event) {
  return {
    key: event.key, ctrl: event.ctrlKey, alt: event.altKey, shift: event.shiftKey, meta: event.metaKey,
    altGraph: event.getModifierState("AltGraph"),
  };
}
