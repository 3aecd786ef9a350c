import assert from "node:assert/strict";
import { test } from "node:test";
import { Lifeline } from "../src/shared/lifeline.js";

/** A world whose clock and sockets are moved by hand. */
class World {
  time = 0;
  timers = /** @type {{at: number, run: () => void}[]} */ ([]);
  sockets = /** @type {any[]} */ ([]);
  now = () => this.time;
  random = () => 0.5;
  after = (/** @type {number} */ millis, /** @type {() => void} */ run) => {
    const timer = { at: this.time + millis, run };
    this.timers.push(timer);
    return /** @type {any} */ (timer);
  };
  cancel = (/** @type {any} */ timer) => (this.timers = this.timers.filter((other) => other !== timer));
  socket = (/** @type {string} */ url, /** @type {string} */ protocol) => {
    const socket = { url, protocol, sent: /** @type {any[]} */ ([]), closed: false, send: (/** @type {any} */ data) => socket.sent.push(data), close: () => (socket.closed = true) };
    this.sockets.push(socket);
    return /** @type {any} */ (socket);
  };

  pass(/** @type {number} */ millis) {
    const end = this.time + millis;
    for (;;) {
      const next = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.cancel(next);
      this.time = next.at;
      next.run();
    }
    this.time = end;
  }

  get last() {
    return this.sockets.at(-1);
  }
}

function start(/** @type {Partial<import("../src/shared/lifeline.js").LifelineEvents>} */ events = {}) {
  const world = new World();
  const line = new Lifeline(() => `ws://x/?n=${world.sockets.length}`, "tty", { open() {}, message() {}, change() {}, refused() {}, ...events }, world);
  line.start();
  return { world, line };
}

test("a lost connection comes back by the schedule, and a good one starts it anew", () => {
  const { world, line } = start();
  world.last.onopen();
  world.pass(6000);
  world.last.onclose({ code: 1006, reason: "" });
  assert.equal(line.state.up, false);
  assert.equal(line.state.lostAt, 6000);
  const tries = [];
  for (let i = 0; i < 7; i++) {
    const before = world.time;
    const count = world.sockets.length;
    while (world.sockets.length === count) world.pass(25);
    tries.push(world.time - before);
    world.last.onclose({ code: 1006, reason: "" });
  }
  assert.deepEqual(tries, [125, 1000, 2000, 4000, 8000, 15000, 30000]);
  assert.equal(line.state.lostAt, 6000, "lost since the first loss, not since the last try");
  world.pass(30_000);
  world.last.onopen();
  assert.equal(line.state.lostAt, null);
  world.pass(5000);
  world.last.onclose({ code: 1006, reason: "" });
  assert.equal(line.state.nextAt, world.time + 125);
});

test("a connection that opens and drops at once does not start the schedule anew", () => {
  const { world, line } = start();
  for (let i = 0; i < 4; i++) {
    world.last.onopen();
    world.last.onclose({ code: 1006, reason: "" });
    world.pass((line.state.nextAt ?? 0) - world.time);
  }
  world.last.onopen();
  world.last.onclose({ code: 1006, reason: "" });
  assert.equal((line.state.nextAt ?? 0) - world.time, 8000);
});

for (const code of [1012, 4100]) {
  test(`close ${code} connects again at once, but not in a loop`, () => {
    const { world, line } = start();
    world.last.onopen();
    world.pass(10_000);
    world.last.onclose({ code, reason: "" });
    assert.equal(line.state.nextAt, world.time);
    world.pass(0);
    assert.equal(world.sockets.length, 2);
    world.last.onopen();
    world.last.onclose({ code, reason: "" });
    assert.equal((line.state.nextAt ?? 0) - world.time, 1000);
  });
}

test("an ended face and ended access are final", () => {
  for (const [code, reason, ended] of /** @type {const} */ ([[1000, "closed", "closed"], [1000, "ended", "closed"], [4403, "", "access"]])) {
    const { world, line } = start();
    world.last.onopen();
    world.last.onclose({ code, reason });
    assert.equal(line.state.ended, ended);
    line.tryNow();
    line.restart();
    world.pass(120_000);
    assert.equal(world.sockets.length, 1);
  }
});

test("trying now does not wait, and never doubles a try that runs", () => {
  const { world, line } = start();
  line.tryNow();
  assert.equal(world.sockets.length, 1);
  world.last.onclose({ code: 1006, reason: "" });
  world.pass(200);
  world.last.onclose({ code: 1006, reason: "" });
  line.tryNow();
  line.tryNow();
  assert.equal(world.sockets.length, 3);
  world.pass(14_000);
  assert.equal(world.sockets.length, 3, "the timer of the abandoned wait is gone");
});

test("a handshake that nobody answers is given up after 15 s", () => {
  const { world } = start();
  const silent = world.last;
  world.pass(15_200);
  assert.ok(silent.closed);
  assert.equal(world.sockets.length, 2);
});

test("a second failed handshake in a row asks why", () => {
  let asked = 0;
  const { world } = start({ refused: () => asked++ });
  world.last.onclose({ code: 1006, reason: "" });
  assert.equal(asked, 0);
  world.pass(200);
  world.last.onclose({ code: 1006, reason: "" });
  assert.equal(asked, 1);
});

test("nothing is sent while it is lost, and an old socket is not listened to", () => {
  /** @type {any[]} */
  const heard = [];
  const { world, line } = start({ message: (data) => heard.push(data) });
  assert.equal(line.send("too early"), false);
  world.last.onopen();
  assert.equal(line.send("now"), true);
  const old = world.last;
  const deliver = old.onmessage;
  line.restart();
  deliver({ data: "late" });
  assert.deepEqual(heard, []);
  assert.ok(old.closed);
  assert.equal(line.send("between"), false);
});
