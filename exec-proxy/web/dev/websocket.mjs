/** The server side of a WebSocket, just enough for a pretended computer. Development only. */
import { createHash } from "node:crypto";

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:net").Socket} socket
 * @param {{text?: (text: string) => void, binary?: (bytes: Buffer) => void, close?: () => void}} on
 */
export function accept(request, socket, on) {
  const key = createHash("sha1").update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\nSec-WebSocket-Protocol: ${request.headers["sec-websocket-protocol"]}\r\n\r\n`);
  let pending = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (let frame = take(); frame; frame = take()) {
      if (frame.opcode === 1) on.text?.(frame.payload.toString());
      if (frame.opcode === 2) on.binary?.(frame.payload);
      if (frame.opcode === 8) socket.end();
    }
  });
  socket.on("close", () => on.close?.());
  socket.on("error", () => {});

  function take() {
    if (pending.length < 6) return null;
    let length = pending[1] & 0x7f, at = 2;
    if (length === 126) [length, at] = [pending.readUInt16BE(2), 4];
    else if (length === 127) [length, at] = [Number(pending.readBigUInt64BE(2)), 10];
    if (pending.length < at + 4 + length) return null;
    const mask = pending.subarray(at, at + 4);
    const payload = Buffer.from(pending.subarray(at + 4, at + 4 + length)).map((byte, index) => byte ^ mask[index % 4]);
    const opcode = pending[0] & 0x0f;
    pending = pending.subarray(at + 4 + length);
    return { opcode, payload: Buffer.from(payload) };
  }

  function send(/** @type {number} */ opcode, /** @type {Buffer} */ payload) {
    const head = payload.length < 126 ? Buffer.from([0x80 | opcode, payload.length]) : payload.length < 65536
      ? Buffer.from([0x80 | opcode, 126, payload.length >> 8, payload.length & 255]) : Buffer.concat([Buffer.from([0x80 | opcode, 127, 0, 0, 0, 0]), u32(payload.length)]);
    if (!socket.destroyed) socket.write(Buffer.concat([head, payload]));
  }
  return {
    json: (/** @type {object} */ value) => send(1, Buffer.from(JSON.stringify(value))),
    output: (/** @type {string | Buffer} */ bytes) => send(2, Buffer.concat([Buffer.from("0"), Buffer.from(bytes)])),
    close(/** @type {number} */ code, reason = "") {
      send(8, Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)]));
      socket.end();
    },
    cut: () => socket.destroy(),
  };
}

function u32(/** @type {number} */ number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}
