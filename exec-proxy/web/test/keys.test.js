import assert from "node:assert/strict";
import { test } from "node:test";
import { controlByte, keyBytes } from "../src/shared/keybytes.js";
import { afterLeader, isChord, spoken } from "../src/shared/leader.js";

const NORMAL = { applicationCursor: false };

for (const [press, bytes] of /** @type {[import("../src/shared/keybytes.js").Press, string | null][]} */ ([
  [{ key: "a" }, "a"], [{ key: "é" }, "é"], [{ key: "😀" }, "😀"], [{ key: " " }, " "],
  [{ key: "c", ctrl: true }, "\x03"], [{ key: "C", ctrl: true, shift: true }, "\x03"], [{ key: " ", ctrl: true }, "\0"], [{ key: "[", ctrl: true }, "\x1b"], [{ key: ",", ctrl: true }, null],
  [{ key: "x", alt: true }, "\x1bx"], [{ key: "@", ctrl: true, alt: true, altGraph: true }, "@"], [{ key: "c", meta: true }, null],
  [{ key: "Enter" }, "\r"], [{ key: "Tab" }, "\t"], [{ key: "Tab", shift: true }, "\x1b[Z"], [{ key: "Backspace" }, "\x7f"], [{ key: "Backspace", ctrl: true }, "\b"], [{ key: "Escape" }, "\x1b"],
  [{ key: "ArrowUp" }, "\x1b[A"], [{ key: "ArrowLeft", ctrl: true }, "\x1b[1;5D"], [{ key: "Home" }, "\x1b[H"], [{ key: "Delete" }, "\x1b[3~"], [{ key: "PageUp", shift: true }, "\x1b[5;2~"],
  [{ key: "F1" }, "\x1bOP"], [{ key: "F5" }, "\x1b[15~"], [{ key: "F12", alt: true }, "\x1b[24;3~"],
  [{ key: "Shift", shift: true }, null], [{ key: "Control", ctrl: true }, null], [{ key: "Dead" }, null], [{ key: "AudioVolumeUp" }, null], [{ key: "Unidentified" }, null],
])) {
  test(`${JSON.stringify(press)} sends ${JSON.stringify(bytes)}`, () => assert.equal(keyBytes(press, NORMAL), bytes));
}

test("arrows follow the application's cursor mode", () => {
  assert.equal(keyBytes({ key: "ArrowUp" }, { applicationCursor: true }), "\x1bOA");
  assert.equal(keyBytes({ key: "ArrowUp", alt: true }, { applicationCursor: true }), "\x1b[1;3A");
});

test("the sticky ctrl of a phone", () => {
  assert.deepEqual(["a", "Z", "/", "?", "é", "1"].map(controlByte), ["\x01", "\x1a", "\x1f", "\x7f", null, null]);
});

test("the leader takes one key, without a time limit, and any other key leaves", () => {
  assert.deepEqual(afterLeader("leader", "n"), { phase: "off", command: { do: "new" } });
  assert.deepEqual(afterLeader("leader", "7"), { phase: "off", command: { do: "face", by: 7 } });
  assert.deepEqual(afterLeader("leader", "ArrowLeft"), { phase: "off", command: { do: "neighbour", by: -1 } });
  assert.deepEqual(afterLeader("leader", "q"), { phase: "off", command: null });
  assert.deepEqual(afterLeader("leader", "Escape"), { phase: "off", command: null });
  assert.deepEqual(afterLeader("leader", "?"), { phase: "keys", command: null });
  assert.deepEqual(afterLeader("keys", "t"), { phase: "off", command: { do: "theme" } });
  assert.deepEqual(afterLeader("leader", "Shift"), { phase: "leader", command: null }, "a modifier on the way to + or ?");
});

test("closing a face asks", () => {
  assert.deepEqual(afterLeader("leader", "x"), { phase: "close?", command: null });
  assert.deepEqual(afterLeader("close?", "y"), { phase: "off", command: { do: "close" } });
  for (const key of ["x", "n", "Enter", "Escape"]) assert.deepEqual(afterLeader("close?", key), { phase: "off", command: null });
});

test("the chord is exact, and can be switched off", () => {
  assert.ok(isChord("Ctrl+,", { key: ",", ctrl: true }));
  assert.ok(!isChord("Ctrl+,", { key: "," }));
  assert.ok(!isChord("Ctrl+,", { key: ",", ctrl: true, alt: true }));
  assert.ok(isChord("Ctrl+Alt+Space", { key: " ", ctrl: true, alt: true }));
  assert.ok(!isChord("", { key: ",", ctrl: true }));
  assert.equal(spoken("Ctrl+,"), "Control comma");
});
