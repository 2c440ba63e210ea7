// The browser's part of the measurements, printed as ratios and sizes with their goals:
//
//     node node_modules/@playwright/test/cli.js test --config bench.config.ts
//
// `BRINE_BIN` names the release server. Nothing here fails for being slow.

import { defineConfig } from "@playwright/test";
import { chromium } from "./brine/chromium.ts";

export default defineConfig({
  testDir: "bench",
  testMatch: "*.bench.ts",
  workers: 1,
  timeout: 600_000,
  reporter: [["line"]],
  use: chromium,
});
