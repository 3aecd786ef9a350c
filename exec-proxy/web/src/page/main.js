/** Lists and failures: the key shown in a `kbd` presses its link or button, and codes are copied by one press. */

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLInputElement) return;
  const hint = [...document.querySelectorAll("kbd")].find((kbd) => kbd.textContent === event.key);
  const press = hint?.closest("a, button");
  if (press instanceof HTMLElement) {
    event.preventDefault();
    press.click();
  }
});

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.getAttribute("data-copy") ?? "");
    const label = /** @type {ChildNode} */ (button.firstChild);
    const before = label.textContent;
    label.textContent = "Copied ";
    setTimeout(() => (label.textContent = before), 2000);
  });
}
