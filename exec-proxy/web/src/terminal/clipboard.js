/**
 * Copy and paste. ⌘C and the browser's own paste are left to the browser; here are the chords of other systems,
 * OSC 52, and the rules of a paste.
 */
import { pasteBytes, lineCount, mustAsk } from "./paste.js";
import { isMac } from "./waker.js";

/**
 * @param {import("@xterm/xterm").Terminal} terminal
 * @param {{type: (data: string) => void, ask: (lines: number) => void, toast: (text: string, copy?: string) => void}} page
 */
export function joinClipboard(terminal, page) {
  /** @type {string | null} */
  let waiting = null;

  function paste(/** @type {string} */ text) {
    if (!text) return;
    if (mustAsk(text, terminal.modes.bracketedPasteMode)) {
      waiting = text;
      page.ask(lineCount(text));
    } else {
      page.type(pasteBytes(text, terminal.modes.bracketedPasteMode));
    }
  }

  document.addEventListener("paste", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation(); // xterm would not clean it
    paste(event.clipboardData?.getData("text/plain") ?? "");
  }, { capture: true });

  // Set only: what is in a person's clipboard is never told to a program.
  terminal.parser.registerOscHandler(52, (data) => {
    const [, payload = ""] = data.split(";");
    if (payload !== "?") write(decodeBase64(payload), "");
    return true;
  });

  function write(/** @type {string} */ text, /** @type {string} */ done) {
    if (!text) return;
    navigator.clipboard.writeText(text).then(
      () => done && page.toast(done),
      () => page.toast("A program copied text. The browser asks for a press.", text)); // no recent gesture
  }

  return {
    /** Whether this key press was a copy, and nothing for the shell. */
    copies(/** @type {KeyboardEvent} */ event) {
      if (isMac || !event.ctrlKey || event.altKey || event.metaKey || event.key.toLowerCase() !== "c") return false;
      const selected = terminal.getSelection();
      if (!event.shiftKey && !selected) return false;
      event.preventDefault();
      write(selected, "");
      if (!event.shiftKey) terminal.clearSelection();
      return true;
    },
    copy: (/** @type {string} */ text) => write(text, "Copied."),
    answered(/** @type {boolean} */ ok) {
      if (ok && waiting !== null) page.type(pasteBytes(waiting, terminal.modes.bracketedPasteMode));
      waiting = null;
    },
  };
}

function decodeBase64(/** @type {string} */ payload) {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(payload), (character) => character.charCodeAt(0)));
  } catch {
    return "";
  }
}
