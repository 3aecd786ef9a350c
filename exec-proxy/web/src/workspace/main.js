/** The outer page: gathers facts from the control socket, the iframe and the browser; shows what the plan says; obeys. */
import { Channel } from "../shared/channel.js";
import { keyBytes, pressOf } from "../shared/keybytes.js";
import { afterLeader, isChord, spoken } from "../shared/leader.js";
import { Lifeline } from "../shared/lifeline.js";
import { loadSettings } from "../shared/settings.js";
import { Bar } from "./bar.js";
import { commands } from "./commands.js";
import { byId } from "./dom.js";
import { firstFacts, mayType, roleToast, told, toldWhole, wakeAsked } from "./facts.js";
import { KeyRow } from "./keyrow.js";
import { showLeader } from "./leaderview.js";
import { believedState, plan } from "./plan.js";
import { whyRefused } from "./probe.js";
import { Speaker } from "./speaker.js";
import { spokenOn } from "./speech.js";
import { StripView } from "./stripview.js";
import { Toasts } from "./toasts.js";
import { followVisibleHeight, onAwakening } from "./viewport.js";

const root = document.documentElement;
const phone = matchMedia("(max-width: 640px)");
const frame = /** @type {HTMLIFrameElement} */ (byId("terminal"));

let facts = { ...firstFacts(root.dataset, Date.now()), online: navigator.onLine, phone: phone.matches };
let settings = loadSettings();
/** @type {import("./plan.js").Seen | null} */
let seen = null;
/** @type {import("../shared/leader.js").Phase} */
let leader = "off";
let sentView = "";
/** The next message of the control socket is its first. */
let whole = true;

const speaker = new Speaker();
const toasts = new Toasts((text) => speaker.say(text));
const terminal = new Channel(() => frame.contentWindow, fromTerminal);
const control = new Lifeline(controlAddress, "berth", { open: () => (whole = true), message: fromServer, change: controlChanged, refused });
const act = commands({
  facts: () => facts,
  change: (next) => update(next),
  ask: (message) => control.send(JSON.stringify(message)),
  terminal,
  toasts,
  settings: () => settings,
  choose(next) {
    settings = next;
    update(facts);
  },
  reconnect(force) {
    terminal.send({ is: "reconnect", force });
    if (force) control.restart();
    else control.tryNow();
  },
});
const bar = new Bar(act);
const strip = new StripView(act);
const keys = new KeyRow((press) => terminal.send({ is: "press", press }), (held) => terminal.send({ is: "sticky", held }));

window.addEventListener("storage", () => {
  settings = loadSettings(); // chosen in another tab
  update(facts);
});
phone.addEventListener("change", () => update({ ...facts, phone: phone.matches }));
for (const event of ["online", "offline"]) {
  window.addEventListener(event, () => {
    update({ ...facts, online: navigator.onLine });
    if (navigator.onLine) act("restart");
  });
}
document.addEventListener("keydown", keyOnPage);
// Connections of a device that slept are dead and do not know it.
onAwakening(() => act("restart"));
followVisibleHeight();
if (facts.face === 0) byId("heading").textContent = `${facts.computer}, boot face`;
setInterval(() => update(facts), 1000);
update(facts);
control.start();

function controlAddress() {
  const url = new URL(`${facts.path}_ctl?face=${facts.face}`, location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

function fromServer(/** @type {ArrayBuffer | string} */ data) {
  if (typeof data !== "string") return;
  const message = JSON.parse(data);
  const before = facts;
  update((whole ? toldWhole : told)(facts, message, Date.now()));
  whole = false;
  const role = roleToast(before, facts);
  if (role) toasts.show(role);
  if (message.notice?.text) toasts.show(message.notice.text, message.notice.label ? { label: message.notice.label, href: message.notice.href } : undefined);
  if (message.go && new URL(message.go, location.href).origin === location.origin) location.replace(message.go);
}

function controlChanged(/** @type {import("../shared/lifeline.js").LinkState} */ link) {
  root.dataset.control = link.up ? "open" : "lost";
  // The terminal's socket ends for the same reasons; whichever hears first tells.
  if (link.ended && !facts.link.ended) update({ ...facts, link: { ...facts.link, ended: link.ended } });
}

async function refused() {
  const why = await whyRefused();
  if (why === "unknown" || facts.link.up) return;
  if (why === "signedOut") update({ ...facts, signedOut: true });
  else update({ ...facts, link: { ...facts.link, ended: why } });
}

function fromTerminal(/** @type {any} */ message) {
  switch (message.is) {
    case "ready":
      sentView = "";
      return update(facts);
    case "link": return update({ ...facts, link: { ...message.link, ended: facts.link.ended ?? message.link.ended } });
    case "refused": return void refused();
    case "woke": return update(wakeAsked(facts, Date.now()));
    case "tapped": return act("wake");
    case "watching": return toasts.show("You can watch this face, not type in it.");
    case "key": return void stripKey(message.key);
    case "leader": return showPhase(message.phase);
    case "command": return act(message.command.do, message.command.by);
    case "modifier": return keys.used();
    case "step": return speaker.step(message.text);
    case "toast": return toasts.show(message.text, message.copy && { label: "Copy", run: () => navigator.clipboard.writeText(message.copy) });
    case "paste":
      update({ ...facts, pasteLines: message.lines });
      return strip.focus();
  }
}

function update(/** @type {import("./facts.js").Facts} */ next) {
  facts = next;
  const now = Date.now();
  const before = seen;
  seen = plan(facts, now);
  bar.show(facts, seen, !mayType(facts));
  strip.show(leader === "off" ? seen.strip : null);
  root.dataset.state = seen.shown;
  root.dataset.link = facts.link.up ? "open" : "lost";
  root.dataset.strip = seen.strip?.id ?? "";
  const words = spokenOn(before, seen);
  if (words.polite) speaker.say(words.polite);
  if (words.alarm) speaker.alarm(words.alarm);
  tellTerminal(now);
}

function tellTerminal(/** @type {number} */ now) {
  const view = {
    state: believedState(facts, now), ended: Boolean(facts.link.ended || facts.signedOut), mayType: mayType(facts), canWake: facts.canWake, phone: facts.phone, settings,
    covered: byId("strip").offsetHeight + byId("leader").offsetHeight, makesRoom: seen?.makesRoom ?? false,
    keys: seen?.strip?.actions.flatMap((action) => action.key ?? []) ?? [],
    label: `Terminal, ${facts.face === 0 ? "boot face, read-only" : `face ${facts.hash || facts.face}`}.${settings.leader ? ` ${spoken(settings.leader)} leaves.` : ""}`,
  };
  const text = JSON.stringify(view);
  if (text === sentView) return;
  sentView = text;
  terminal.send({ is: "view", view });
}

function showPhase(/** @type {import("../shared/leader.js").Phase} */ phase) {
  leader = phase;
  showLeader(phase, false);
  if (phase === "leader") speaker.say("Page keys. Question mark lists them, escape goes back.");
  if (phase === "close?") speaker.say("Close this face? Press y to close it.");
  update(facts);
}

/** Keys while the focus is in the bar or the strip. */
function keyOnPage(/** @type {KeyboardEvent} */ event) {
  const press = pressOf(event);
  if (leader !== "off") {
    event.preventDefault();
    const { phase, command } = afterLeader(leader, press.key);
    showPhase(phase);
    terminal.send({ is: "leaderOff" });
    if (command) act(command.do, command.by);
  } else if (isChord(settings.leader, press)) {
    event.preventDefault();
    showPhase("leader");
  } else if (!press.ctrl && !press.alt && !press.meta && stripKey(press.key)) {
    event.preventDefault();
  } else if (press.key === "Escape") {
    focusTerminal();
  } else if (document.activeElement === document.body && keyBytes(press, { applicationCursor: false }) !== null) {
    // Nothing has the focus, so the key is meant for the terminal.
    event.preventDefault();
    terminal.send({ is: "press", press });
    focusTerminal();
  }
}

function focusTerminal() {
  frame.focus();
  terminal.send({ is: "focus" });
}

/** The keys that stand in the strip's `kbd` work alone, for no shell listens. */
function stripKey(/** @type {string} */ key) {
  const name = key === "Escape" ? "esc" : key.toLowerCase();
  const action = name === "enter" ? undefined : seen?.strip?.actions.find((candidate) => candidate.key === name);
  if (!action) return false;
  if (action.href) location.assign(action.href);
  else act(action.id);
  return true;
}
