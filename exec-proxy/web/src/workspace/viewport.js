/** The device around the page. */

/** iOS lays its keyboard over the page instead of shrinking it; the visual viewport tells how much is left. */
export function followVisibleHeight() {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const follow = () => {
    const covered = window.innerHeight - viewport.height * viewport.scale > 1 && viewport.scale === 1;
    if (covered) document.documentElement.style.setProperty("--visible-height", `${viewport.height}px`);
    else document.documentElement.style.removeProperty("--visible-height");
  };
  viewport.addEventListener("resize", follow);
}

const TICK_MILLIS = 5000;

/** Runs when this device was asleep: a timer that comes half a minute late says so. Hidden tabs tick once a minute at the slowest. */
export function onAwakening(/** @type {() => void} */ run) {
  let last = Date.now();
  setInterval(() => {
    const late = Date.now() - last - TICK_MILLIS;
    last = Date.now();
    if (late > (document.hidden ? 120_000 : 30_000)) run();
  }, TICK_MILLIS);
}
