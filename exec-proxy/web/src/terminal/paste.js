/** What a paste becomes, and when it is asked about. Pure. */

/** More lines than this are asked about even where the program has asked for bracketed paste: behind tmux every program seems to. */
const MANY_LINES = 20;

/**
 * Line ends as a keyboard sends them, and no control characters: an escape in pasted text could end the bracket early
 * and have the rest run as commands.
 */
export function cleanPaste(/** @type {string} */ text) {
  return text.replace(/\r\n?|\n/g, "\r").replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, "");
}

export function lineCount(/** @type {string} */ text) {
  return text.replace(/(?:\r\n?|\n)$/, "").split(/\r\n?|\n/).length;
}

export function mustAsk(/** @type {string} */ text, /** @type {boolean} */ bracketed) {
  return lineCount(text) > (bracketed ? MANY_LINES : 1);
}

export function pasteBytes(/** @type {string} */ text, /** @type {boolean} */ bracketed) {
  const clean = cleanPaste(text);
  return bracketed ? `\x1b[200~${clean}\x1b[201~` : clean;
}
