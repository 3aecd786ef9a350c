/**
 * The strip's sentences and actions, one function for each reason. Pure; the words are LOOK.md's.
 *
 * @typedef {{id: string, label: string, key?: string, main?: boolean, link?: boolean, href?: string}} Action
 * @typedef {{id: string, text: (string | {bold: string})[], actions: Action[], tap?: string}} Strip
 *   id: what is the matter (also for styles and tests). tap: the action of a press anywhere on it.
 */
import { clock, exactly, roughly } from "./words.js";

/** @typedef {import("./facts.js").Facts} Facts */

/** @returns {Strip} */
function strip(/** @type {string} */ id, /** @type {Strip["text"] | string} */ text, /** @type {Action[]} */ actions = []) {
  return { id, text: typeof text === "string" ? [text] : text, actions };
}

export function ended(/** @type {Facts} */ facts) {
  if (facts.signedOut) return strip("signed-out", "You are signed out. Nothing here is lost.", [{ id: "signIn", label: "Sign in", main: true, href: `${facts.path}?face=${facts.face}` }]);
  if (facts.link.ended === "access") return strip("access-ended", "Your access to this computer has ended.", [{ id: "mine", label: "Go to my computer", main: true, href: "//" }]);
  return strip("face-closed", "This face has closed. Files it made are still here.", [
    { id: "new", label: "New face", key: "n", main: true, href: facts.path }, { id: "faces", label: "All faces", href: `${facts.path}faces` }]);
}

export function offline() {
  return strip("offline", "This device is offline. Your computer is not affected. The page reconnects by itself.");
}

export function reconnecting(/** @type {Facts} */ facts, /** @type {number} */ now) {
  const { nextAt } = facts.link;
  const when = nextAt === null || nextAt <= now ? "Trying again now." : `Trying again in ${exactly(nextAt - now)}.`;
  return strip("reconnecting", `Connection lost. ${when} Keys typed now are not kept.`, [{ id: "tryNow", label: "Try now" }]);
}

export function failed(/** @type {Facts} */ facts, /** @type {number} */ now) {
  const left = facts.nextTryAt === null ? null : Date.parse(facts.nextTryAt) - now;
  /** @type {Strip["text"]} */
  let text;
  if (left === null) text = [facts.why ?? "No next try is planned."];
  else if (left <= 0) text = ["Trying again now."];
  else if ((facts.attempt ?? 1) > 1) text = ["Next try in ", { bold: roughly(left) }, `, attempt ${facts.attempt}.`];
  else text = ["Next try in ", { bold: exactly(left) }];
  /** @type {Action[]} */
  const actions = facts.role === "Viewer" ? [] : [{ id: "retry", label: "Try now", key: "r", main: true }];
  if (facts.regions) actions.push({ id: "regions", label: "Choose a region", key: "g", href: facts.regions });
  if (facts.incident) actions.push({ id: "copyIncident", label: "Copy incident code", key: "c" });
  if (facts.help) actions.push({ id: "help", label: "Get help", href: facts.help });
  return strip("failed", text, actions);
}

export function maintenance(/** @type {Facts} */ facts, /** @type {number} */ now) {
  if (facts.state === "deleting") return strip("deleting", "This computer is being deleted.");
  const back = facts.backAt ? `Back at about ${clock(Date.parse(facts.backAt), now)}.` : "No end time is known yet.";
  return strip("maintenance", `${back} This page turns back into your terminal by itself.`);
}

export function asleep(/** @type {Facts} */ facts, /** @type {boolean} */ typing, /** @type {number} */ now) {
  const since = facts.since ? `Asleep since ${clock(Date.parse(facts.since), now)}.` : "Asleep.";
  if (!facts.canWake || !typing) return strip("asleep", `${since} ${facts.why ?? "A person who can type wakes it."}`);
  return {
    ...strip("asleep", `${since} ${facts.phone ? "Tap to wake." : "Press any key to wake."}`, [{ id: "wake", label: "Wake", main: true }]),
    tap: facts.phone ? "wake" : undefined,
  };
}

export function paste(/** @type {number} */ lines) {
  return strip("paste", `Paste ${lines} lines?`, [{ id: "paste", label: "Paste", key: "enter", main: true }, { id: "cancelPaste", label: "Cancel", key: "esc" }]);
}

/** On a phone the bar has no room for the countdown. */
export function countdown(/** @type {{text: string, action: Action | null}} */ counting) {
  const text = counting.text[0].toUpperCase() + counting.text.slice(1);
  return strip("countdown", text, counting.action ? [{ ...counting.action, link: true }] : []);
}
