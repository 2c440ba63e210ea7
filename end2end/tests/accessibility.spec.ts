// Every page and state, wide and narrow, light and dark: nothing keeps people out, nothing is cut off.

import { STATES } from "../gallery/states.ts";
import { expectAccessible, test } from "../brine/test.ts";

const LOOKS = [
  { width: 1280, colorScheme: "light" },
  { width: 360, colorScheme: "dark" },
  { width: 360, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
] as const;

for (const { name, only, reach } of STATES) {
  test(`${name} ${only ?? ""}`.trim(), async ({ site, rest, faults }) => {
    test.slow();
    await reach({ site, rest, faults });
    // The styles are the same without scripts: there each width and each colour is looked at once.
    for (const { width, colorScheme } of site.js ? LOOKS : LOOKS.slice(0, 2)) {
      await test.step(`${width} px, ${colorScheme}`, async () => {
        await site.page.setViewportSize({ width, height: 800 });
        await site.page.emulateMedia({ colorScheme });
        await site.expectFits();
        await expectAccessible(site, colorScheme);
      });
    }
  });
}
