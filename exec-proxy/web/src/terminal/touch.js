/** Fingers: a tap focuses, two scroll, a long press selects and copies what it is drawn over. */

const LONG_PRESS_MILLIS = 500;
const SLOP = 8;

/**
 * @param {HTMLElement} element
 * @param {import("@xterm/xterm").Terminal} terminal
 * @param {{tap: () => void, copy: (text: string) => void}} page
 */
export function joinTouch(element, terminal, page) {
  /** @type {{x: number, y: number, moved: boolean} | null} */
  let one = null;
  /** @type {{column: number, row: number} | null} */
  let anchor = null;
  let twoY = 0;
  let timer = 0;

  const cell = (/** @type {Touch} */ touch) => {
    const box = /** @type {HTMLElement} */ (element.querySelector(".xterm-screen")).getBoundingClientRect();
    const clamp = (/** @type {number} */ at, /** @type {number} */ size) => Math.max(0, Math.min(size - 1, Math.floor(at)));
    return {
      column: clamp((touch.clientX - box.left) / (box.width / terminal.cols), terminal.cols),
      row: clamp((touch.clientY - box.top) / (box.height / terminal.rows), terminal.rows),
    };
  };
  const select = (/** @type {{column: number, row: number}} */ to) => {
    const from = /** @type {{column: number, row: number}} */ (anchor);
    const [first, last] = [from, to].map(({ column, row }) => row * terminal.cols + column).sort((a, b) => a - b);
    terminal.select(first % terminal.cols, terminal.buffer.active.viewportY + Math.floor(first / terminal.cols), last - first + 1);
  };

  element.addEventListener("touchstart", (event) => {
    clearTimeout(timer);
    if (event.touches.length === 2) {
      one = null;
      twoY = (event.touches[0].clientY + event.touches[1].clientY) / 2;
      return;
    }
    const touch = event.touches[0];
    one = { x: touch.clientX, y: touch.clientY, moved: false };
    anchor = null;
    timer = window.setTimeout(() => {
      anchor = cell(touch);
      select(anchor);
    }, LONG_PRESS_MILLIS);
  }, { passive: true });

  element.addEventListener("touchmove", (event) => {
    event.preventDefault();
    if (event.touches.length === 2) {
      const y = (event.touches[0].clientY + event.touches[1].clientY) / 2;
      // As a wheel, so that xterm decides: its own lines, arrow keys of a full screen, or a mouse report.
      element.querySelector(".xterm-screen")?.dispatchEvent(new WheelEvent("wheel", {
        deltaY: twoY - y, clientX: event.touches[0].clientX, clientY: y, bubbles: true, cancelable: true }));
      twoY = y;
      return;
    }
    const touch = event.touches[0];
    if (anchor) return select(cell(touch));
    if (one && Math.hypot(touch.clientX - one.x, touch.clientY - one.y) > SLOP) {
      one.moved = true;
      clearTimeout(timer);
    }
  }, { passive: false });

  element.addEventListener("touchend", (event) => {
    clearTimeout(timer);
    if (anchor) {
      event.preventDefault(); // no click: it would clear the selection
      page.copy(terminal.getSelection());
      anchor = null;
    } else if (one && !one.moved && event.touches.length === 0) {
      page.tap();
    }
    one = null;
  });
}
