/**
 * The leader key and the one key after it. Pure: both documents run it, because either may hold the focus and a key
 * must never reach the shell while a message about it is on its way.
 *
 * @typedef {"off" | "leader" | "keys" | "close?"} Phase  keys: all keys are shown. close?: waits for y.
 * @typedef {{do: "new" | "faces" | "close" | "stayAwake" | "sleep" | "reconnect" | "copyUrl" | "share" | "theme" | "reader" | "bar" | "face" | "neighbour" | "size", by?: number}} Command
 */

/** Keys of the strip, in its order; the rest shows with `?`. */
export const SHORT = [["n", "new"], ["1-9", "go"], ["f", "faces"], ["w", "stay awake"], ["r", "reconnect"], ["?", "all keys"], ["esc", "back"]];
export const ALL = [["n", "new face"], ["1-9", "face by place"], ["← →", "neighbour"], ["f", "all faces"], ["x", "close this face"], ["w", "stay awake 1 h"],
  ["z", "let it sleep"], ["r", "reconnect now"], ["u", "copy URL"], ["s", "share"], ["t", "theme"], ["+ - 0", "text size"], ["a", "screen reader"], ["tab", "top bar"], ["esc", "back"]];

/** @type {Record<string, Command>} */
const COMMANDS = {
  n: { do: "new" }, f: { do: "faces" }, w: { do: "stayAwake" }, z: { do: "sleep" }, r: { do: "reconnect" }, u: { do: "copyUrl" }, s: { do: "share" },
  t: { do: "theme" }, a: { do: "reader" }, Tab: { do: "bar" }, ArrowLeft: { do: "neighbour", by: -1 }, ArrowRight: { do: "neighbour", by: 1 },
  "+": { do: "size", by: 1 }, "=": { do: "size", by: 1 }, "-": { do: "size", by: -1 }, 0: { do: "size", by: 0 },
};

/**
 * @param {Phase} phase
 * @param {string} key
 * @returns {{phase: Phase, command: Command | null}}
 */
export function afterLeader(phase, key) {
  if (["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock"].includes(key)) return { phase, command: null };
  if (phase === "close?") return { phase: "off", command: key === "y" ? { do: "close" } : null };
  if (key === "?") return { phase: "keys", command: null };
  if (key === "x") return { phase: "close?", command: null };
  if (/^[1-9]$/.test(key)) return { phase: "off", command: { do: "face", by: Number(key) } };
  return { phase: "off", command: COMMANDS[key] ?? null };
}

/** Whether a key press is the chord, e.g. `Ctrl+,` or `Ctrl+Shift+Space`. An empty chord is never pressed. */
export function isChord(/** @type {string} */ chord, /** @type {import("./keybytes.js").Press} */ press) {
  if (!chord) return false;
  const parts = chord.split("+").map((part) => part.trim());
  const key = parts.at(-1) || "+";
  const has = (/** @type {string} */ name) => parts.slice(0, -1).includes(name);
  return press.key.toLowerCase() === (key === "Space" ? " " : key.toLowerCase())
    && Boolean(press.ctrl) === has("Ctrl") && Boolean(press.alt) === has("Alt")
    && Boolean(press.meta) === has("Meta") && (key.length > 1 ? Boolean(press.shift) === has("Shift") : true);
}

/** How the chord is said aloud: "Control comma". */
export function spoken(/** @type {string} */ chord) {
  return chord.replace("Ctrl", "Control").replace(/\+,$/, " comma").replace(/\+/g, " ");
}
