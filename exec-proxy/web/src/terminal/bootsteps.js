/**
 * Finished steps of a boot face, as one says them. Pure. A line is "  ✓ machine      created in Amsterdam      2.8 s".
 */
export function finishedSteps(/** @type {string[]} */ lines) {
  return lines.flatMap((line) => {
    const [, sign, step, rest, took] = /^\s*([✓✗]) (\S+)\s+(.*?)\s*(\d[\d.]* (?:s|m \d+ s))?\s*$/u.exec(line) ?? [];
    if (!sign) return [];
    const words = [sign === "✗" ? `${step} failed` : step, rest].filter(Boolean).join(" ");
    return [took ? `${words}, ${aloud(took)}` : words];
  });
}

function aloud(/** @type {string} */ took) {
  return took.replace(/(\d+) m /, (_, minutes) => `${minutes} ${minutes === "1" ? "minute" : "minutes"} `)
    .replace(/([\d.]+) s$/, (_, seconds) => `${seconds} ${seconds === "1" ? "second" : "seconds"}`);
}
