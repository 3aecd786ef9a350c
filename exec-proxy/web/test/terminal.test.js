import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULTS, parseSettings } from "../src/shared/settings.js";
import { finishedSteps } from "../src/terminal/bootsteps.js";
import { Flow, HIGH_WATER, LOW_WATER } from "../src/terminal/flow.js";
import { isLive, mayLeave, wayOfKey } from "../src/terminal/gate.js";
import { cleanPaste, lineCount, mustAsk, pasteBytes } from "../src/terminal/paste.js";
import { roomFor } from "../src/terminal/room.js";
import { INPUT_CHUNK, binaryInput, hello, input, resize } from "../src/terminal/ttyd.js";

/** @returns {import("../src/terminal/gate.js").View} */
const view = (/** @type {object} */ changed) => ({ state: "ready", ended: false, mayType: true, canWake: true, keys: [], label: "", phone: false, covered: 0, makesRoom: false, settings: DEFAULTS, ...changed });

for (const [given, changed, up, way] of /** @type {[string, object, boolean, string][]} */ ([
  ["ready", {}, true, "send"], ["waking", { state: "waking" }, true, "send"], ["booting", { state: "booting" }, true, "send"],
  ["asleep", { state: "asleep" }, true, "wake"], ["kept asleep", { state: "asleep", canWake: false }, true, "drop"],
  ["asleep, watched", { state: "asleep", mayType: false }, true, "watching"], ["watched", { mayType: false }, true, "watching"],
  ["failed", { state: "failed" }, true, "page"], ["in maintenance", { state: "maintenance" }, true, "page"], ["failed, watched", { state: "failed", mayType: false }, true, "page"],
  ["lost", {}, false, "retry"], ["lost and asleep", { state: "asleep" }, false, "retry"], ["closed", { ended: true }, false, "page"],
])) {
  test(`a key while ${given}: ${way}`, () => assert.equal(wayOfKey(view(changed), up), way));
}

test("the cursor is solid only where typing works", () => {
  assert.ok(isLive(view({}), true));
  for (const [changed, up] of /** @type {[object, boolean][]} */ ([[{}, false], [{ state: "asleep" }, true], [{ state: "waking" }, true], [{ ended: true }, true]])) assert.ok(!isLive(view(changed), up));
});

test("a passing strip moves the screen only where it would hide the cursor; a lasting one gets its room", () => {
  const screen = { height: 700, margin: 16, covered: 61, makesRoom: false };
  assert.deepEqual(roomFor({ ...screen, cursorBottom: 300 }), { giveUp: 0, moveUp: 0 });
  assert.deepEqual(roomFor({ ...screen, cursorBottom: 655 }), { giveUp: 0, moveUp: 0 });
  assert.deepEqual(roomFor({ ...screen, cursorBottom: 656 }), { giveUp: 0, moveUp: 45 });
  assert.deepEqual(roomFor({ ...screen, covered: 0, cursorBottom: 700 }), { giveUp: 0, moveUp: 0 });
  assert.deepEqual(roomFor({ ...screen, makesRoom: true, cursorBottom: 700 }), { giveUp: 61, moveUp: 0 });
});

test("asleep, nothing leaves by itself", () => {
  const asleep = view({ state: "asleep" });
  for (const report of ["\x1b[I", "\x1b[O", "\x1b[<35;10;10M", "\x1b[M #!", "\x1b[?997;1n", "\x1b[35;10;10M"]) {
    assert.ok(!mayLeave(asleep, report, false), JSON.stringify(report));
    assert.ok(!mayLeave(asleep, report, true), JSON.stringify(report));
  }
  assert.ok(!mayLeave(asleep, "\x1bOA", false), "the wheel of a full screen");
  assert.ok(mayLeave(asleep, "\x1b[?1;2c", true), "an answer to the machine, which is awake before its word is here");
  assert.ok(mayLeave(view({}), "\x1b[<35;10;10M", false));
  assert.ok(!mayLeave(view({ mayType: false }), "a", false));
});

test("input is cut into messages, none of them empty, none of it lost", () => {
  assert.deepEqual(input(""), []);
  const text = "é€😀x".repeat(9000);
  const messages = input(text);
  assert.ok(messages.every((message) => message[0] === 0x30 && message.length > 1 && message.length <= INPUT_CHUNK + 1));
  assert.equal(Buffer.concat(messages.map((message) => message.subarray(1))).toString(), text);
  assert.deepEqual([...binaryInput("\x1b[M\xff\x80")[0]], [0x30, 0x1b, 0x5b, 0x4d, 0xff, 0x80]);
  assert.equal(Buffer.from(resize(80, 24)).toString(), '1{"columns":80,"rows":24}');
  assert.equal(hello(80, 24), '{"AuthToken":"","columns":80,"rows":24}');
});

test("the machine is paused above the high mark, resumed below the low one, once each", () => {
  /** @type {boolean[]} */
  const turns = [];
  const flow = new Flow((paused) => turns.push(paused));
  flow.wrote(HIGH_WATER);
  assert.deepEqual(turns, []);
  flow.wrote(1);
  flow.wrote(1000);
  assert.deepEqual(turns, [true]);
  flow.drew(HIGH_WATER + 1001 - LOW_WATER);
  assert.deepEqual(turns, [true]);
  flow.drew(1);
  assert.deepEqual(turns, [true, false]);
  flow.wrote(HIGH_WATER);
  flow.reconnected();
  assert.deepEqual(turns, [true, false, true, true], "a new socket does not know that it has to wait");
});

test("a paste cannot end its own bracket", () => {
  assert.equal(cleanPaste("a\r\nb\nc\rd\te"), "a\rb\rc\rd\te");
  assert.equal(cleanPaste("ls\x1b[201~\nrm -rf ~\x07\x9b201~"), "ls[201~\rrm -rf ~201~");
  assert.equal(pasteBytes("x\ny", true), "\x1b[200~x\ry\x1b[201~");
  assert.equal(pasteBytes("x\ny", false), "x\ry");
});

test("many lines are asked about, one line never", () => {
  assert.equal(lineCount("a\nb\n"), 2);
  assert.equal(lineCount("a"), 1);
  assert.ok(!mustAsk("echo\n", false));
  assert.ok(mustAsk("a\nb", false));
  assert.ok(!mustAsk("a\n".repeat(20), true));
  assert.ok(mustAsk("a\n".repeat(42), true));
  assert.ok(!mustAsk("x".repeat(200_000), true));
});

test("finished boot steps are said once, running ones are silent", () => {
  assert.deepEqual(finishedSteps([
    "  │▁│  calm-meadow-4821", "", "  ✓ request      shared cpu, 1 GB, class fly                             0.1 s",
    "  ✓ machine      created in Amsterdam                                    2.8 s", "  · boot         usually 11 s                                              7 s",
    "  ✓ disk                              1 m 20 s", "  ✗ machine      no room in Amsterdam, asked 3 times                    41.8 s", "  ✗ face         zsh 5deb6a ended with the restart",
  ]), ["request shared cpu, 1 GB, class fly, 0.1 seconds", "machine created in Amsterdam, 2.8 seconds", "disk, 1 minute 20 seconds",
    "machine failed no room in Amsterdam, asked 3 times, 41.8 seconds", "face failed zsh 5deb6a ended with the restart"]);
});

test("one bad stored value loses only itself", () => {
  assert.deepEqual(parseSettings('{"theme":"night","size":99,"leader":7,"reader":true}'), { theme: "night", size: 15, leader: "Ctrl+,", reader: true });
  for (const nothing of [null, "", "[", "null", "3"]) assert.deepEqual(parseSettings(nothing), { ...DEFAULTS });
});
