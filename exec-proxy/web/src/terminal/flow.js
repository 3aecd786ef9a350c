/**
 * Flow control by ttyd's PAUSE and RESUME: a program that prints faster than the browser draws must not fill its
 * memory, and Ctrl+C must not wait behind megabytes. Pure but for the callback.
 */
export const HIGH_WATER = 512 * 1024;
export const LOW_WATER = 128 * 1024;

export class Flow {
  #queued = 0;
  #paused = false;

  /** @param {(paused: boolean) => void} turn called on each change */
  constructor(turn) {
    this.turn = turn;
  }

  wrote(/** @type {number} */ bytes) {
    this.#queued += bytes;
    if (!this.#paused && this.#queued > HIGH_WATER) this.turn((this.#paused = true));
  }

  drew(/** @type {number} */ bytes) {
    this.#queued -= bytes;
    if (this.#paused && this.#queued < LOW_WATER) this.turn((this.#paused = false));
  }

  /** A new socket starts unpaused; what is queued still has to be drawn. */
  reconnected() {
    this.#paused = false;
    this.wrote(0);
  }
}
