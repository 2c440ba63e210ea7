// A picture of each state: light and dark, 1280 and 360 pixels wide, with JavaScript and without.

import path from "node:path";
import type { Page } from "@playwright/test";
import { test } from "../brine/test.ts";
import { few } from "../gallery/state.ts";
import { STATES } from "../gallery/states.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** What lies over the page is placed by the window; a long list is enough as far as the window goes. */
const isWholePage = (name: string) => !/many|menu|dialog|toast|palette|keys|workflows-de/.test(name);

const heightOf = (page: Page) => page.evaluate(() => Math.max(document.documentElement.scrollHeight, 800));

for (const { name, only, reach } of STATES) {
  test(`${name} ${only ?? ""}`.trim(), async ({ site, rest, faults }) => {
    await reach({ site, rest, faults });
    for (const width of [1280, 360]) {
      await site.page.setViewportSize({ width, height: 800 });
      if (isWholePage(name)) await site.page.setViewportSize({ width, height: await heightOf(site.page) });
      for (const colorScheme of ["light", "dark"] as const) {
        await site.page.emulateMedia({ colorScheme });
        const file = `${name}-${colorScheme}-${width}${site.js ? "" : "-nojs"}.png`;
        const place = path.join(ROOT, "target/screenshots", file);
        await site.page.screenshot({ path: place, animations: "disabled" });
      }
    }
  });
}

test("the README's @js", async ({ site, rest }) => {
  await few(rest);
  await site.deployments.open();
  await site.page.screenshot({ path: path.join(ROOT, "docs/screenshot.png"), animations: "disabled" });
});
