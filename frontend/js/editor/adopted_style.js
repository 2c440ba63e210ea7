// Lets CodeMirror's styles through `style-src 'self'`.
//
// style-mod writes a `<style>` element into documents, which the site's
// Content-Security-Policy refuses. Constructed style sheets are scripts' own
// and are allowed, so its modules are adopted instead.

import { StyleModule } from "style-mod";

const adopted = new Set();

StyleModule.mount = (_root, modules) => {
  for (const module of [modules].flat()) {
    if (adopted.has(module)) continue;
    adopted.add(module);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(module.getRules());
    document.adoptedStyleSheets.push(sheet);
  }
};
