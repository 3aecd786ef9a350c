/** A computer that is only pretended: the two sockets of a page and what they say. Development only. */
import { accept } from "./websocket.mjs";

const ESC = "\x1b";
const prompt = `${ESC}[36m~/projects/tides${ESC}[0m ${ESC}[90mmain${ESC}[0m $ `;
export const SCREEN = `${ESC}[?1049h${ESC}[H${ESC}[2J` + [
  `${prompt}go test ./...`,
  ...[["gauge", "0.412s"], ["harmonics", "1.038s"], ["web", "0.227s"]].map(([name, took]) => `${ESC}[32mok${ESC}[0m      tides/${name.padEnd(12)}${took}`),
  `${prompt}git log --oneline -3`,
  `${ESC}[33m8c1f2ae${ESC}[0m (${ESC}[36mHEAD ->${ESC}[0m ${ESC}[32mmain${ESC}[0m, ${ESC}[31morigin/main${ESC}[0m) gauge: read the harbour once a minute`,
  `${ESC}[33m1d90b77${ESC}[0m harmonics: fit M2 and K1 over one lunar month`,
  `${prompt}./tides lisbon`, "", `  ${ESC}[1mLisbon${ESC}[0m, Friday 21 November`, "",
  `  high  ${ESC}[1m04:44${ESC}[0m  3.45 m   low  ${ESC}[1m10:49${ESC}[0m  1.05 m  ┬┴─│ ⣀⡠⠔`, "", prompt,
].join("\r\n");

export class Pretended {
  /** What the control socket says to whoever connects. */
  facts = {
    state: "ready", since: new Date().toISOString(), role: "Owner",
    faces: [{ n: 1, hash: "5deb6a", title: "zsh" }, { n: 2, hash: "de0aa2", title: "codex" }, { n: 3, hash: "6f3b23", title: "npm run dev" }],
  };
  screen = SCREEN;
  /** While false, sockets are refused. */
  reachable = true;
  /** Everything that the page sent: `["INPUT", "a"]`, `["RESIZE", "{…}"]`, `["HELLO", "{…}"]`, `["SOCKET", url]`, `["DO", "{…}"]`. */
  heard = /** @type {[string, string][]} */ ([]);
  terminals = /** @type {Set<ReturnType<typeof accept>>} */ (new Set());
  controls = /** @type {Set<ReturnType<typeof accept>>} */ (new Set());

  upgrade(/** @type {import("node:http").IncomingMessage} */ request, /** @type {import("node:net").Socket} */ socket) {
    if (!this.reachable) return socket.destroy();
    const url = request.url ?? "";
    this.heard.push(["SOCKET", url]);
    if (url.includes("/_ctl")) return this.#control(request, socket);
    const terminal = accept(request, socket, {
      text: (text) => {
        this.heard.push(["HELLO", text]);
        terminal.output(this.screen);
      },
      binary: (bytes) => {
        const name = { 0x30: "INPUT", 0x31: "RESIZE", 0x32: "PAUSE", 0x33: "RESUME" }[bytes[0]] ?? "?";
        this.heard.push([name, bytes.subarray(1).toString()]);
        if (name === "INPUT" && this.facts.state === "ready") terminal.output(bytes.subarray(1));
      },
      close: () => this.terminals.delete(terminal),
    });
    this.terminals.add(terminal);
  }

  #control(/** @type {import("node:http").IncomingMessage} */ request, /** @type {import("node:net").Socket} */ socket) {
    const control = accept(request, socket, { text: (text) => this.heard.push(["DO", text]), close: () => this.controls.delete(control) });
    this.controls.add(control);
    control.json(this.facts);
  }

  /** Changes what is so, and tells every page. */
  say(/** @type {object} */ changed) {
    Object.assign(this.facts, changed);
    for (const control of this.controls) control.json(changed);
  }

  print(/** @type {string} */ bytes) {
    for (const terminal of this.terminals) terminal.output(bytes);
  }

  cut() {
    for (const socket of [...this.terminals, ...this.controls]) socket.cut();
  }

  close(/** @type {number} */ code, /** @type {string} */ reason) {
    for (const socket of [...this.terminals, ...this.controls]) socket.close(code, reason);
  }
}
