/** The xterm.js terminal: font, colours, size, renderer. */
import { FitAddon } from "@xterm/addon-fit";
import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { WebglAddon } from "@xterm/addon-webgl";
import { Terminal } from "@xterm/xterm";
import { PALETTE } from "../shared/palette.js";

const FONT = '"Commit Mono", ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';
const NORMAL = 15;
const PHONE = 13;

const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const phone = matchMedia("(max-width: 640px)");
const contrast = matchMedia("(prefers-contrast: more)");

/**
 * Makes the terminal inside `element` once its font is there: cells measured with a fallback font would be wrong for good.
 * @param {HTMLElement} element
 * @param {import("../shared/settings.js").Settings} settings
 */
export async function openScreen(element, settings) {
  await Promise.all(["400", "700"].map((weight) => document.fonts.load(`${weight} ${NORMAL}px "Commit Mono"`))).catch(() => {});
  const terminal = new Terminal({
    allowProposedApi: true, // the grapheme widths that tmux uses too
    cursorBlink: !still.matches,
    cursorInactiveStyle: "outline",
    cursorStyle: "block",
    drawBoldTextInBrightColors: false,
    fontFamily: FONT,
    fontWeight: "400",
    fontWeightBold: "700",
    fontSize: fontSize(settings),
    lineHeight: 1.15,
    minimumContrastRatio: contrastRatio(),
    linkHandler: { activate: openLink },
    macOptionIsMeta: false,
    rightClickSelectsWord: false,
    screenReaderMode: settings.reader,
    scrollback: 0, // tmux keeps the history; without it xterm leaves no gap for a scroll bar
    theme: theme(settings),
  });
  terminal.loadAddon(new UnicodeGraphemesAddon());
  terminal.loadAddon(new WebLinksAddon(openLink));
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(element);
  drawWithWebgl(terminal);
  fit.fit();

  let frame = 0;
  new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => fit.fit());
  }).observe(element);

  let current = settings;
  function apply(/** @type {import("../shared/settings.js").Settings} */ next) {
    current = next;
    terminal.options.theme = theme(next);
    terminal.options.minimumContrastRatio = contrastRatio();
    terminal.options.screenReaderMode = next.reader;
    terminal.options.cursorBlink = !still.matches;
    if (terminal.options.fontSize !== fontSize(next)) {
      terminal.options.fontSize = fontSize(next);
      fit.fit();
    }
  }
  for (const query of [dark, still, phone, contrast]) query.addEventListener("change", () => apply(current));
  return { terminal, apply };
}

function theme(/** @type {import("../shared/settings.js").Settings} */ settings) {
  return settings.theme === "system" ? PALETTE[dark.matches ? "night" : "day"] : PALETTE[settings.theme];
}

/** AA of WCAG 2.2, and AAA for those who ask for more. */
function contrastRatio() {
  return contrast.matches ? 7 : 4.5;
}

function fontSize(/** @type {import("../shared/settings.js").Settings} */ settings) {
  return (phone.matches ? PHONE : NORMAL) + settings.size;
}

/** WebGL where it is; the DOM renderer is what remains when there is none or the context is lost. */
function drawWithWebgl(/** @type {Terminal} */ terminal) {
  try {
    const webgl = new WebglAddon();
    webgl.onContextLoss(() => webgl.dispose());
    terminal.loadAddon(webgl);
  } catch {
    // No WebGL 2 here.
  }
}

/** Only with Ctrl or ⌘, since a plain click belongs to the program; only web addresses; never with a way back to us. */
function openLink(/** @type {MouseEvent} */ event, /** @type {string} */ address) {
  if ((event.ctrlKey || event.metaKey) && /^https?:\/\//i.test(address)) window.open(address, "_blank", "noopener,noreferrer");
}
