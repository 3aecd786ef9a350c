/** The phone's key row. A press never takes the focus, so the keyboard stays where it is. */
import { byId, make } from "./dom.js";

const ROW = [["esc", "Escape"], ["tab", "Tab"], ["ctrl", "ctrl"], ["↑", "ArrowUp", "Up"], ["↓", "ArrowDown", "Down"], ["←", "ArrowLeft", "Left"], ["→", "ArrowRight", "Right"], ["|", "|"], ["~", "~"], ["⋯", "more", "More keys"]];
const EXTRA = [["alt", "alt"], ["home", "Home"], ["end", "End"], ["pgup", "PageUp", "Page up"], ["pgdn", "PageDown", "Page down"], ["/", "/"], ["-", "-"]];
const LOCK_MILLIS = 500;

/** @typedef {import("../shared/channel.js").Hold} Hold */

export class KeyRow {
  /** @type {{ctrl: Hold, alt: Hold}} */
  held = { ctrl: "off", alt: "off" };

  /**
   * @param {(press: import("../shared/keybytes.js").Press) => void} pressed
   * @param {(held: {ctrl: Hold, alt: Hold}) => void} holds
   */
  constructor(pressed, holds) {
    this.pressed = pressed;
    this.holds = holds;
    this.extra = make("div", { class: "extra", hidden: true }, ...EXTRA.map((key) => this.#button(key)));
    byId("keys").append(this.extra, ...ROW.map((key) => this.#button(key)));
  }

  /** The terminal used the sticky keys for one character. */
  used() {
    for (const name of /** @type {const} */ (["ctrl", "alt"])) if (this.held[name] === "once") this.#hold(name, "off");
  }

  #button(/** @type {string[]} */ [label, key, name]) {
    const modifier = key === "ctrl" || key === "alt";
    const button = make("button", { type: "button", "aria-label": name, "data-key": key, "aria-pressed": modifier ? "false" : undefined, "aria-expanded": key === "more" ? "false" : undefined }, label);
    let lock = 0;
    button.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // keeps the focus, and with it the keyboard
      if (modifier) lock = window.setTimeout(() => this.#hold(key, "locked"), LOCK_MILLIS);
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) button.addEventListener(end, () => clearTimeout(lock));
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => this.#press(key));
    return button;
  }

  #press(/** @type {string} */ key) {
    if (key === "more") {
      this.extra.hidden = !this.extra.hidden;
      byId("keys").querySelector("[data-key=more]")?.setAttribute("aria-expanded", String(!this.extra.hidden));
    } else if (key === "ctrl" || key === "alt") {
      const justLocked = this.held[key] === "locked" && this.lockedAt !== undefined && performance.now() - this.lockedAt < LOCK_MILLIS * 2;
      if (justLocked) this.lockedAt = undefined; // the click that ends the long press
      else this.#hold(key, this.held[key] === "off" ? "once" : "off");
    } else {
      // The characters take the sticky keys on their way through the terminal, like typed ones.
      const named = key.length > 1;
      this.pressed({ key, ctrl: named && this.held.ctrl !== "off", alt: named && this.held.alt !== "off" });
      if (named) this.used();
    }
  }

  #hold(/** @type {"ctrl" | "alt"} */ name, /** @type {Hold} */ hold) {
    this.held[name] = hold;
    if (hold === "locked") this.lockedAt = performance.now();
    const button = byId("keys").querySelector(`[data-key=${name}]`);
    button?.setAttribute("aria-pressed", String(hold !== "off"));
    button?.classList.toggle("locked", hold === "locked");
    this.holds(this.held);
  }

  /** @type {number | undefined} */
  lockedAt;
}
