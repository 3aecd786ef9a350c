/** ttyd's commands, as bytes. Pure. */

const encoder = new TextEncoder();

export const OUTPUT = 0x30;
/** One INPUT message holds at most this much, so that a large paste never meets a message limit and a key can pass between. */
export const INPUT_CHUNK = 16 * 1024;

export const PAUSE = new Uint8Array([0x32]);
export const RESUME = new Uint8Array([0x33]);

export function hello(/** @type {number} */ columns, /** @type {number} */ rows) {
  return JSON.stringify({ AuthToken: "", columns, rows });
}

export function resize(/** @type {number} */ columns, /** @type {number} */ rows) {
  return encoder.encode(`1${JSON.stringify({ columns, rows })}`);
}

/** @returns {Uint8Array<ArrayBuffer>[]} INPUT messages; never an empty one. */
export function input(/** @type {string} */ text) {
  return chunks(encoder.encode(text));
}

/** xterm's `onBinary`: one character per byte, for mouse reports that are no UTF-8. */
export function binaryInput(/** @type {string} */ bytes) {
  return chunks(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
}

function chunks(/** @type {Uint8Array} */ bytes) {
  const messages = [];
  for (let from = 0; from < bytes.length; from += INPUT_CHUNK) {
    const part = bytes.subarray(from, from + INPUT_CHUNK);
    const message = new Uint8Array(part.length + 1);
    message[0] = 0x30;
    message.set(part, 1);
    messages.push(message);
  }
  return messages;
}
