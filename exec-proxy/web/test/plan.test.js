import assert from "node:assert/strict";
import { test } from "node:test";
import { firstFacts, told, toldWhole, wakeAsked } from "../src/workspace/facts.js";
import { plan } from "../src/workspace/plan.js";
import { spokenOn } from "../src/workspace/speech.js";

const NOW = new Date(2026, 10, 21, 14, 10).getTime();
const at = (/** @type {number} */ seconds) => new Date(NOW + seconds * 1000).toISOString();
const UP = { up: true, opened: true, lostAt: null, nextAt: null, ended: null };

/** @returns {import("../src/workspace/facts.js").Facts} */
function computer(/** @type {object} */ changed = {}) {
  return { ...firstFacts({ computer: "calm-meadow-4821", path: "/", face: "1", hash: "5deb6a", runs: "zsh", role: "Owner", state: "ready" }, NOW), link: /** @type {any} */ (UP), ...changed };
}
const sentence = (/** @type {import("../src/workspace/plan.js").Seen} */ seen) => seen.strip?.text.map((part) => (typeof part === "string" ? part : part.bold)).join("") ?? null;
const buttons = (/** @type {import("../src/workspace/plan.js").Seen} */ seen) => seen.strip?.actions.map((action) => [action.label, action.key].filter(Boolean).join(" ")) ?? [];
const lost = (/** @type {number} */ secondsAgo, /** @type {number | null} */ nextIn = null) => ({ ...UP, up: false, lostAt: NOW - secondsAgo * 1000, nextAt: nextIn === null ? null : NOW + nextIn * 1000 });

for (const [given, changed, shown, strip, actions] of /** @type {[string, object, string, string | null, string[]][]} */ ([
  ["ready, sleep is far", { sleepsAt: at(1200) }, "ready", null, []],
  ["asleep", { state: "asleep", since: at(-480) }, "asleep", "Asleep since 14:02. Press any key to wake.", ["Wake"]],
  ["asleep, on a phone", { state: "asleep", since: at(-480), phone: true }, "asleep", "Asleep since 14:02. Tap to wake.", ["Wake"]],
  ["kept asleep by its owner", { state: "asleep", since: at(-480), canWake: false, why: "Its owner keeps it asleep." }, "asleep", "Asleep since 14:02. Its owner keeps it asleep.", []],
  ["asleep, seen by a viewer", { state: "asleep", since: at(-480), role: "Viewer" }, "asleep", "Asleep since 14:02. A person who can type wakes it.", []],
  ["waking", { state: "waking" }, "waking", null, []],
  ["booting", { state: "booting" }, "booting", null, []],
  ["lost for a second", { link: lost(1) }, "ready", null, []],
  ["lost, waiting", { link: lost(2, 4) }, "reconnecting", "Connection lost. Trying again in 4 s. Keys typed now are not kept.", ["Try now"]],
  ["lost, trying", { link: lost(3) }, "reconnecting", "Connection lost. Trying again now. Keys typed now are not kept.", ["Try now"]],
  ["offline and lost", { online: false, link: lost(9) }, "offline", "This device is offline. Your computer is not affected. The page reconnects by itself.", []],
  ["maintenance with an end", { state: "maintenance", backAt: at(1200) }, "maintenance", "Back at about 14:30. This page turns back into your terminal by itself.", []],
  ["maintenance without", { state: "maintenance" }, "maintenance", "No end time is known yet. This page turns back into your terminal by itself.", []],
  ["failed, first try", { state: "failed", nextTryAt: at(292), attempt: 1, incident: "INC-7K2QD4MX", regions: "/r", help: "/h" }, "failed", "Next try in 4 min 52 s", ["Try now r", "Choose a region g", "Copy incident code c", "Get help"]],
  ["failed, later", { state: "failed", nextTryAt: at(540), attempt: 6, incident: "INC-7K2QD4MX" }, "failed", "Next try in 9 min, attempt 6.", ["Try now r", "Copy incident code c"]],
  ["failed, seen by a viewer", { state: "failed", nextTryAt: at(30), role: "Viewer" }, "failed", "Next try in 30 s", []],
  ["face closed", { link: { ...UP, up: false, ended: "closed" } }, "closed", "This face has closed. Files it made are still here.", ["New face n", "All faces"]],
  ["access ended", { link: { ...UP, up: false, ended: "access" } }, "access", "Your access to this computer has ended.", ["Go to my computer"]],
  ["signed out", { signedOut: true }, "signedOut", "You are signed out. Nothing here is lost.", ["Sign in"]],
  ["a paste of many lines", { pasteLines: 42 }, "ready", "Paste 42 lines?", ["Paste enter", "Cancel esc"]],
])) {
  test(given, () => {
    const seen = plan(computer(changed), NOW);
    assert.equal(seen.shown, shown);
    assert.equal(sentence(seen), strip);
    assert.deepEqual(buttons(seen), actions);
  });
}

test("the pill says the nearest reason", () => {
  const everything = computer({ state: "failed", online: false, link: lost(9) });
  assert.equal(plan(everything, NOW).shown, "offline");
  assert.equal(plan({ ...everything, online: true }, NOW).shown, "reconnecting");
  assert.equal(plan({ ...everything, online: true, link: /** @type {any} */ (UP) }, NOW).shown, "failed");
});

for (const [given, changed, text, action, left] of /** @type {[string, object, string | null, string | null, number | null][]} */ ([
  ["six minutes before", { sleepsAt: at(360) }, null, null, null],
  ["five minutes before", { sleepsAt: at(300) }, "sleeps in 5 min", "stay awake", 1],
  ["four minutes before", { sleepsAt: at(240) }, "sleeps in 4 min", "stay awake", 0.8],
  ["forty seconds before", { sleepsAt: at(40) }, "sleeps in 40 s", "stay awake", 40 / 300],
  ["late", { sleepsAt: at(-1) }, "sleeps now", "stay awake", 0],
  ["seen by a viewer", { sleepsAt: at(240), role: "Viewer" }, "sleeps in 4 min", null, 0.8],
  ["kept awake by this page", { keptUntil: NOW + 90 * 60_000, sleepsAt: at(240) }, "awake until 15:40", "undo", null],
  ["kept awake by a lease", { heldBy: [{ kind: "Lease", what: "npm test", until: at(90 * 60) }] }, "awake until 15:40", null, null],
  ["an agent works", { heldBy: [{ kind: "Agent", what: "codex" }] }, "awake while codex works", null, null],
])) {
  test(`countdown: ${given}`, () => {
    const seen = plan(computer(changed), NOW);
    assert.equal(seen.countdown?.text ?? null, text);
    assert.equal(seen.countdown?.action?.label ?? null, action);
    assert.equal(seen.left, left);
  });
}

test("on a phone the countdown is a strip, and anything more urgent hides it", () => {
  const seen = plan(computer({ phone: true, sleepsAt: at(240) }), NOW);
  assert.equal(sentence(seen), "Sleeps in 4 min");
  assert.equal(sentence(plan(computer({ phone: true, sleepsAt: at(240), pasteLines: 3 }), NOW)), "Paste 3 lines?");
});

test("title and icon follow the state", () => {
  assert.deepEqual([plan(computer(), NOW).title, plan(computer(), NOW).icon], ["zsh 5deb6a · calm-meadow-4821", "ready"]);
  const asleep = plan(computer({ state: "asleep" }), NOW);
  assert.deepEqual([asleep.title, asleep.icon], ["asleep · calm-meadow-4821", "asleep"]);
  const away = plan(computer({ state: "asleep", link: lost(9) }), NOW);
  assert.deepEqual([away.title, away.icon], ["reconnecting · calm-meadow-4821", "asleep"], "the icon is the computer's, not the line's");
  assert.equal(plan(computer({ state: "deleting" }), NOW).word, "being deleted");
});

test("a key wakes: waking at once, then ready with the time it took, for 3 s", () => {
  let facts = computer({ state: "asleep" });
  facts = wakeAsked(facts, NOW);
  assert.equal(plan(facts, NOW).shown, "waking");
  facts = told(facts, { state: "waking" }, NOW + 100);
  facts = told(facts, { state: "ready" }, NOW + 420);
  assert.equal(plan(facts, NOW + 420).note, "woke in 0.4 s");
  assert.equal(plan(facts, NOW + 3500).note, "");
});

test("a wake that nothing answers is taken back after 10 s", () => {
  const facts = wakeAsked(computer({ state: "asleep" }), NOW);
  assert.equal(plan(facts, NOW + 9999).shown, "waking");
  assert.equal(plan(facts, NOW + 10_000).shown, "asleep");
});

test("members that a message names change, null takes one back", () => {
  let facts = told(computer(), { sleepsAt: at(100), faces: [{ n: 1, hash: "5deb6a", title: "vim" }] }, NOW);
  assert.equal(facts.sleepsAt, at(100));
  assert.equal(facts.runs, "vim");
  facts = told(facts, { sleepsAt: null, canWake: null, heldBy: null, unheard: 1 }, NOW);
  assert.equal(facts.sleepsAt, null);
  assert.equal(facts.canWake, true);
  assert.deepEqual(facts.heldBy, []);
  assert.equal(facts.state, "ready");
});

test("what a new connection does not say is absent", () => {
  const before = computer({ sleepsAt: at(100), canWake: false, heldBy: [{ kind: "Agent" }], incident: "INC-7K2QD4MX" });
  const after = toldWhole(before, { state: "ready", role: "Driver" }, NOW);
  assert.deepEqual([after.sleepsAt, after.canWake, after.heldBy, after.incident, after.role], [null, true, [], null, "Driver"]);
});

test("speech: on change only, and countdowns at five minutes and one", () => {
  const seen = (/** @type {object} */ changed) => plan(computer(changed), NOW);
  assert.deepEqual(spokenOn(seen({}), seen({ link: lost(3) })), { polite: "Connection lost. Reconnecting." });
  assert.deepEqual(spokenOn(seen({ link: lost(3) }), seen({})), { polite: "Connected." });
  assert.deepEqual(spokenOn(seen({}), seen({ state: "asleep" })), { polite: "Asleep. Press any key to wake." });
  assert.deepEqual(spokenOn(seen({ state: "waking" }), seen({})), { polite: "Awake." });
  assert.deepEqual(spokenOn(seen({}), seen({ link: { ...UP, ended: "access" } })), { alarm: "Your access to this computer has ended." });
  assert.deepEqual(spokenOn(seen({ sleepsAt: at(301) }), seen({ sleepsAt: at(299) })), { polite: "Sleeps in 5 minutes." });
  assert.deepEqual(spokenOn(seen({ sleepsAt: at(299) }), seen({ sleepsAt: at(298) })), {});
  assert.deepEqual(spokenOn(seen({ sleepsAt: at(61) }), seen({ sleepsAt: at(59) })), { polite: "Sleeps in 1 minute." });
});

/** What no page may ever show. Null when all is well. */
function complaint(/** @type {import("../src/workspace/plan.js").Seen} */ seen, /** @type {import("../src/workspace/facts.js").Facts} */ facts) {
  if (!seen.word || !seen.title || !seen.block || !seen.icon) return "something is empty";
  if ((seen.strip?.actions.filter((action) => action.main).length ?? 0) > 1) return "two main buttons";
  if (/undefined|null|NaN|Invalid|Object/.test(JSON.stringify([seen.title, seen.note, seen.countdown?.text ?? "", seen.strip?.text ?? ""]))) return "a hole in a sentence";
  if (seen.left !== null && !(seen.left >= 0 && seen.left <= 1)) return "the waterline leaves its bed";
  if (!facts.online && seen.shown !== "offline") return "offline is not said";
  if (seen.strip && ["asleep", "failed", "maintenance", "reconnecting", "offline"].includes(seen.shown) && seen.strip.id !== seen.shown) return "pill and strip disagree";
  if (seen.live && (facts.state !== "ready" || !facts.link.up)) return "a solid cursor where typing does not work";
  if (facts.role === "Viewer" && seen.strip?.actions.some((action) => ["wake", "retry", "stayAwake"].includes(action.id))) return "a viewer is offered what is not his";
  return null;
}

/** Random facts over 20,000 steps; the first complaint, with what replays it. */
function walk(/** @type {typeof plan} */ planner, /** @type {number} */ seed) {
  let state = seed;
  const random = () => ((state = (state * 48271) % 2147483647), state / 2147483647);
  const any = (/** @type {any[]} */ values) => values[Math.floor(random() * values.length)];
  let facts = computer();
  let now = NOW;
  for (let step = 0; step < 20_000; step++) {
    now += random() * 4000;
    const message = any([
      { state: any(["ready", "waking", "booting", "asleep", "maintenance", "failed", "deleting"]) }, { sleepsAt: any([null, new Date(now + random() * 6e5).toISOString()]) },
      { heldBy: any([null, [], [{ kind: "Agent" }], [{ kind: "Lease", until: "nonsense" }]]) }, { role: any(["Owner", "Driver", "Viewer"]) }, { since: any([null, "x", at(0)]) },
      { nextTryAt: any([null, at(step)]), attempt: any([null, 1, 7]) }, { faces: any([null, [], [{ n: 2, hash: "", title: "" }]]) }, { canWake: any([null, false, true]) },
    ]);
    facts = any([
      () => told(facts, message, now), () => wakeAsked(facts, now), () => ({ ...facts, online: random() < 0.8 }), () => ({ ...facts, phone: random() < 0.5 }),
      () => ({ ...facts, link: any([UP, { ...UP, up: false, lostAt: now - 2000 - random() * 9000 }]) }), () => ({ ...facts, pasteLines: any([null, 42]) }),
    ])();
    const found = complaint(planner(facts, now), facts);
    if (found) return `${found} (SEED=${seed}, step ${step})`;
  }
  return null;
}

const SEED = Number(process.env.SEED ?? 1 + (Date.now() % 1e9));

test(`whatever happens, the page stays whole (SEED=${SEED})`, () => assert.equal(walk(plan, SEED), null));

/** @type {[string, (seen: import("../src/workspace/plan.js").Seen, facts: import("../src/workspace/facts.js").Facts, now: number) => object][]} */
const PLANTED = [
  ["offline is not said", (_, facts, now) => plan({ ...facts, online: true }, now)],
  ["two main buttons", (seen) => ({ strip: seen.strip && { ...seen.strip, actions: seen.strip.actions.map((action) => ({ ...action, main: true })) } })],
  ["a hole in a sentence", (seen, facts) => ({ title: seen.title.replace("asleep", String(facts.since && undefined)) })],
  ["the waterline leaves its bed", (seen) => ({ left: seen.left === null ? null : seen.left * 5 })],
  ["pill and strip disagree", (seen, facts) => (facts.pasteLines && seen.strip ? { strip: { ...seen.strip, id: "paste" } } : {})],
  ["a solid cursor where typing does not work", (seen) => ({ live: seen.shown !== "asleep" })],
  ["a viewer is offered what is not his", (seen) => ({ strip: seen.strip && { ...seen.strip, actions: [{ id: "wake", label: "Wake" }] } })],
  ["something is empty", (seen) => ({ icon: seen.shown === "deleting" ? "" : seen.icon })],
];
for (const [fault, spoil] of PLANTED) {
  test(`the walk finds: ${fault}`, () => assert.match(walk((facts, now) => {
    const seen = plan(facts, now);
    return /** @type {any} */ ({ ...seen, ...spoil(seen, facts, now) });
  }, SEED) ?? "nothing", new RegExp(`^${fault}`)));
}
