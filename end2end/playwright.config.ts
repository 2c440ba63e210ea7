// The browser tests: each in two projects, with JavaScript (`js`) and without (`nojs`).
//
// A test tagged @js or @nojs runs in that project alone: what it tests has no other half.

import { defineConfig } from "@playwright/test";
import { chromium } from "./brine/chromium.ts";

export default defineConfig({
  testDir: "tests",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // A second try is reported as flaky, not hidden; it keeps a slow machine from refusing a change.
  retries: process.env.CI ? 1 : 0,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [["list"]],
  use: { ...chromium, trace: "retain-on-failure" },
  projects: [
    { name: "js", grepInvert: /@nojs\b/ },
    { name: "nojs", grepInvert: /@js\b/, use: { javaScriptEnabled: false } },
  ],
});
