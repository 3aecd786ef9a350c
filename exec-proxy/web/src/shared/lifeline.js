/**
 * One WebSocket that comes back. It knows nothing of what flows through it; it says when it is up, since when it is
 * lost and when it tries again, and stops for good when the other side says that there is nothing to come back to.
 *
 * @typedef {{up: boolean, opened: boolean, lostAt: number | null, nextAt: number | null, ended: null | "closed" | "access"}} LinkState
 *   opened: it was up at least once. lostAt, nextAt: milliseconds of the page's clock; nextAt is null while a try runs.
 * @typedef {{open: () => void, message: (data: ArrayBuffer | string) => void, change: (state: LinkState) => void, refused: () => void}} LifelineEvents
 *   refused: two handshakes in a row failed, so the reason may be the address and not the network.
 */
import { GOOD_AFTER_MILLIS, closeMeaning, waitMillis } from "./schedule.js";

const HANDSHAKE_MILLIS = 15_000;

/** The world as a lifeline sees it, so that tests can bring their own. */
const BROWSER = {
  now: () => Date.now(),
  after: (/** @type {number} */ millis, /** @type {() => void} */ run) => setTimeout(run, millis),
  cancel: (/** @type {any} */ timer) => clearTimeout(timer),
  random: () => Math.random(),
  socket: (/** @type {string} */ url, /** @type {string} */ protocol) => new WebSocket(url, protocol),
};

export class Lifeline {
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {any} */
  #timer = null;
  #attempt = 0;
  #refusals = 0;
  #openedAt = 0;
  /** @type {LinkState} */
  state;

  /**
   * @param {() => string} url
   * @param {string} protocol
   * @param {LifelineEvents} events
   * @param {typeof BROWSER} world
   */
  constructor(url, protocol, events, world = BROWSER) {
    this.url = url;
    this.protocol = protocol;
    this.events = events;
    this.world = world;
    this.state = { up: false, opened: false, lostAt: world.now(), nextAt: null, ended: null };
  }

  start() {
    this.#connect();
  }

  /** Tries now if it waits; a connection that is up or on its way stays. */
  tryNow() {
    if (!this.state.ended && !this.#socket) this.#connect();
  }

  /** Gives up whatever is there and connects anew: the device slept, or a person asked. */
  restart() {
    if (this.state.ended) return;
    this.#drop();
    this.#attempt = 0;
    this.#connect();
  }

  stop(/** @type {"closed" | "access"} */ why) {
    this.#drop();
    this.#change({ up: false, nextAt: null, ended: why });
  }

  /** @returns {boolean} false if nothing was sent. */
  send(/** @type {string | Uint8Array<ArrayBuffer>} */ data) {
    if (!this.state.up) return false;
    this.#socket?.send(data);
    return true;
  }

  #connect() {
    this.world.cancel(this.#timer);
    const socket = this.world.socket(this.url(), this.protocol);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    // A network that swallows packets answers nothing at all.
    this.#timer = this.world.after(HANDSHAKE_MILLIS, () => this.#lost(socket, "later"));
    this.#change({ nextAt: null });
    socket.onopen = () => this.#open(socket);
    socket.onmessage = (event) => socket === this.#socket && this.events.message(event.data);
    socket.onclose = (event) => this.#lost(socket, closeMeaning(event.code, event.reason));
  }

  #open(/** @type {WebSocket} */ socket) {
    if (socket !== this.#socket) return;
    this.world.cancel(this.#timer);
    this.#refusals = 0;
    this.#openedAt = this.world.now();
    this.state = { ...this.state, up: true, opened: true, lostAt: null };
    this.events.open();
    this.events.change(this.state);
  }

  #lost(/** @type {WebSocket} */ socket, /** @type {ReturnType<typeof closeMeaning>} */ meaning) {
    if (socket !== this.#socket) return;
    const wasUp = this.state.up;
    this.#drop();
    if (meaning === "closed" || meaning === "access") return this.#change({ up: false, nextAt: null, ended: meaning });
    if (wasUp && this.world.now() - this.#openedAt >= GOOD_AFTER_MILLIS) this.#attempt = 0;
    // "At once" is believed once: a server that says so in a loop is met with the usual waits.
    const wait = meaning === "now" && this.#attempt === 0 ? 0 : waitMillis(this.#attempt, this.world.random());
    this.#attempt++;
    this.#timer = this.world.after(wait, () => this.#connect());
    this.#change({ up: false, lostAt: this.state.lostAt ?? this.world.now(), nextAt: this.world.now() + wait });
    if (!wasUp && ++this.#refusals % 2 === 0) this.events.refused();
  }

  #drop() {
    this.world.cancel(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(1000);
    if (this.state.up) this.state = { ...this.state, up: false, lostAt: this.world.now() };
  }

  #change(/** @type {Partial<LinkState>} */ part) {
    this.state = { ...this.state, ...part };
    this.events.change(this.state);
  }
}
