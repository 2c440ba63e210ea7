// From a small telephone to a large screen, and twice as large: nothing is cut off.

import { STATES } from "../gallery/states.ts";
import { test } from "../brine/test.ts";

/** In CSS pixels; 640 is 1,280 at 200 %. */
const WIDTHS = [320, 640, 1_024, 2_560];

for (const { name, only, reach } of STATES.filter(({ name }) => /few|menu|dialog|toast|^deployment$|^editor|import|history|bulk|help|palette|address|redeploy|versions/.test(name))) {
  test(`${name} fits ${only ?? ""}`.trim(), async ({ site, rest, faults }) => {
    await reach({ site, rest, faults });
    for (const width of WIDTHS) {
      await site.page.setViewportSize({ width, height: 800 });
      await site.expectFits();
    }
  });
}
