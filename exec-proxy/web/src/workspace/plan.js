/**
 * From facts and a time to what is seen: pill, note, countdown, waterline, strip, title, icon. Pure; one decision a line,
 * in the order of LOOK.md section 2: the nearest reason why typing does not work.
 *
 * @typedef {{shown: string, block: string, word: string, note: string, icon: string, title: string, live: boolean,
 *   countdown: {text: string, action: import("./strips.js").Action | null} | null, left: number | null, lost: boolean,
 *   strip: import("./strips.js").Strip | null, makesRoom: boolean}} Seen   left: the waterline, 1 full, 0 empty; makesRoom: the terminal gets smaller for the strip
 */
import { mayType, WAKE_BELIEVED_MILLIS } from "./facts.js";
import * as strips from "./strips.js";
import { clock, measured, roughly } from "./words.js";

/** @typedef {import("./facts.js").Facts} Facts */

const SILENCE_MILLIS = 2000;
/** A page that never had a connection has not lost one: it is only slow. */
const FIRST_SILENCE_MILLIS = 5000;
const NEAR_MILLIS = 5 * 60_000;
const WOKE_SHOWN_MILLIS = 3000;
const WORDS = { deleting: "being deleted", closed: "closed", access: "no access", signedOut: "signed out" };

/** @returns {Seen} */
export function plan(/** @type {Facts} */ facts, /** @type {number} */ now) {
  const shown = nearestReason(facts, now);
  const counting = shown === "ready" ? sleepCountdown(facts, now) : null;
  const strip = mostUrgent(shown, facts, counting, now);
  const computer = isComputerState(shown) ? shown : believedState(facts, now);
  return {
    shown,
    block: shown === "offline" || shown === "reconnecting" ? "lost" : shown,
    word: WORDS[/** @type {keyof typeof WORDS} */ (shown)] ?? shown,
    note: facts.woke && shown === "ready" && now - facts.woke.at < WOKE_SHOWN_MILLIS ? `woke in ${measured(facts.woke.took)}` : "",
    icon: computer === "deleting" ? "maintenance" : computer,
    title: shown === "ready" ? [facts.runs, facts.hash].filter(Boolean).join(" ") + ` · ${facts.computer}` : `${WORDS[/** @type {keyof typeof WORDS} */ (shown)] ?? shown} · ${facts.computer}`,
    live: shown === "ready",
    countdown: counting,
    left: counting && counting.left !== null ? counting.left : null,
    lost: shown === "reconnecting",
    strip,
    // Where the proxy prints a list of steps, all of it shall be read; a countdown stays for minutes.
    makesRoom: ["failed", "maintenance", "deleting", "booting"].includes(shown) || strip?.id === "countdown",
  };
}

function nearestReason(/** @type {Facts} */ facts, /** @type {number} */ now) {
  if (facts.signedOut) return "signedOut";
  if (facts.link.ended) return facts.link.ended;
  if (!facts.online) return "offline";
  if (facts.link.lostAt !== null && now - facts.link.lostAt >= (facts.link.opened ? SILENCE_MILLIS : FIRST_SILENCE_MILLIS)) return "reconnecting";
  return believedState(facts, now);
}

/** The computer's own state; a wake just asked for is believed until the server says otherwise or says nothing. */
export function believedState(/** @type {Facts} */ facts, /** @type {number} */ now) {
  const asked = facts.wakeAskedAt !== null && now - facts.wakeAskedAt < WAKE_BELIEVED_MILLIS;
  return facts.state === "asleep" && asked ? "waking" : facts.state;
}

function isComputerState(/** @type {string} */ shown) {
  return ["ready", "waking", "booting", "asleep", "maintenance", "deleting", "failed"].includes(shown);
}

function mostUrgent(/** @type {string} */ shown, /** @type {Facts} */ facts, /** @type {Seen["countdown"]} */ counting, /** @type {number} */ now) {
  switch (shown) {
    case "closed": case "access": case "signedOut": return strips.ended(facts);
    case "offline": return strips.offline();
    case "reconnecting": return strips.reconnecting(facts, now);
    case "failed": return strips.failed(facts, now);
    case "maintenance": case "deleting": return strips.maintenance(facts, now);
    case "asleep": return strips.asleep(facts, mayType(facts), now);
  }
  if (facts.pasteLines !== null) return strips.paste(facts.pasteLines);
  return counting && facts.phone ? strips.countdown(counting) : null;
}

/** @returns {{text: string, action: import("./strips.js").Action | null, left: number | null} | null} */
function sleepCountdown(/** @type {Facts} */ facts, /** @type {number} */ now) {
  const stay = mayType(facts) ? { id: "stayAwake", label: "stay awake" } : null;
  const lease = facts.heldBy.find((holder) => (holder.kind === "Lease" || holder.kind === "KeepAwakeUntil") && holder.until);
  const kept = Math.max(facts.keptUntil ?? 0, lease?.until ? Date.parse(lease.until) : 0);
  if (kept > now) return { text: `awake until ${clock(kept, now)}`, action: facts.keptUntil === null ? null : { id: "undoStay", label: "undo" }, left: null };
  const agent = facts.heldBy.find((holder) => holder.kind === "Agent");
  if (agent) return { text: `awake while ${agent.what || "an agent"} works`, action: null, left: null };
  if (facts.sleepsAt === null || facts.heldBy.length > 0) return null;
  const left = Date.parse(facts.sleepsAt) - now;
  if (left > NEAR_MILLIS || Number.isNaN(left)) return null;
  // Past its time it is about to be asked; the next message says what came of it.
  return { text: left > 0 ? `sleeps in ${roughly(left)}` : "sleeps now", action: stay, left: Math.max(0, left / NEAR_MILLIS) };
}
