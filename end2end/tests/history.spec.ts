// What happened: told in sentences, filtered by the address, and taken along as files.

import { readFile } from "node:fs/promises";
import { graph, HOSTILE_NAMES } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

test("says who did what and why, newest first, and leads there", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin", { reason: "for the spring campaign" });
  await rest.setStatus(made, "paused");
  await site.deployments.open();
  await site.mainLink("History").click();
  await expect(site.heading("History")).toBeVisible();
  await expect(site.mainLink("History")).toHaveAttribute("aria-current", "page");
  await expect(site.history.rows.first()).toContainText(/Paused Gherkin v1.*through the API, \d{4}-\d\d-\d\d \d\d:\d\d UTC/s);
  await expect(site.history.row("Deployed Gherkin v1 from revision 1").first()).toContainText("for the spring campaign");
  await expectAccessible(site);
  await site.history.rows.first().getByRole("link", { name: "Gherkin", exact: true }).click();
  await expect(site.heading("Gherkin")).toBeVisible();
});

test("what is done on a page is there at once, and so is a redeploy as one thing", async ({ site, rest }) => {
  const workflow = await rest.workflow("Gherkin");
  const old = await rest.deploy(workflow);
  await rest.lead("gherkin", old);
  await rest.save(workflow, graph("warmer words"));
  await rest.redeploy(old, "warmer words");
  await site.deployments.open();
  const paused = site.deployments.cards.filter({ hasText: "v2" }).getByRole("switch");
  await paused.click();
  await site.expectToast("Gherkin paused");
  await site.history.open();
  await expect(site.history.rows.first()).toContainText(/Paused Gherkin v2.*on a page/s);
  await expect(site.history.rows.nth(1)).toContainText(
    "Redeployed Gherkin v2 from revision 2, untested: Gherkin v1 paused, address gherkin moved",
  );
  await expect(site.history.rows.nth(1)).toContainText("warmer words");
});

test("filters are the address, and can be taken back", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin");
  await rest.setStatus(made, "paused");
  await rest.deployment("Olive");
  await site.history.open();
  await site.history.choose("Workflow", "Gherkin");
  await site.history.apply();
  await expect(site.history.rows.filter({ hasText: "Olive" })).toHaveCount(0);
  await expect(site.history.row("Paused Gherkin v1")).toHaveCount(1);
  await site.history.choose("What", "Deployed");
  await site.history.apply();
  expect(site.address()).toContain("kind=deployed");
  await expect(site.history.rows).toHaveText([/^Deployed Gherkin v1/]);
  await site.reload();
  await expect(site.history.rows).toHaveCount(1);
  await site.page.getByRole("link", { name: "Show everything" }).click();
  await expect(site.history.row("Olive").first()).toBeVisible();

  await site.page.getByRole("link", { name: "Only what happened to Gherkin v1" }).first().click();
  expect(site.address()).toBe(`/history?deployment=${made.id}`);
  await expect(site.history.rows).toHaveText([/^Paused Gherkin v1/, /^Deployed Gherkin v1/]);
  await expectAccessible(site);
  await site.page.getByRole("link", { name: "Of every deployment" }).click();
  await site.page.getByLabel("To (UTC)").fill("2001-01-01");
  await site.history.apply();
  await expect(site.page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
  await expectAccessible(site);
});

test("says what is wrong with an address, and shows everything", async ({ site, rest }) => {
  await rest.deployment("Gherkin");
  await site.history.open("?kind=exploded");
  await expect(site.page.getByRole("alert")).toContainText("`exploded` is not one of");
  await expect(site.history.row("Deployed Gherkin v1").first()).toBeVisible();
});

test("older things are a page away", async ({ site, rest }) => {
  test.slow();
  const made = await rest.deployment("Gherkin");
  for (let turn = 0; turn < 60; turn += 1) await rest.setStatus(made, turn % 2 === 0 ? "paused" : "running");
  await site.history.open(`?deployment=${made.id}`);
  await expect(site.history.rows).toHaveCount(50);
  await site.history.pageLink("Older").click();
  await expect(site.history.rows).toHaveCount(11);
  await expect(site.history.rows.last()).toContainText("Deployed Gherkin v1");
  await site.history.pageLink("Newest").click();
  await expect(site.history.rows).toHaveCount(50);
});

test("can be taken along as files, as it is filtered", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin", { reason: "=1+1" });
  await rest.setStatus(made, "paused");
  await site.history.open(`?deployment=${made.id}&kind=deployed`);
  for (const [name, file, text] of [
    ["JSON Lines", "history.jsonl", '"kind":"deployed"'],
    ["CSV", "history.csv", ",'=1+1,"],
    ["Markdown", "deployment-history.md", "## Gherkin"],
  ] as const) {
    const begun = site.page.waitForEvent("download");
    await site.history.files.getByRole("link", { name }).click();
    const download = await begun;
    expect(download.suggestedFilename()).toBe(file);
    const written = await readFile(await download.path(), "utf8");
    expect(written).toContain(text);
    expect(written).not.toContain('"kind":"status"');
  }
});

test("before anything happened it says how to begin", async ({ ownServer, page }) => {
  await page.goto(`${ownServer.server.url}/history`);
  await expect(page.getByRole("heading", { name: "Nothing has happened yet" })).toBeVisible();
  await page.getByRole("link", { name: "Import a workflow or load examples" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Workflows" })).toBeVisible();
});

test("names are text, whatever they look like", async ({ site, rest }) => {
  for (const name of HOSTILE_NAMES) await rest.deployment(name);
  await site.history.open();
  for (const name of HOSTILE_NAMES)
    await expect(site.history.row("Deployed").getByRole("link", { name, exact: true })).toHaveText(name);
  expect(await site.page.title()).toBe("History · Brine");
  await site.expectFits();
  await expectAccessible(site);
});
