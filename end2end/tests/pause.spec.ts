// The three ways to pause, what each leaves, and what requests are told.

import { graph, LONG } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

test("paused by its switch, it refuses in words, and what was accepted goes on", async ({ site, rest }) => {
  const made = await rest.deployment("Searcher", { graph: LONG });
  await rest.ask(made);
  await site.deployments.open();
  const card = site.deployments.card("Searcher");
  // Accepted is not begun: a page without scripts is asked for again until it is.
  await expect(async () => {
    if (!site.js) await site.reload();
    await expect(card.article).toContainText(/Running \d\/3/, { timeout: site.js ? 7_000 : 500 });
  }).toPass();
  await card.switch.click();
  await site.expectToast("Searcher paused");
  await card.expectStatus("Paused");
  await expect(card.article).toContainText("Paused, 1 finishing");
  const refused = await rest.ask(made);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ error: "Deployment is paused" });
  await expectAccessible(site);
  // So that it does not work for a minute.
  await rest.setStatus(made, "paused", "stop");
});

test("held, requests wait until it is resumed", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin", { graph: graph("held") });
  await site.deployments.open();
  const card = site.deployments.card("Gherkin");
  await card.pause("Pause and hold requests");
  await site.expectToast("Gherkin paused; requests are held");
  const accepted = await rest.ask(made);
  expect(accepted.status).toBe(202);
  if (!site.js) await site.reload();
  await expect(card.article).toContainText("Paused, 1 held");
  await card.switch.click();
  await card.expectStatus("Running");
  const { execution_id: id } = (await accepted.json()) as { execution_id: string };
  await expect.poll(async () => (await rest.execution(id)).status).toBe("succeeded");
  if (!site.js) await site.reload();
  await expect(card.article).not.toContainText("held");
  await site.deployment.open(made);
  await expect(site.deployment.history.nth(1)).toContainText("Paused: holds requests");
});

test("stopped, what runs is cancelled", async ({ site, rest }) => {
  const made = await rest.deployment("Searcher", { graph: LONG });
  await rest.ask(made);
  await site.deployment.open(made);
  await site.deployment.pause("Pause and stop everything");
  await site.expectToast("Searcher paused; everything is stopped");
  await expect(async () => {
    if (!site.js) await site.reload();
    await expect(site.deployment.executions.first()).toContainText("Cancelled", { timeout: 500 });
  }).toPass();
  expect((await rest.ask(made)).status).toBe(409);
  await expect(site.deployment.history.first()).toContainText("Paused: stopped everything");
  await expectAccessible(site);
});

test("the menu leaves out how it is paused already", async ({ site, rest }) => {
  await rest.setStatus(await rest.deployment("Gherkin"), "paused", "hold");
  await site.deployments.open();
  const card = site.deployments.card("Gherkin");
  await card.openMenu();
  await expect(card.menuItem("Pause and hold requests")).toBeHidden();
  await expect(card.menuItem("Pause and finish requests")).toBeVisible();
  await expect(card.menuItem("Pause and stop everything")).toBeVisible();
  await expectAccessible(site);
});
