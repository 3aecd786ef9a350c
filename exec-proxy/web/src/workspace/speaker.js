/** The page's voice: two live regions, and boot steps at most one in 5 s. */
import { byId } from "./dom.js";

const STEP_MILLIS = 5000;

export class Speaker {
  /** @type {string[]} */
  #steps = [];
  #timer = 0;

  say(/** @type {string} */ text) {
    byId("say").textContent = text;
  }

  alarm(/** @type {string} */ text) {
    byId("alarm").textContent = text;
  }

  step(/** @type {string} */ text) {
    this.#steps.push(text);
    if (!this.#timer) this.#next();
  }

  #next() {
    const text = this.#steps.shift();
    this.#timer = text === undefined ? 0 : window.setTimeout(() => this.#next(), STEP_MILLIS);
    if (text !== undefined) this.say(text);
  }
}
