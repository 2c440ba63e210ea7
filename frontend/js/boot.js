// Loads the browser half once the page is painted: nothing of it delays what people see first.
//
// The addresses stand on our own script element, for the names bear a hash of what they hold.

import { brine } from "./boot/browser.js";
import { openFeed } from "./boot/feed.js";
import { listenToKeys } from "./boot/keys.js";

globalThis.brine = brine;
const { js, wasm, paletteJs, paletteWasm, dev } = document.querySelector("script[data-wasm]").dataset;

const painted = new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
const start = async (js, wasm) => (await import(js)).default({ module_or_path: wasm });

painted
  .then(() => {
    openFeed();
    // Pages that are only read have no program.
    return js && start(js, wasm);
  })
  .then(() => {
    document.documentElement.dataset.hydrated = "";
  })
  .catch((error) => console.error("Brine works on as plain pages; its live half did not start:", error));

// The palette is a program of its own, loaded when somebody first asks for it.
let palette;
listenToKeys(async (what) => {
  if (!paletteJs) return;
  palette ??= start(paletteJs, paletteWasm);
  await palette;
  brine.askPalette(what);
});

// What counts the selected cards is loaded when one is selected first.
addEventListener("change", ({ target }) => target.form?.dataset.js && import(target.form.dataset.js));

// A development server's pages reload when it comes back.
if (dev !== undefined) {
  let away = false;
  setInterval(async () => {
    const here = await fetch("/healthz").then(() => true, () => false);
    if (here && away) location.reload();
    away = !here;
  }, 500);
}
