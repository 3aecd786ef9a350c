/** The terminal's colours, night and day, as xterm takes them (LOOK.md section 3). */

const NAMES = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
const NIGHT = ["#232d33", "#ff8474", "#79d19e", "#f4bf57", "#86b8f2", "#d9a3e8", "#6fcfd6", "#cfd7d6",
  "#82919a", "#ffa99c", "#a2e3bd", "#ffd98f", "#b0d2fa", "#e9c6f3", "#a0e4e8", "#f5f8f6"];
const DAY = ["#17212a", "#b02a1e", "#1b6b47", "#8a5500", "#1d5a9e", "#8a3a8f", "#0f6670", "#5c6868",
  "#606b69", "#8f1f15", "#12543a", "#6d4300", "#14487f", "#6d2b72", "#0a5059", "#38444c"];

/** @returns {import("@xterm/xterm").ITheme} */
function theme(/** @type {string[]} */ ansi, /** @type {object} */ base) {
  const named = ansi.map((colour, index) => [index < 8 ? NAMES[index] : `bright${NAMES[index - 8][0].toUpperCase()}${NAMES[index - 8].slice(1)}`, colour]);
  return { ...base, ...Object.fromEntries(named) };
}

export const PALETTE = {
  night: theme(NIGHT, { background: "#0b1014", foreground: "#e3e8e6", cursor: "#f4bf57", cursorAccent: "#0b1014", selectionBackground: "#2a3a44", selectionInactiveBackground: "#2a3a44" }),
  day: theme(DAY, { background: "#faf8f1", foreground: "#17212a", cursor: "#c28100", cursorAccent: "#faf8f1", selectionBackground: "#f3dfae", selectionInactiveBackground: "#f3dfae" }),
};
