/** One toast at a time, for 6 s; with an action it stays until it is used or dismissed. Never for errors. */
import { byId, make } from "./dom.js";

const SHOWN_MILLIS = 6000;

export class Toasts {
  #timer = 0;

  /** @param {(text: string) => void} say */
  constructor(say) {
    this.say = say;
  }

  /** @param {{label: string, href?: string, run?: () => void}} [action] */
  show(/** @type {string} */ text, action) {
    clearTimeout(this.#timer);
    const toast = make("div", { class: "toast" }, make("span", {}, text));
    if (action) {
      const button = action.href ? make("a", { class: "link", href: action.href }, action.label) : make("button", { class: "link", type: "button" }, action.label);
      button.addEventListener("click", () => {
        action.run?.();
        this.hide();
      });
      const dismiss = make("button", { class: "link", type: "button" }, "Dismiss");
      dismiss.addEventListener("click", () => this.hide());
      toast.append(button, dismiss);
    } else {
      this.#timer = window.setTimeout(() => this.hide(), SHOWN_MILLIS);
    }
    byId("toasts").replaceChildren(toast);
    this.say(text);
  }

  hide() {
    byId("toasts").replaceChildren();
  }
}
