/**
 * What is said aloud, and when. Pure: compares what was seen with what is seen. The pill is a live region of its own;
 * this adds the sentences that the pill's word does not hold.
 *
 * @typedef {import("./plan.js").Seen} Seen
 * @param {Seen | null} before
 * @param {Seen} after
 * @returns {{polite?: string, alarm?: string}}
 */
export function spokenOn(before, after) {
  if (before?.shown !== after.shown) {
    switch (after.shown) {
      case "reconnecting": return { polite: "Connection lost. Reconnecting." };
      case "asleep": return { polite: after.strip?.tap ? "Asleep. Tap to wake." : after.strip?.actions.length ? "Asleep. Press any key to wake." : "Asleep." };
      case "failed": return { alarm: `Failed. ${after.strip?.text.map((part) => (typeof part === "string" ? part : part.bold)).join("") ?? ""}` };
      case "access": case "signedOut": return { alarm: String(after.strip?.text[0] ?? "") };
      case "closed": case "offline": case "maintenance": case "deleting": return { polite: String(after.strip?.text[0] ?? "") };
      case "ready":
        if (before?.shown === "reconnecting" || before?.shown === "offline") return { polite: "Connected." };
        if (before?.shown === "waking" || before?.shown === "asleep") return { polite: "Awake." };
        return {};
    }
    return {};
  }
  const [was, is] = [before, after].map((seen) => seen?.left ?? 2);
  if (is <= 0.2 && was > 0.2) return { polite: "Sleeps in 1 minute." };
  if (is <= 1 && was > 1) return { polite: `Sleeps in ${Math.ceil(is * 5)} minutes.` };
  if (after.strip?.id === "paste" && before?.strip?.id !== "paste") return { polite: `${after.strip.text[0]} Enter pastes, escape cancels.` };
  return {};
}
