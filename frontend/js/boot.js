// Loads the browser half once the page is painted: nothing of it delays what people see first.
//
// The addresses stand on our own script element, for the names bear a hash of what they hold.

import { brine } from "./boot/browser.js";

globalThis.brine = brine;
const { js, wasm, dev } = document.querySelector("script[data-wasm]").dataset;

const painted = new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

if (js && wasm) {
  painted
    .then(() => import(js))
    .then(async (half) => {
      await half.default({ module_or_path: wasm });
      half.hydrate();
      document.documentElement.dataset.hydrated = "";
    })
    .catch((error) => console.error("Brine works on as plain pages; its live half did not start:", error));
}

// A development server's pages reload when it comes back.
if (dev !== undefined) {
  let away = false;
  setInterval(async () => {
    const here = await fetch("/healthz").then(() => true, () => false);
    if (here && away) location.reload();
    away = !here;
  }, 500);
}
