// Runs in every page of the browser tests: keeps the last things that happened to it, for a test that fails.
(() => {
  const kept = [];
  const name = (node) =>
    node instanceof Element
      ? `${node.getAttribute("role") ?? node.tagName.toLowerCase()} "${(node.getAttribute("aria-label") ?? node.textContent ?? "").trim().slice(0, 24)}"`
      : "-";
  const keep = (what) => {
    kept.push(`${Math.round(performance.now())} ms ${what}`);
    if (kept.length > 60) kept.shift();
  };
  const types = ["pointerdown", "pointerup", "click", "focusin", "keydown", "submit", "pageshow"];
  for (const type of types)
    addEventListener(
      type,
      (event) => {
        // What an element held when it was touched says whether React had taken it over by then.
        const isTaken = Object.keys(event.target).some((key) => key.startsWith("__reactProps"));
        keep(`${type} ${name(event.target)}${isTaken ? "" : " (not React's)"}`);
      },
      true,
    );
  // Popups are put below the body, and a theme is a class of the document.
  const tell = (records) => {
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type === "attributes") keep(`the document is of class "${target.className}"`);
      for (const node of addedNodes) keep(`there is ${name(node)}`);
      for (const node of removedNodes) keep(`gone is ${name(node)}`);
    }
  };
  addEventListener("DOMContentLoaded", () => {
    const observer = new MutationObserver(tell);
    observer.observe(document.body, { childList: true });
    observer.observe(document.documentElement, { attributeFilter: ["class"] });
  });
  Reflect.set(window, "lastMoments", kept);
})();
