/** The top bar: face tabs, countdown, note, pill, waterline; title and favicon of the browser's tab. */
import { byId, make } from "./dom.js";

/** @typedef {import("./facts.js").Facts} Facts @typedef {import("./plan.js").Seen} Seen */

export class Bar {
  #pill = "";
  #tabs = "";
  /** @type {Record<string, string>} */
  #icons = JSON.parse(document.documentElement.dataset.icons ?? "{}");

  /** @param {(action: string) => void} act */
  constructor(act) {
    this.nav = byId("faces");
    byId("countdown-act").addEventListener("click", (event) => act(/** @type {HTMLElement} */ (event.currentTarget).dataset.act ?? ""));
    new ResizeObserver(() => this.#fold()).observe(byId("faces").parentElement ?? this.nav);
  }

  show(/** @type {Facts} */ facts, /** @type {Seen} */ seen, /** @type {boolean} */ readOnly) {
    this.#showTabs(facts, readOnly);
    /** @type {HTMLElement} */ (this.nav.querySelector(".new")).hidden = facts.role === "Viewer";
    this.#showPill(seen);
    text(byId("note"), seen.note);
    text(byId("countdown"), seen.countdown?.text ?? "");
    const button = byId("countdown-act");
    const action = seen.countdown?.action ?? null;
    button.hidden = !action;
    button.dataset.act = action?.id ?? "";
    text(button, action?.label ?? "");
    this.#showWaterline(seen);
    if (document.title !== seen.title) document.title = seen.title;
    const icon = /** @type {HTMLLinkElement} */ (document.querySelector('link[rel="icon"]'));
    const address = this.#icons[seen.icon];
    if (address && icon.getAttribute("href") !== address) icon.href = address;
  }

  /** Written only when it changes, for it speaks when it is written. */
  #showPill(/** @type {Seen} */ seen) {
    const key = `${seen.block} ${seen.word}`;
    if (key === this.#pill) return;
    this.#pill = key;
    byId("pill").replaceChildren(make("i", { class: `st ${seen.block}` }), make("span", {}, seen.word));
  }

  #showTabs(/** @type {Facts} */ facts, /** @type {boolean} */ readOnly) {
    const here = { n: facts.face, hash: facts.hash, title: facts.runs };
    const faces = facts.faces ?? [];
    const shown = faces.some((face) => face.n === facts.face) ? faces : [here, ...faces];
    const key = JSON.stringify([shown, readOnly]);
    if (key === this.#tabs) return;
    this.#tabs = key;
    for (const old of this.nav.querySelectorAll("a:not(.more, .new)")) old.remove();
    this.nav.prepend(...shown.map((face) => {
      const current = face.n === facts.face;
      const small = [face.hash, current && readOnly ? "read-only" : ""].filter(Boolean).join(" ");
      return make("a", { href: `${facts.path}?face=${face.n}`, "aria-current": current ? "page" : undefined },
        make("span", { class: "runs" }, face.title || `${facts.agent}/${face.n}`), make("small", {}, small));
    }));
    this.#fold();
  }

  /** Tabs that have no room become "12 more". The current one always stays. */
  #fold() {
    const more = /** @type {HTMLElement} */ (this.nav.querySelector(".more"));
    const tabs = /** @type {HTMLElement[]} */ ([...this.nav.querySelectorAll("a:not(.more, .new)")]);
    for (const tab of tabs) tab.hidden = false;
    more.hidden = true;
    if (matchMedia("(max-width: 640px)").matches) return;
    let folded = 0;
    for (const tab of tabs.reverse()) {
      if (this.nav.scrollWidth <= this.nav.clientWidth) break;
      if (tab.hasAttribute("aria-current")) continue;
      tab.hidden = true;
      more.hidden = false;
      text(more, `${++folded} more`);
    }
  }

  #showWaterline(/** @type {Seen} */ seen) {
    const line = byId("waterline");
    line.classList.toggle("lost", seen.lost);
    const water = /** @type {HTMLElement} */ (line.firstElementChild);
    water.hidden = seen.left === null || seen.lost;
    if (seen.left === null) return;
    // With reduced motion it steps once a minute instead of once a second.
    const left = matchMedia("(prefers-reduced-motion: reduce)").matches ? Math.ceil(seen.left * 5) / 5 : seen.left;
    water.style.width = `${(left * 100).toFixed(2)}%`;
  }
}

function text(/** @type {HTMLElement} */ element, /** @type {string} */ value) {
  if (element.textContent !== value) element.textContent = value;
}
