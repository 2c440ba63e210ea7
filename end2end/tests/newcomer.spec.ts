// A newcomer's first ten minutes, by keyboard alone: an example is loaded, tested, deployed and called as the page
// says; its card's figures move; paused, it refuses.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Locator } from "@playwright/test";
import { expect, test } from "../brine/test.ts";
import type { Site } from "../pages/site.ts";

const run = promisify(execFile);
/** More stops than any of these pages has. */
const STOPS = 120;

/** Goes on with the Tab key until something has the focus. */
async function tabTo(site: Site, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await wanted.evaluate((it) => it === document.activeElement)) return;
    await site.page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}

async function press(site: Site, wanted: Locator): Promise<void> {
  await tabTo(site, wanted);
  await site.page.keyboard.press("Enter");
}

/** Calls as the page says, in a shell. */
async function call(lines: string): Promise<Record<string, unknown>> {
  const { stdout } = await run("sh", ["-c", lines.replace(/\bcurl\b/, "curl --silent")]);
  return JSON.parse(stdout);
}

test("from an example to a refusal, by keyboard", async ({ site, faults }) => {
  test.slow();
  faults.expect(/409/);
  const { page } = site;
  const main = page.getByRole("main");
  await site.open("/deployments");
  await press(site, site.mainLink("Workflows"));
  await expect(site.heading("Workflows")).toBeVisible();
  await site.ready();
  await press(site, page.getByRole("button", { name: "Load examples" }));
  await press(site, main.getByRole("link", { name: "Greeting", exact: true }));
  await expect(site.heading("Greeting")).toBeVisible();
  await site.editor.ready();

  await press(site, site.editor.testButton);
  if (site.js) await expect(site.editor.test.getByText("Succeeded", { exact: true })).toBeVisible();
  else {
    await site.execution.arrive();
    await site.execution.expectStatus("Succeeded");
    await press(site, main.getByRole("link", { name: "Greeting" }).first());
  }
  const deploy = site.js
    ? page.getByRole("button", { name: "Deploy", exact: true })
    : page.getByRole("link", { name: "Deploy", exact: true }).or(page.getByRole("button", { name: "Deploy", exact: true }));
  await press(site, deploy.first());
  const form = site.js ? site.dialog("Deploy Greeting") : main;
  await expect(form).toContainText("The last test of revision 1 succeeded.");
  await press(site, form.getByRole("button", { name: "Deploy", exact: true }));
  if (site.js) {
    await press(site, site.dialog("Greeting is deployed").getByRole("button", { name: "Done" }));
    await press(site, site.editor.deployments.getByRole("link", { name: "Greeting", exact: true }));
  } else await press(site, main.getByRole("link", { name: "See the deployment" }));
  await expect(site.heading("Greeting")).toBeVisible();
  await site.ready();

  const lines = await site.page.getByRole("group", { name: "Curl line" }).innerText();
  expect(await call(lines)).toMatchObject({ status: "succeeded" });
  await press(site, site.mainLink("Deployments"));
  const card = site.deployments.card("Greeting");
  await expect(card.article).toContainText("1 run in 24 hours");
  await site.ready();
  await tabTo(site, card.switch);
  await page.keyboard.press("Space");
  await card.expectStatus("Paused");
  expect(await call(lines)).toMatchObject({ error: "Deployment is paused" });
});
