/** The iframe: one terminal, one socket, and the rule of where a key goes. The page around it decides everything else. */
import { Channel, afterUse } from "../shared/channel.js";
import { controlByte, keyBytes, pressOf } from "../shared/keybytes.js";
import { afterLeader, isChord } from "../shared/leader.js";
import { Lifeline } from "../shared/lifeline.js";
import { loadSettings } from "../shared/settings.js";
import { finishedSteps } from "./bootsteps.js";
import { joinClipboard } from "./clipboard.js";
import { styleThroughObjectModel } from "./csp.js";
import { Flow } from "./flow.js";
import { isLive, mayLeave, wayOfKey } from "./gate.js";
import { roomFor } from "./room.js";
import { openScreen } from "./screen.js";
import { joinTouch } from "./touch.js";
import * as ttyd from "./ttyd.js";
import { Waker } from "./waker.js";

/** The first socket of a page speaks for its navigation, as long as that is fresh (resources.md 4.3). */
const VISIT_MILLIS = 10_000;

const told = document.documentElement.dataset;
/** @type {import("./gate.js").View} */
let view = {
  state: told.state ?? "booting", ended: false, mayType: told.role !== "Viewer" && told.face !== "0", canWake: true, keys: [], covered: 0, makesRoom: false,
  label: `Terminal, face ${told.hash}. Control comma leaves.`, phone: false, settings: loadSettings(),
};
/** @type {import("../shared/leader.js").Phase} */
let leader = "off";
/** The phone's sticky keys. @type {{ctrl: import("../shared/channel.js").Hold, alt: import("../shared/channel.js").Hold}} */
let sticky = { ctrl: "off", alt: "off" };
/** The size changed while nothing may be sent. */
let heldSize = false;
/** The page listens: what it was told before that is lost. */
let heard = false;
/** How many writes xterm is still parsing: what it sends meanwhile answers the machine. */
let parsing = 0;
/** @type {Set<string>} */
const said = new Set();

styleThroughObjectModel();
const element = /** @type {HTMLElement} */ (document.getElementById("screen"));
const { terminal, apply } = await openScreen(element, view.settings);
/** @type {any} */ (window).berthTerminal = terminal;

const page = new Channel(() => (window.parent === window ? null : window.parent), receive);
/** @type {Lifeline} */
const line = new Lifeline(address, "tty", { open: opened, message: arrived, change: linkChanged, refused: () => page.send({ is: "refused" }) });
const flow = new Flow((paused) => line.send(paused ? ttyd.PAUSE : ttyd.RESUME));
const waker = new Waker(/** @type {HTMLTextAreaElement} */ (document.getElementById("waker")),
  () => ({ applicationCursor: terminal.modes.applicationCursorKeysMode }), (data, press) => typed(data, press), taken);
const clipboard = joinClipboard(terminal, {
  type: (data) => typed(data, null),
  ask: (lines) => page.send({ is: "paste", lines }),
  toast: (text, copy) => page.send({ is: "toast", text, copy }),
});
joinTouch(element, terminal, { tap: () => focus(), copy: clipboard.copy });

terminal.onData((data) => send(withSticky(data)));
terminal.onBinary((data) => mayLeave(view, data, parsing > 0) && ttyd.binaryInput(data).forEach((message) => line.send(message)));
terminal.onResize(() => sendSize());
terminal.attachCustomKeyEventHandler(keyOfTerminal);
terminal.textarea?.addEventListener("focus", () => live() || waker.focus());
waker.field.addEventListener("focus", () => live() && terminal.focus());
// A click or a tap only wakes; the key that wakes is typed. Selecting text is neither.
element.addEventListener("click", () => {
  if (view.state === "asleep" && !terminal.hasSelection()) page.send({ is: "tapped" });
  focus();
});

apply(view.settings);
label();
page.send({ is: "ready" });
whenVisible(() => line.start());
if (!matchMedia("(pointer: coarse)").matches) focus();

/** @returns {string} */
function address() {
  const query = new URLSearchParams(location.search);
  const face = query.get("face") ?? "0";
  const visit = !line.state.opened && performance.now() < VISIT_MILLIS ? "&visit=1" : "";
  const again = line.state.opened ? "&again=1" : "";
  const url = new URL(`ws?face=${encodeURIComponent(face)}&tz=${-new Date().getTimezoneOffset()}${visit}${again}`, location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

function opened() {
  // A cut connection may have left half an escape sequence behind: CAN ends it.
  terminal.write("\x18");
  line.send(ttyd.hello(terminal.cols, terminal.rows));
  heldSize = false;
  flow.reconnected();
}

function arrived(/** @type {ArrayBuffer | string} */ data) {
  if (typeof data === "string" || data.byteLength < 2 || new Uint8Array(data, 0, 1)[0] !== ttyd.OUTPUT) return;
  const bytes = new Uint8Array(data, 1);
  flow.wrote(bytes.length);
  parsing++;
  terminal.write(bytes, () => {
    parsing--;
    flow.drew(bytes.length);
    if (view.state === "booting" || view.state === "waking") sayFinishedSteps();
  });
}

function linkChanged(/** @type {import("../shared/lifeline.js").LinkState} */ link) {
  page.send({ is: "link", link });
  settleFocus();
}

/** A key, a paste or a composed text that did not come through xterm. */
function typed(/** @type {string} */ data, /** @type {import("../shared/keybytes.js").Press | null} */ press) {
  const way = wayOfKey(view, line.state.up);
  if (way === "retry") return line.tryNow();
  if (way === "page") return press && page.send({ is: "key", key: press.key });
  if (way === "watching") return page.send({ is: "watching" });
  if (way === "drop") return;
  sendHeldSize();
  ttyd.input(withSticky(data)).forEach((message) => line.send(message));
  if (way === "wake") page.send({ is: "woke" });
}

/** What xterm itself wants to send: keys while live, and its reports. */
function send(/** @type {string} */ data) {
  if (mayLeave(view, data, parsing > 0)) ttyd.input(data).forEach((message) => line.send(message));
}

function sendSize() {
  heldSize = view.state === "asleep" || !line.send(ttyd.resize(terminal.cols, terminal.rows));
}

function sendHeldSize() {
  if (heldSize) heldSize = !line.send(ttyd.resize(terminal.cols, terminal.rows));
}

/** Keys that xterm is about to take; false keeps them from it. */
function keyOfTerminal(/** @type {KeyboardEvent} */ event) {
  if (live()) return !(event.type === "keydown" && taken(event)) && !watching(event);
  // The focus is still on its way to the waker, or the window has none to move: the rule is the waker's already.
  if (event.type === "keydown") waker.pressed(event);
  return false;
}

/** Leader keys and copying: taken before the shell sees anything. */
function taken(/** @type {KeyboardEvent} */ event) {
  const press = pressOf(event);
  if (leader !== "off") {
    const { phase, command } = afterLeader(leader, press.key);
    leader = phase;
    page.send({ is: "leader", phase });
    if (command) page.send({ is: "command", command });
  } else if (isChord(view.settings.leader, press)) {
    leader = "leader";
    page.send({ is: "leader", phase: leader });
  } else {
    return clipboard.copies(event);
  }
  event.preventDefault();
  return true;
}

/** A reader who may not type is told so, once a key would have been typed. */
function watching(/** @type {KeyboardEvent} */ event) {
  if (event.type !== "keydown" || view.mayType || keyBytes(pressOf(event), { applicationCursor: false }) === null) return false;
  page.send({ is: "watching" });
  return true;
}

function withSticky(/** @type {string} */ data) {
  if (sticky.ctrl === "off" && sticky.alt === "off" || [...data].length !== 1) return data;
  const control = sticky.ctrl === "off" ? data : controlByte(data) ?? data;
  const result = (sticky.alt === "off" ? "" : "\x1b") + control;
  // Let go here and not when the page answers: the next key may be faster.
  sticky = { ctrl: afterUse(sticky.ctrl), alt: afterUse(sticky.alt) };
  page.send({ is: "modifier" });
  return result;
}

function receive(/** @type {any} */ message) {
  switch (message.is) {
    case "view":
      if (!heard) page.send({ is: "link", link: line.state });
      heard = true;
      view = message.view;
      apply(view.settings);
      label();
      if (view.ended) line.stop("closed");
      if (view.state !== "asleep") sendHeldSize();
      makeRoom();
      return settleFocus();
    case "reconnect": return message.force ? line.restart() : line.tryNow();
    case "focus": return focus();
    case "leaderOff": return void (leader = "off");
    case "sticky": return void (sticky = message.held);
    case "size": return sendHeldSize();
    case "pasteAnswer":
      clipboard.answered(message.ok);
      return focus();
    case "press": {
      const data = keyBytes(message.press, { applicationCursor: terminal.modes.applicationCursorKeysMode });
      return void (data && typed(data, message.press));
    }
  }
}

function live() {
  return isLive(view, line.state.up);
}

function focus() {
  if (live()) terminal.focus();
  else waker.focus();
}

/** The focus moves between terminal and waker as the cursor turns solid or hollow; it is never taken from elsewhere. */
function settleFocus() {
  // A phone has no focus before the first tap; an awake computer still shows a solid cursor there.
  terminal.options.cursorInactiveStyle = live() && view.phone ? "block" : "outline";
  // Elsewhere a button of the page may have the focus: it keeps it, and the focus is settled when it comes back here.
  if (!document.hasFocus()) return;
  if (live() ? waker.focused : document.activeElement === terminal.textarea) focus();
}

function makeRoom() {
  const margin = innerWidth > 640 ? 16 : 12;
  const screen = element.querySelector(".xterm-screen")?.getBoundingClientRect().height ?? 0;
  const { giveUp, moveUp } = roomFor({
    height: innerHeight - 2 * margin, margin, covered: view.covered, makesRoom: view.makesRoom,
    cursorBottom: (terminal.buffer.active.cursorY + 1) * (screen / terminal.rows),
  });
  element.style.bottom = giveUp ? `${giveUp + margin}px` : "";
  element.style.transform = moveUp ? `translateY(-${moveUp}px)` : "";
}

function label() {
  terminal.textarea?.setAttribute("aria-label", view.label);
  waker.field.setAttribute("aria-label", view.label);
}

function sayFinishedSteps() {
  const buffer = terminal.buffer.active;
  const lines = Array.from({ length: terminal.rows }, (_, row) => buffer.getLine(buffer.viewportY + row)?.translateToString(true, 0, terminal.cols) ?? "");
  for (const text of finishedSteps(lines)) {
    if (said.has(text)) continue;
    said.add(text);
    page.send({ is: "step", text });
  }
}

/** A page that the browser prepares ahead of time is no visit yet. */
function whenVisible(/** @type {() => void} */ start) {
  const prepared = /** @type {any} */ (document).prerendering;
  if (prepared) document.addEventListener("prerenderingchange", start, { once: true });
  else start();
}
