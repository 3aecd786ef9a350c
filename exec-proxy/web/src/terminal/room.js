/**
 * What happens to the terminal when the strip rises over its last rows. Pure.
 *
 * Giving those rows up would resize the machine's terminal twice for every sleep, every lost connection and every
 * leader key, and crop the last screen that is to stay as it is. So a passing strip moves the screen up instead, and only as
 * far as the cursor needs it; a strip that stays gets its room.
 *
 * @param {{height: number, margin: number, covered: number, makesRoom: boolean, cursorBottom: number}} of  all in px;
 *   height: of the screen without a strip; margin: below it; cursorBottom: from the top of the screen
 * @returns {{giveUp: number, moveUp: number}}
 */
export function roomFor({ height, margin, covered, makesRoom, cursorBottom }) {
  const lost = Math.max(0, covered - margin);
  if (makesRoom) return { giveUp: covered, moveUp: 0 };
  return { giveUp: 0, moveUp: cursorBottom > height - lost ? lost : 0 };
}
