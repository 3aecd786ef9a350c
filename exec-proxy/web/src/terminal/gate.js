/**
 * Where a key goes. Pure.
 *
 * @typedef {{state: string, ended: boolean, mayType: boolean, canWake: boolean, keys: string[], label: string, phone: boolean,
 *   covered: number, makesRoom: boolean, settings: import("../shared/settings.js").Settings}} View  what the page tells the iframe; keys: those of the strip; covered: px of the strip
 * @typedef {"send" | "wake" | "watching" | "page" | "retry" | "drop"} Way
 */

/** @returns {Way} */
export function wayOfKey(/** @type {View} */ view, /** @type {boolean} */ up) {
  if (view.ended) return "page";
  if (!up) return "retry";
  switch (view.state) {
    case "failed": case "maintenance": case "deleting": return "page";
  }
  if (!view.mayType) return "watching";
  if (view.state === "asleep") return view.canWake ? "wake" : "drop";
  // Booting and waking too: the shell may already be there while the word about it is on its way. The proxy knows.
  return "send";
}

/** Whether the terminal itself has the focus, with a solid cursor. Otherwise the waker has it. */
export function isLive(/** @type {View} */ view, /** @type {boolean} */ up) {
  return up && !view.ended && view.state === "ready";
}

const UNASKED_REPORT = /^\x1b\[(?:[IO]|M[\s\S]{3}|<[\d;]+[Mm]|[\d;]+M|\?99[67];\d+n)/;

/**
 * Whether what xterm wants to send may leave. Asleep nothing does but answers to a question of the machine: a moved
 * mouse or a gained focus is nobody typing, and the wheel of a full screen arrives here as arrow keys.
 */
export function mayLeave(/** @type {View} */ view, /** @type {string} */ data, /** @type {boolean} */ answering) {
  if (view.state !== "asleep") return view.mayType || answering;
  return answering && !UNASKED_REPORT.test(data);
}
