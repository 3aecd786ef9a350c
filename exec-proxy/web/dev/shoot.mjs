/** Pictures of the page in every state: node dev/shoot.mjs FOLDER [STATE…]. Development only. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Chromium } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const folder = process.argv[2] ?? "pictures";
const wanted = process.argv.slice(3);
const inMinutes = (/** @type {number} */ minutes) => new Date(Date.now() + minutes * 60_000).toISOString();
const since = new Date(new Date().setHours(14, 2, 0, 0)).toISOString();
const BOOT = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[H\x1b[2J\r\n  \x1b[90m│\x1b[0m\x1b[33m▁\x1b[0m\x1b[90m│\x1b[0m  \x1b[1mcalm-meadow-4821\x1b[0m\r\n  \x1b[90m└─┘\x1b[0m  \x1b[90mnew computer on Fly, Amsterdam\x1b[0m\r\n\r\n"
  + "  \x1b[32m✓\x1b[0m request     \x1b[90m shared cpu, 1 GB, class fly                        \x1b[0m\x1b[90m     0.1 s\x1b[0m\r\n  \x1b[33m·\x1b[0m boot        \x1b[90m usually 11 s                                       \x1b[0m\x1b[33m       7 s\x1b[0m";

/** @type {Record<string, {facts?: object, screen?: string, face?: number, after?: (page: any, computer: import("./pretended.mjs").Pretended) => Promise<any>}>} */
const STATES = {
  near: { facts: { sleepsAt: inMinutes(3.9) } },
  ready: {},
  asleep: { facts: { state: "asleep", since } },
  kept: { facts: { state: "asleep", since, canWake: false, why: "Its owner keeps it asleep." } },
  waking: { facts: { state: "waking" } },
  booting: { facts: { state: "booting" }, screen: BOOT },
  failed: { facts: { state: "failed", nextTryAt: inMinutes(4.87), attempt: 1, incident: "INC-7K2QD4MX", regions: "/_regions" }, screen: BOOT.replace("▁", "!") },
  maintenance: { facts: { state: "maintenance", backAt: inMinutes(20) }, screen: BOOT.replace("▁", "▒") },
  viewer: { facts: { role: "Viewer" }, after: async (page) => page.press("a") },
  agent: { facts: { heldBy: [{ kind: "Agent", what: "codex" }] } },
  stay: { facts: { sleepsAt: inMinutes(3.9) }, after: async (page) => page.evaluate("document.querySelector('[data-act=stayAwake]')?.click()") },
  leader: { after: async (page) => page.press("Ctrl+,") },
  keys: { after: async (page) => (await page.press("Ctrl+,"), page.press("?")) },
  paste: { after: async (page) => page.evaluate("(() => { const w = document.querySelector('iframe').contentWindow; const d = new DataTransfer(); d.setData('text/plain', Array(42).fill('echo').join('\\n')); w.document.activeElement.dispatchEvent(new w.ClipboardEvent('paste', { clipboardData: d, bubbles: true, cancelable: true })) })()") },
  notice: { after: async (_, computer) => computer.say({ notice: { text: "codex is done in face de0aa2.", label: "Open", href: "?face=2" } }) },
  reconnecting: { after: async (page, computer) => ((computer.reachable = false), computer.cut(), page.until("document.documentElement.dataset.strip === 'reconnecting'"), page.until("/ in [34] s/.test(document.getElementById('strip').textContent)")) },
  offline: { after: async (page) => (await page.call("Network.enable"), page.call("Network.emulateNetworkConditions", { offline: true, latency: 0, downloadThroughput: 0, uploadThroughput: 0 })) },
  closed: { after: async (_, computer) => computer.close(1000, "closed") },
  access: { after: async (_, computer) => computer.close(4403, "access ended") },
  woke: { facts: { state: "asleep", since }, after: async (page, computer) => (await page.press("x"), await page.until("document.documentElement.dataset.state === 'waking'"), computer.say({ state: "ready" })) },
};

const server = await serve();
const browser = new Chromium();
mkdirSync(folder, { recursive: true });
try {
  for (const [name, state] of Object.entries(STATES)) {
    if (wanted.length && !wanted.includes(name)) continue;
    for (const [width, height, dark, touch] of /** @type {const} */ ([[1280, 800, true, false], [1280, 800, false, false], [390, 844, true, true], [320, 640, false, true]])) {
      const { computer } = server;
      const faces = computer.facts.faces;
      computer.facts = /** @type {any} */ ({ state: "ready", since, role: "Owner", faces, ...state.facts });
      computer.screen = state.screen ?? (await import("./pretended.mjs")).SCREEN;
      computer.reachable = true;
      const page = await browser.page();
      await page.size(width, height, dark, touch);
      await page.open(`http://calm-meadow-4821.localhost:${server.port}/?face=1`);
      await page.until("document.documentElement.dataset.link === 'open' && document.querySelector('iframe').contentWindow.berthTerminal?.buffer.active.type === 'alternate'");
      await state.after?.(page, computer);
      await new Promise((settled) => setTimeout(settled, 350));
      const wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
      await page.picture(join(folder, `${name}-${dark ? "night" : "day"}-${width}.png`));
      const complaints = page.complaints.filter((text) => !/WebSocket connection|ERR_CONNECTION|ERR_INTERNET|404/.test(text));
      if (wide || complaints.length) console.log(name, width, wide ? "scrolls sideways" : "", complaints.join("\n"));
      await page.closeTarget();
    }
    console.log(name);
  }
} finally {
  await browser.stop();
  server.stop();
}
