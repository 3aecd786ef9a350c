/** Runs before the first paint of every page, so that a chosen theme never flashes the other one. */
import { loadSettings } from "./settings.js";

applyTheme();
window.addEventListener("storage", applyTheme);

function applyTheme() {
  const { theme } = loadSettings();
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
