/**
 * The field that has the focus while the terminal's cursor is hollow. It turns keys, compositions and a phone's
 * keyboard into the bytes the terminal would have sent, so that the key that wakes is typed as well.
 */
import { keyBytes, pressOf } from "../shared/keybytes.js";

export class Waker {
  /**
   * @param {HTMLTextAreaElement} field
   * @param {() => import("../shared/keybytes.js").Modes} modes
   * @param {(data: string, press: import("../shared/keybytes.js").Press | null) => void} typed
   * @param {(event: KeyboardEvent) => boolean} taken whether somebody else has used the key (leader, copy)
   */
  constructor(field, modes, typed, taken) {
    this.field = field;
    this.modes = modes;
    this.typed = typed;
    this.taken = taken;
    field.addEventListener("keydown", (event) => this.pressed(event));
    // The document has just got the focus back and nothing in it has it yet: the key still counts.
    document.addEventListener("keydown", (event) => {
      if (document.activeElement === document.body) this.pressed(event);
    });
    const flush = () => {
      const text = field.value;
      field.value = "";
      if (text) typed(text.replace(/\n/g, "\r"), null);
    };
    field.addEventListener("input", (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) flush();
    });
    field.addEventListener("compositionend", flush);
  }

  /** A key, wherever in the document it was pressed. */
  pressed(/** @type {KeyboardEvent} */ event) {
    if (this.taken(event)) return;
    if (event.isComposing || event.keyCode === 229) return; // an input method: the text arrives as input
    if (event.ctrlKey && event.shiftKey && !event.altKey && event.key.toLowerCase() === "v") return; // becomes a paste
    const press = pressOf(event);
    // Option makes letters on a Mac (ł, ∑); elsewhere Alt is the escape prefix.
    if (isMac && press.alt && event.key.length === 1) press.alt = false;
    const data = keyBytes(press, this.modes());
    if (data === null) return;
    event.preventDefault();
    this.typed(data, press);
  }

  get focused() {
    return document.activeElement === this.field;
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }
}

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
