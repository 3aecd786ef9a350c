/**
 * What the page knows, and how it changes. Pure: each function takes the facts and gives new ones.
 *
 * @typedef {{n: number, hash: string, title: string}} FaceTab
 * @typedef {{kind: string, what?: string, until?: string}} Holder
 * @typedef {{computer: string, agent: string, path: string, face: number, hash: string, runs: string,
 *   state: string, since: string | null, why: string | null, canWake: boolean, sleepsAt: string | null, heldBy: Holder[], role: string,
 *   faces: FaceTab[] | null, backAt: string | null, nextTryAt: string | null, attempt: number | null, incident: string | null,
 *   regions: string | null, help: string | null}} Told   what the server says
 * @typedef {Told & {link: import("../shared/lifeline.js").LinkState, online: boolean, signedOut: boolean, phone: boolean,
 *   wakeAskedAt: number | null, wakingSince: number | null, woke: {took: number, at: number} | null, keptUntil: number | null,
 *   pasteLines: number | null}} Facts
 */

/** A wake that nothing answers is taken back: the strip says again how to wake. */
export const WAKE_BELIEVED_MILLIS = 10_000;

const EMPTY = { since: null, why: null, canWake: true, sleepsAt: null, heldBy: [], faces: null, backAt: null, nextTryAt: null, attempt: null, incident: null, regions: null, help: null };

const TIMES = ["since", "sleepsAt", "backAt", "nextTryAt"];

/** @returns {Facts} */
export function firstFacts(/** @type {Record<string, string | undefined>} */ told, /** @type {number} */ now) {
  return /** @type {Facts} */ ({
    ...EMPTY,
    computer: told.computer ?? "", agent: told.agent ?? "", path: told.path ?? "/", face: Number(told.face ?? 0), hash: told.hash ?? "", runs: told.runs ?? "",
    state: told.state ?? "booting", role: told.role ?? "Viewer",
    link: { up: false, opened: false, lostAt: now, nextAt: null, ended: null }, online: true, signedOut: false, phone: false,
    wakeAskedAt: null, wakingSince: told.state === "waking" ? now : null, woke: null, keptUntil: null, pasteLines: null,
  });
}

/** A message of the control socket: members that it names change, `null` takes one back to nothing. */
export function told(/** @type {Facts} */ facts, /** @type {Record<string, any>} */ message, /** @type {number} */ now) {
  /** @type {Record<string, any>} */
  const changed = {};
  for (const name of ["state", "role", ...Object.keys(EMPTY)]) {
    if (!(name in message)) continue;
    const unreadable = TIMES.includes(name) && Number.isNaN(Date.parse(message[name]));
    if (message[name] !== null && !unreadable) changed[name] = message[name];
    else if (name in EMPTY) changed[name] = EMPTY[/** @type {keyof typeof EMPTY} */ (name)]; // state and role are never absent
  }
  const next = /** @type {Facts} */ ({ ...facts, ...changed });
  const mine = next.faces?.find((face) => face.n === next.face);
  if (mine) Object.assign(next, { hash: mine.hash, runs: mine.title });
  if (next.state !== facts.state) Object.assign(next, stateChange(facts, next.state, now));
  return next;
}

/** The first message of a connection: what it does not name is absent, whatever an earlier connection had said. */
export function toldWhole(/** @type {Facts} */ facts, /** @type {Record<string, any>} */ message, /** @type {number} */ now) {
  const absent = Object.fromEntries(Object.keys(EMPTY).map((name) => [name, null]));
  return told(facts, { ...absent, ...message }, now);
}

function stateChange(/** @type {Facts} */ facts, /** @type {string} */ state, /** @type {number} */ now) {
  const wakingSince = facts.wakeAskedAt ?? facts.wakingSince;
  switch (state) {
    case "ready": return {
      wakeAskedAt: null, wakingSince: null,
      woke: wakingSince === null || facts.state === "booting" ? null : { took: now - wakingSince, at: now },
    };
    case "waking": return { wakingSince: wakingSince ?? now, woke: null };
    case "asleep": return { wakeAskedAt: null, wakingSince: null, woke: null, keptUntil: null };
    default: return { wakeAskedAt: null, woke: null };
  }
}

export function wakeAsked(/** @type {Facts} */ facts, /** @type {number} */ now) {
  return facts.state === "asleep" && facts.wakeAskedAt === null ? { ...facts, wakeAskedAt: now } : facts;
}

export function mayType(/** @type {Facts} */ facts) {
  return facts.face !== 0 && (facts.role === "Owner" || facts.role === "Driver");
}

/** Toast for a role that changed under an open page, if that makes a difference to typing. */
export function roleToast(/** @type {Facts} */ before, /** @type {Facts} */ after) {
  if (mayType(before) === mayType(after)) return null;
  return mayType(after) ? "You can type now." : "You can watch now, not type. The owner changed it.";
}
