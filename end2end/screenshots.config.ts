// The pictures of every page and state, into `target/screenshots`: `cargo xtask screenshots`.

import { defineConfig } from "@playwright/test";
import { chromium } from "./brine/chromium.ts";

export default defineConfig({
  testDir: "screenshots",
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["dot"]],
  use: chromium,
  projects: [
    { name: "js", grepInvert: /@nojs\b/ },
    { name: "nojs", grepInvert: /@js\b/, use: { javaScriptEnabled: false } },
  ],
});
