/** The page in Chromium against a pretended computer: node --test dev/. The whole, on real parts, is tested in dev/e2e. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Chromium } from "./chromium.mjs";
import { SCREEN } from "./pretended.mjs";
import { serve } from "./serve.mjs";

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Chromium} */
let browser;
before(async () => {
  server = await serve();
  browser = new Chromium();
});
after(async () => {
  await browser.stop();
  server.stop();
});

const FACES = [{ n: 1, hash: "5deb6a", title: "zsh" }, { n: 2, hash: "de0aa2", title: "codex" }];
const state = "document.documentElement.dataset.state";
const frame = "document.querySelector('iframe').contentWindow";

async function open(/** @type {object} */ facts = {}, options = { touch: false, screen: SCREEN }) {
  const { computer } = server;
  computer.facts = /** @type {any} */ ({ state: "ready", role: "Owner", faces: FACES, since: new Date().toISOString(), ...facts });
  computer.screen = options.screen ?? SCREEN;
  computer.reachable = true;
  computer.heard.length = 0;
  const page = await browser.page();
  await page.size(options.touch ? 390 : 1000, options.touch ? 800 : 600, true, options.touch);
  await page.open(`http://calm-meadow-4821.localhost:${server.port}/?face=1`);
  await page.until(`document.documentElement.dataset.link === 'open' && document.documentElement.dataset.control === 'open' && ${frame}.berthTerminal?.buffer.active.type === 'alternate' && ${state} === '${computer.facts.state}'`);
  await settle();
  return { page, computer, heard: (/** @type {string} */ kind) => computer.heard.filter(([what]) => what === kind).map(([, text]) => text) };
}

/** Only where the point is that nothing happens. */
const settle = (millis = 150) => new Promise((later) => setTimeout(later, millis));
async function eventually(/** @type {() => unknown} */ check) {
  for (const end = Date.now() + 5000; ;) {
    try {
      return check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await settle(20);
    }
  }
}

test("typed keys arrive, in order, and the first socket alone is a visit", async () => {
  const { page, computer, heard } = await open();
  for (const key of ["l", "s", "Enter"]) await page.press(key);
  await eventually(() => assert.equal(heard("INPUT").join(""), "ls\r"));
  assert.match(heard("HELLO")[0], /^\{"AuthToken":"","columns":\d+,"rows":\d+\}$/);
  assert.match(heard("SOCKET").find((url) => url.startsWith("/ws")) ?? "", /^\/ws\?face=1&tz=-?\d+&visit=1$/);
  computer.heard.length = 0;
  computer.cut();
  await eventually(() => assert.match(heard("SOCKET").find((url) => url.startsWith("/ws")) ?? "", /^\/ws\?face=1&tz=-?\d+&again=1$/));
  assert.deepEqual(page.complaints.filter((text) => !/favicon/.test(text)), []);
  await page.closeTarget();
});

test("asleep: moving, clicking elsewhere, focus and resizing send nothing; one key wakes and is typed once", async () => {
  const { page, computer, heard } = await open({}, { touch: false, screen: `${SCREEN}\x1b[?1003h\x1b[?1006h\x1b[?1004h` });
  computer.say({ state: "asleep", since: new Date().toISOString() });
  await page.until(`${state} === 'asleep'`);
  assert.equal(await page.evaluate(`${frame}.document.activeElement.id`), "waker");
  await settle();
  computer.heard.length = 0;
  await page.call("Input.dispatchMouseEvent", { type: "mouseMoved", x: 300, y: 300 });
  await page.call("Input.dispatchMouseEvent", { type: "mouseMoved", x: 320, y: 310 });
  await page.call("Input.dispatchMouseEvent", { type: "mouseWheel", x: 320, y: 310, deltaX: 0, deltaY: 120 });
  await page.evaluate(`${frame}.document.querySelector('.xterm-helper-textarea').focus()`);
  await page.size(900, 500);
  await page.press("Shift");
  await settle(400);
  assert.deepEqual(computer.heard, []);
  await page.press("x");
  await page.until(`${state} === 'waking'`);
  await page.press("y");
  await eventually(() => assert.deepEqual(heard("INPUT"), ["x", "y"]));
  assert.deepEqual(heard("DO"), []);
  assert.equal(computer.heard[0][0], "RESIZE", "the size of now comes before the key");
  computer.say({ state: "waking" });
  computer.say({ state: "ready" });
  await page.until(`${state} === 'ready' && /^woke in \\d+\\.\\d s$/.test(document.getElementById('note').textContent)`);
  await page.until(`${frame}.document.activeElement.className.includes('xterm-helper-textarea')`);
  await page.press("z");
  await eventually(() => assert.equal(heard("INPUT").filter((text) => !text.startsWith("\x1b")).join(""), "xyz"));
  await page.closeTarget();
});

test("asleep: a click on the terminal and [Wake] only wake", async () => {
  const { page, computer, heard } = await open({ state: "asleep" });
  await page.click(400, 300);
  await eventually(() => assert.deepEqual(heard("DO"), ['{"do":"wake"}']));
  assert.deepEqual(heard("INPUT"), []);
  await page.until(`${state} === 'waking'`);
  computer.say({ state: "ready" });
  await page.until(`${state} === 'ready'`);
  computer.say({ state: "asleep" });
  await page.until(`${state} === 'asleep'`);
  await page.evaluate("document.querySelector('[data-act=wake]').click()");
  await eventually(() => assert.equal(heard("DO").length, 2));
  await page.closeTarget();
});

test("a strip that comes and goes resizes nothing, and never lies over the cursor", async () => {
  const { page, computer, heard } = await open({}, { touch: false, screen: `\x1b[?1049h\x1b[H\x1b[2J${"line\r\n".repeat(100)}$ ` });
  computer.heard.length = 0;
  const cursor = `(() => { const w = ${frame}, t = w.berthTerminal, b = w.document.querySelector('.xterm-screen').getBoundingClientRect(); return b.top + (t.buffer.active.cursorY + 1) * b.height / t.rows + document.querySelector('iframe').getBoundingClientRect().top })()`;
  computer.say({ state: "asleep" });
  await page.until("document.documentElement.dataset.strip === 'asleep'");
  await page.until(`${cursor} <= document.getElementById('strip').getBoundingClientRect().top`);
  const onTop = "document.getElementById('strip').contains(document.elementFromPoint(innerWidth / 2, innerHeight - 30))";
  assert.ok(await page.evaluate(onTop));
  await page.press("x");
  await page.until("document.documentElement.dataset.strip === ''");
  computer.say({ state: "ready" });
  await page.press("Ctrl+,");
  await page.until("!document.getElementById('leader').hidden");
  await page.until(`${cursor} <= document.getElementById('leader').getBoundingClientRect().top`);
  await page.press("Escape");
  await settle(300);
  assert.deepEqual(heard("RESIZE"), []);
  computer.say({ state: "failed", nextTryAt: new Date(Date.now() + 60_000).toISOString() });
  await eventually(() => assert.equal(heard("RESIZE").length, 1));
  await page.closeTarget();
});

test("a button of the page keeps its focus when the computer falls asleep, and a key still goes the right way afterwards", async () => {
  const { page, computer, heard } = await open({ sleepsAt: new Date(Date.now() + 60_000).toISOString() });
  await page.evaluate("document.getElementById('countdown-act').focus()");
  computer.say({ state: "asleep", sleepsAt: null });
  await page.until(`${state} === 'asleep'`);
  await settle();
  assert.notEqual(await page.evaluate("document.activeElement.tagName"), "IFRAME");
  computer.heard.length = 0;
  await page.evaluate("document.querySelector('iframe').focus()");
  await page.press("Q");
  await eventually(() => assert.deepEqual(heard("INPUT"), ["Q"]));
  await page.closeTarget();
});

test("keys at the very moment of falling asleep and waking are sent once each", async () => {
  const { page, computer, heard } = await open();
  const keys = "aBcDeFgHiJkLmNoPqRsTuVwXyZ".repeat(4);
  for (const [index, key] of [...keys].entries()) {
    if (index % 4 === 1) computer.say({ state: "asleep" });
    if (index % 4 === 3) computer.say({ state: "ready" });
    await page.press(key);
  }
  await eventually(() => assert.equal(heard("INPUT").join("").length >= keys.length, true));
  await settle(300);
  assert.equal(heard("INPUT").join(""), keys);
  await page.closeTarget();
});

test("kept asleep, or only watched: no key leaves", async () => {
  for (const facts of [{ state: "asleep", canWake: false }, { state: "asleep", role: "Viewer" }, { role: "Viewer" }]) {
    const { page, heard } = await open(facts);
    await page.press("a");
    await page.click(400, 300);
    await settle(300);
    assert.deepEqual([heard("INPUT"), heard("DO")], [[], []], JSON.stringify(facts));
    await page.closeTarget();
  }
});

test("a lost connection: silence, then the strip; a key tries at once; then all is as before", async () => {
  const { page, computer, heard } = await open();
  computer.reachable = false;
  computer.cut();
  await settle(1200);
  assert.equal(await page.evaluate(state), "ready");
  await page.until(`${state} === 'reconnecting'`);
  await page.until(`/in [3-9] s/.test(document.getElementById('strip').textContent)`, 15_000);
  computer.reachable = true;
  await page.press("q");
  await page.until(`${state} === 'ready'`, 1500);
  assert.ok(!heard("INPUT").includes("q"));
  await page.press("r");
  await eventually(() => assert.ok(heard("INPUT").includes("r")));
  await page.closeTarget();
});

test("an ended face stays ended, and n opens a new one", async () => {
  const { page, computer } = await open();
  computer.close(1000, "closed");
  await page.until(`${state} === 'closed'`);
  computer.heard.length = 0;
  await settle(600);
  assert.deepEqual(computer.heard, []);
  await page.press("n");
  await page.until("location.search === '' || performance.getEntriesByType('navigation')[0].name.endsWith('/')");
  await page.closeTarget();
});

test("leader keys never reach the shell", async () => {
  const { page, heard } = await open();
  await page.press("Ctrl+,");
  await page.press("w");
  await eventually(() => assert.deepEqual(heard("DO"), ['{"do":"stayAwake","for":"1h"}']));
  await page.press("Ctrl+,");
  await page.press("x");
  await page.until("!document.getElementById('leader').hidden && /Close this face/.test(document.getElementById('leader').textContent)");
  await page.press("y");
  await eventually(() => assert.equal(heard("DO").at(-1), '{"do":"close","face":1}'));
  await page.press("Ctrl+,");
  await page.press("t");
  await page.until("document.documentElement.dataset.theme === 'night'");
  await page.until(`${frame}.document.documentElement.dataset.theme === 'night'`);
  await page.press("Ctrl+,");
  await page.press("Tab");
  await page.until("document.activeElement.className === 'home'");
  await page.press("Escape");
  await page.until("document.activeElement.tagName === 'IFRAME'");
  await page.press("k");
  await eventually(() => assert.deepEqual(heard("INPUT"), ["k"]));
  await page.closeTarget();
});

test("a paste is cleaned, bracketed where asked for, and many lines are a question", async () => {
  const { page, computer, heard } = await open({}, { touch: false, screen: `${SCREEN}\x1b[?2004h` });
  const paste = (/** @type {string} */ text) => page.evaluate(`(() => { const w = ${frame}; const d = new DataTransfer(); d.setData('text/plain', ${JSON.stringify(text)}); w.document.activeElement.dispatchEvent(new w.ClipboardEvent('paste', { clipboardData: d, bubbles: true, cancelable: true })) })()`);
  await paste("one\ntwo\x1b[201~");
  await eventually(() => assert.deepEqual(heard("INPUT"), ["\x1b[200~one\rtwo[201~\x1b[201~"]));
  computer.heard.length = 0;
  await paste("echo\n".repeat(42));
  await page.until("document.documentElement.dataset.strip === 'paste'");
  await page.press("Escape");
  await page.until("document.documentElement.dataset.strip === ''");
  await paste("echo\n".repeat(42));
  await page.until("document.activeElement.dataset.act === 'paste'");
  await page.press("Enter");
  await eventually(() => assert.match(heard("INPUT").join(""), /^\x1b\[200~(echo\r){42}\x1b\[201~$/));
  computer.heard.length = 0;
  const long = "é".repeat(100_000);
  await paste(long);
  await eventually(() => assert.equal(heard("INPUT").map((part) => part).join("").replaceAll("\ufffd", "").length > 99_000, true));
  await page.press("k");
  await eventually(() => assert.ok(heard("INPUT").includes("k")));
  await page.closeTarget();
});

test("a program may fill the clipboard and never read it", async () => {
  const { page, computer, heard } = await open();
  await page.call("Page.bringToFront");
  computer.print("\x1b]52;c;aGVsbG8g8J+YgA==\x07");
  computer.print("\x1b]52;c;?\x07");
  await settle(300);
  assert.deepEqual(heard("INPUT"), []);
  await page.closeTarget();
});

test("on a phone: no focus at first, the key row types, ctrl sticks for one key", async () => {
  const { page, heard } = await open({}, { touch: true, screen: SCREEN });
  assert.equal(await page.evaluate("document.activeElement.tagName"), "BODY");
  const tap = (/** @type {string} */ key) => page.evaluate(`document.querySelector('[data-key="${key}"]').click()`);
  await tap("Escape");
  await tap("ArrowUp");
  await tap("|");
  await tap("ctrl");
  await settle();
  await tap("~"); // no control character: stays itself, and uses ctrl up
  await eventually(() => assert.deepEqual(heard("INPUT"), ["\x1b", "\x1b[A", "|", "~"]));
  await page.evaluate(`${frame}.document.querySelector('.xterm-helper-textarea').focus()`);
  await tap("ctrl");
  await settle();
  await page.press("c");
  await eventually(() => assert.equal(heard("INPUT").at(-1), "\x03"));
  await page.press("c");
  await eventually(() => assert.equal(heard("INPUT").at(-1), "c"));
  await page.closeTarget();
});

test("without WebGL the page is the same, and the policy holds", async () => {
  const { page } = await open();
  await page.call("Page.addScriptToEvaluateOnNewDocument", { source: "HTMLCanvasElement.prototype.getContext = () => null" });
  await page.open(`http://calm-meadow-4821.localhost:${server.port}/?face=1`);
  await page.until(`${frame}.document.querySelector('.xterm-rows')?.textContent.includes('Lisbon')`);
  const cell = await page.evaluate(`(() => { const t = ${frame}.berthTerminal, b = ${frame}.document.querySelector('.xterm-screen').getBoundingClientRect(); return [b.width / t.cols, b.height / t.rows] })()`);
  assert.deepEqual(cell, [9, 19]);
  server.computer.print("\x1b[38;2;1;2;3;48;2;200;201;202;4:3;58;2;9;9;9mcoloured\x1b[0m");
  await settle(300);
  assert.deepEqual(page.complaints.filter((text) => /Content Security|Error/.test(text)), []);
  await page.closeTarget();
});
