/** The leader strip: which keys there are, and the question before a face is closed. */
import { ALL, SHORT } from "../shared/leader.js";
import { byId, make } from "./dom.js";

/** @param {import("../shared/leader.js").Phase} phase @param {boolean} canShare */
export function showLeader(phase, canShare) {
  const element = byId("leader");
  element.hidden = phase === "off";
  if (phase === "close?") {
    element.replaceChildren(make("p", {}, "Close this face? What runs in it ends. Files stay."), keys([["y", "close"], ["esc", "back"]]));
  } else if (phase !== "off") {
    element.replaceChildren(keys((phase === "keys" ? ALL : SHORT).filter(([key]) => key !== "s" || canShare)));
  }
}

function keys(/** @type {string[][]} */ pairs) {
  return make("ul", {}, ...pairs.map(([key, does]) => make("li", {}, make("b", {}, key), does)));
}
