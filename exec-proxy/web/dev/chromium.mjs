/** Chromium over its debugging pipe: no package, no port. Development only. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLAGS = ["--headless=new", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb"];

export class Chromium {
  #next = 1;
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  #calls = new Map();
  /** @type {((event: any) => void)[]} */
  listeners = [];

  constructor(executable = process.env.CHROMIUM ?? "chromium") {
    this.profile = mkdtempSync(join(tmpdir(), "berth-web-"));
    this.process = spawn(executable, [...FLAGS, `--user-data-dir=${this.profile}`, "--remote-debugging-pipe", "about:blank"], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    let pending = "";
    this.process.stdio[4]?.on("data", (chunk) => {
      const parts = (pending + chunk).split("\0");
      pending = parts.pop() ?? "";
      for (const part of parts) this.#received(JSON.parse(part));
    });
  }

  #received(/** @type {any} */ message) {
    const call = this.#calls.get(message.id);
    if (!call) return this.listeners.forEach((listener) => listener(message));
    this.#calls.delete(message.id);
    if (message.error) call.reject(new Error(message.error.message));
    else call.resolve(message.result);
  }

  /** @returns {Promise<any>} */
  call(/** @type {string} */ method, /** @type {object} */ params = {}, /** @type {string | undefined} */ sessionId = undefined) {
    const id = this.#next++;
    /** @type {any} */ (this.process.stdio[3]).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#calls.set(id, { resolve, reject }));
  }

  async page() {
    const { browserContextId } = await this.call("Target.createBrowserContext");
    const { targetId } = await this.call("Target.createTarget", { url: "about:blank", browserContextId });
    const { sessionId } = await this.call("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId, targetId);
    for (const domain of ["Page", "Runtime", "Log"]) await page.call(`${domain}.enable`);
    return page;
  }

  async stop() {
    await this.call("Browser.close").catch(() => {});
    await new Promise((done) => (this.process.exitCode === null ? this.process.once("exit", done) : done(undefined)));
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Page {
  /** Errors, refused styles and scripts: whatever the console says against the page. */
  complaints = /** @type {string[]} */ ([]);

  constructor(/** @type {Chromium} */ browser, /** @type {string} */ session, /** @type {string} */ target) {
    this.call = (/** @type {string} */ method, /** @type {object} */ params = {}) => browser.call(method, params, session);
    this.closeTarget = () => browser.call("Target.closeTarget", { targetId: target });
    browser.listeners.push((event) => {
      if (event.sessionId !== session) return;
      if (event.method === "Runtime.exceptionThrown") this.complaints.push(event.params.exceptionDetails.exception?.description ?? event.params.exceptionDetails.text);
      if (event.method === "Log.entryAdded" && event.params.entry.level === "error") this.complaints.push(`${event.params.entry.text} ${event.params.entry.url ?? ""}`);
    });
  }

  async size(/** @type {number} */ width, /** @type {number} */ height, dark = true, touch = false) {
    await this.call("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: touch });
    await this.call("Emulation.setTouchEmulationEnabled", { enabled: touch });
    await this.call("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }] });
  }

  open(/** @type {string} */ url) {
    return this.call("Page.navigate", { url });
  }

  async evaluate(/** @type {string} */ expression) {
    const { result, exceptionDetails } = await this.call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true, userGesture: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async until(/** @type {string} */ expression, millis = 8000) {
    const end = Date.now() + millis;
    for (;;) {
      const value = await this.evaluate(expression).catch(() => false);
      if (value) return value;
      if (Date.now() > end) throw new Error(`never true: ${expression}`);
      await new Promise((later) => setTimeout(later, 30));
    }
  }

  /** @param {string} key e.g. "a", "Enter", "Ctrl+," */
  async press(key) {
    const parts = key.length > 1 ? key.split("+") : [key];
    const name = parts.at(-1) || "+";
    const modifiers = (parts.slice(0, -1).includes("Alt") ? 1 : 0) + (parts.slice(0, -1).includes("Ctrl") ? 2 : 0) + (parts.slice(0, -1).includes("Shift") ? 8 : 0);
    const code = { Enter: 13, Tab: 9, Escape: 27, Backspace: 8, ArrowUp: 38, ArrowDown: 40, ArrowLeft: 37, ArrowRight: 39, ",": 188 }[name] ?? (/^[a-z0-9]$/i.test(name) ? name.toUpperCase().charCodeAt(0) : 0);
    const text = name === "Enter" ? "\r" : name.length === 1 && !(modifiers & 3) ? name : undefined;
    await this.call("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", key: name, text, modifiers, windowsVirtualKeyCode: code });
    await this.call("Input.dispatchKeyEvent", { type: "keyUp", key: name, modifiers, windowsVirtualKeyCode: code });
  }

  async click(/** @type {number} */ x, /** @type {number} */ y) {
    for (const type of ["mouseMoved", "mousePressed", "mouseReleased"]) await this.call("Input.dispatchMouseEvent", { type, x, y, button: type === "mouseMoved" ? "none" : "left", clickCount: 1 });
  }

  async picture(/** @type {string} */ file) {
    const { data } = await this.call("Page.captureScreenshot", { format: "png" });
    writeFileSync(file, Buffer.from(data, "base64"));
  }
}
