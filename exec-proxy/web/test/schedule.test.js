import assert from "node:assert/strict";
import { test } from "node:test";
import { closeMeaning, waitMillis } from "../src/shared/schedule.js";

test("the waits are 0, 1, 2, 4, 8, 15 and then 30 s, each with a fifth of jitter", () => {
  const middle = [0, 1, 2, 3, 4, 5, 6, 7, 100].map((attempt) => waitMillis(attempt, 0.5));
  assert.deepEqual(middle, [125, 1000, 2000, 4000, 8000, 15000, 30000, 30000, 30000]);
  assert.equal(waitMillis(6, 0), 24000);
  assert.ok(waitMillis(6, 0.999) <= 36000);
  assert.equal(waitMillis(0, 0), 0);
});

for (const [code, reason, meaning] of /** @type {const} */ ([
  [1000, "closed", "closed"], [1000, "ended", "closed"], [1000, "", "later"], [4403, "", "access"], [4403, "access ended", "access"],
  [1012, "", "now"], [4100, "", "now"], [1006, "", "later"], [1001, "", "later"], [1009, "", "later"], [1011, "", "later"],
])) {
  test(`close ${code} "${reason}" means ${meaning}`, () => assert.equal(closeMeaning(code, reason), meaning));
}
