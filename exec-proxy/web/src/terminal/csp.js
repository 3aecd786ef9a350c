/**
 * xterm.js writes <style> elements and style attributes, and our Content-Security-Policy refuses both. The same rules
 * go through the CSS object model instead, which the policy leaves open. To be called before a terminal is made.
 */
export function styleThroughObjectModel() {
  const create = document.createElement.bind(document);
  document.createElement = (/** @type {string} */ name, /** @type {any} */ options) => name.toLowerCase() === "style" ? standIn(create("template")) : create(name, options);
  const setAttribute = Element.prototype.setAttribute;
  HTMLElement.prototype.setAttribute = function (/** @type {string} */ name, /** @type {string} */ value) {
    if (name === "style") this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
}

/** In place of a style element (even an empty one is refused): its text becomes a constructed style sheet. */
function standIn(/** @type {HTMLTemplateElement} */ element) {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  Object.defineProperty(element, "textContent", { get: () => "", set: (text) => sheet.replaceSync(text) });
  element.remove = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    Element.prototype.remove.call(element);
  };
  return element;
}
