/**
 * Messages between the page and its iframe: exact origin, exact window, nothing else is listened to.
 *
 * Iframe → page: {is: "ready"} · {is: "link", link} · {is: "woke"} (a key that wakes was sent) · {is: "tapped"} (only wakes) ·
 *   {is: "watching"} (a reader without the right to type pressed a key) · {is: "key", key} (for the strip) · {is: "leader", phase} ·
 *   {is: "command", command} · {is: "paste", lines} · {is: "toast", text, copy} · {is: "step", text} · {is: "modifier"} (the sticky key was used)
 * Page → iframe: {is: "view", view} · {is: "reconnect", force} · {is: "focus"} · {is: "leaderOff"} · {is: "press", press} (phone key) · {is: "sticky", held} ·
 *   {is: "pasteAnswer", ok} · {is: "size"} (send the held size: a wake was asked for)
 *
 * @typedef {"off" | "once" | "locked"} Hold  of ctrl and alt in the phone's key row
 */
export class Channel {
  /**
   * @param {() => Window | null} other
   * @param {(message: any) => void} receive
   */
  constructor(other, receive) {
    this.other = other;
    window.addEventListener("message", (event) => {
      if (event.origin === location.origin && event.source === other() && event.data?.berth) receive(event.data.berth);
    });
  }

  send(/** @type {object} */ message) {
    this.other()?.postMessage({ berth: message }, location.origin);
  }
}

/** @returns {Hold} what is left of a sticky key that has been used */
export function afterUse(/** @type {Hold} */ hold) {
  return hold === "locked" ? "locked" : "off";
}
