/**
 * What each button, strip key and leader key does.
 *
 * @typedef {import("./facts.js").Facts} Facts
 * @typedef {import("../shared/settings.js").Settings} Settings
 * @typedef {{facts: () => Facts, change: (facts: Facts) => void, ask: (message: object) => boolean, terminal: import("../shared/channel.js").Channel,
 *   toasts: import("./toasts.js").Toasts, settings: () => Settings, choose: (settings: Settings) => void, reconnect: (force: boolean) => void}} Page
 */
import { saveSettings } from "../shared/settings.js";
import { mayType, wakeAsked } from "./facts.js";

const HOUR_MILLIS = 3_600_000;
const THEMES = /** @type {const} */ (["system", "night", "day"]);

/** @returns {(name: string, by?: number) => void} */
export function commands(/** @type {Page} */ page) {
  const visit = (/** @type {string} */ address) => location.assign(address);
  const choose = (/** @type {Partial<Settings>} */ part) => {
    const next = { ...page.settings(), ...part };
    saveSettings(next);
    window.dispatchEvent(new Event("storage")); // the theme script of this very page
    page.choose(next);
  };
  const beside = (/** @type {(index: number, count: number) => number} */ where) => {
    const { faces, face, path } = page.facts();
    const index = faces?.findIndex((one) => one.n === face) ?? -1;
    const target = faces?.[where(index, faces.length)];
    if (target && target.n !== face) visit(`${path}?face=${target.n}`);
  };
  const copy = (/** @type {string} */ text, /** @type {string} */ done) =>
    navigator.clipboard.writeText(text).then(() => page.toasts.show(done), () => page.toasts.show(text));

  /** @type {Record<string, (by: number) => void>} */
  const does = {
    wake() {
      const facts = page.facts();
      if (facts.state !== "asleep" || !facts.canWake || !mayType(facts)) return;
      page.terminal.send({ is: "size" });
      if (page.ask({ do: "wake" })) page.change(wakeAsked(facts, Date.now()));
      page.terminal.send({ is: "focus" });
    },
    sleep: () => void page.ask({ do: "sleep" }),
    stayAwake() {
      if (page.ask({ do: "stayAwake", for: "1h" })) page.change({ ...page.facts(), keptUntil: Date.now() + HOUR_MILLIS });
    },
    undoStay() {
      if (page.ask({ do: "stayAwake", for: "0s" })) page.change({ ...page.facts(), keptUntil: null });
    },
    retry: () => void page.ask({ do: "retry" }),
    close: () => void page.ask({ do: "close", face: page.facts().face }),
    tryNow: () => page.reconnect(false),
    restart: () => page.reconnect(true),
    reconnect: () => page.reconnect(true),
    new: () => visit(page.facts().path),
    faces: () => visit(`${page.facts().path}faces`),
    face: (by) => beside(() => by - 1),
    neighbour: (by) => beside((index, count) => (index + by + count) % count),
    copyIncident: () => void copy(page.facts().incident ?? "", "Incident code copied."),
    copyUrl: () => void copy(location.href, "URL copied."),
    bar: () => /** @type {HTMLElement | null} */ (document.querySelector(".home"))?.focus(),
    paste: () => answerPaste(true),
    cancelPaste: () => answerPaste(false),
    theme() {
      const theme = THEMES[(THEMES.indexOf(page.settings().theme) + 1) % THEMES.length];
      choose({ theme });
      page.toasts.show({ system: "Appearance follows the system.", night: "Night.", day: "Day." }[theme]);
    },
    size: (by) => choose({ size: by === 0 ? 0 : Math.max(-6, Math.min(15, page.settings().size + by)) }),
    reader() {
      const reader = !page.settings().reader;
      choose({ reader });
      page.toasts.show(reader ? "Screen-reader mode is on." : "Screen-reader mode is off.");
    },
  };

  function answerPaste(/** @type {boolean} */ ok) {
    page.change({ ...page.facts(), pasteLines: null });
    page.terminal.send({ is: "pasteAnswer", ok });
    /** @type {HTMLElement | null} */ (document.querySelector("iframe"))?.focus();
  }

  return (name, by = 0) => does[name]?.(by);
}
