/** Times as people read them: the reader's clock, 24 h, numbers with units. Pure. */

const MINUTE = 60_000;

/** `4 min`, under a minute `40 s`; never nothing. */
export function roughly(/** @type {number} */ millis) {
  if (millis > 90 * MINUTE) return `${Math.round(millis / (60 * MINUTE))} h`;
  return millis >= MINUTE ? `${Math.ceil(millis / MINUTE)} min` : `${Math.max(1, Math.ceil(millis / 1000))} s`;
}

/** `4 min 52 s` */
export function exactly(/** @type {number} */ millis) {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `0.4 s` */
export function measured(/** @type {number} */ millis) {
  return `${(millis / 1000).toFixed(1)} s`;
}

/** `14:02`; on another day `14:02 on 20 November`. */
export function clock(/** @type {number} */ at, /** @type {number} */ now) {
  const time = new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const day = (/** @type {number} */ instant) => new Date(instant).toDateString();
  return day(at) === day(now) ? time : `${time} on ${new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long" })}`;
}
