/** Draws the one strip. While only its numbers change, its buttons stay, and with them the focus. */
import { byId, make } from "./dom.js";

/** @typedef {import("./strips.js").Strip} Strip */

export class StripView {
  #shape = "";
  #text = "";

  /** @param {(action: string) => void} act */
  constructor(act) {
    this.element = byId("strip");
    this.element.addEventListener("click", (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      const button = target.closest("button");
      const action = button?.dataset.act ?? (target.closest("a") ? undefined : this.element.dataset.tap);
      if (action) act(action);
    });
  }

  show(/** @type {Strip | null} */ strip) {
    this.element.hidden = strip === null;
    const shape = strip ? JSON.stringify([strip.id, strip.actions, strip.tap]) : "";
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#text = "";
      this.element.dataset.strip = strip?.id ?? "";
      this.element.dataset.tap = strip?.tap ?? "";
      this.element.replaceChildren(...(strip ? [make("p"), ...actions(strip)] : []));
    }
    if (!strip) return;
    const text = JSON.stringify(strip.text);
    if (text === this.#text) return;
    this.#text = text;
    this.element.firstElementChild?.replaceChildren(...strip.text.map((part) => (typeof part === "string" ? part : make("b", {}, part.bold))));
  }

  /** Focus on the first action, e.g. when a question is asked. */
  focus() {
    /** @type {HTMLElement | null} */ (this.element.querySelector("button, a"))?.focus();
  }
}

function actions(/** @type {Strip} */ strip) {
  const buttons = strip.actions.map((action) => {
    const label = [action.label, ...(action.key ? [make("kbd", {}, action.key)] : [])];
    const look = action.link ? "link" : action.main ? "btn main" : "btn";
    // "//" stands for the base host, which is this one without the computer's label.
    const href = action.href === "//" ? `//${location.host.slice(location.host.indexOf(".") + 1)}/` : action.href;
    return href ? make("a", { class: look, href }, ...label) : make("button", { class: look, type: "button", "data-act": action.id }, ...label);
  });
  return buttons.length ? [make("div", { class: "actions" }, ...buttons)] : [];
}
