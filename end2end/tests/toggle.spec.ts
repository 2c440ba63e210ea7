// The switch pauses and resumes.

import { expect, expectAccessible, test } from "../brine/test.ts";

test("pauses, resumes, and says so", async ({ site, rest }) => {
  await rest.deployment("Gherkin");
  await rest.deployment("Other");
  await site.deployments.open();
  const card = site.deployments.card("Gherkin");
  await card.expectStatus("Running");
  const name = await card.switch.getAttribute("aria-label");
  await card.switch.click();
  await card.expectStatus("Paused");
  await site.expectToast("Gherkin paused");
  await site.deployments.expectCounts(2, 1, 1);
  await expect(card.switch).toHaveAttribute("aria-label", name!);
  await expectAccessible(site);
  await card.switch.click();
  await card.expectStatus("Running");
  await site.expectToast("Gherkin resumed");
  const stored = (await rest.deployments()).find((it) => it.name === "Gherkin");
  expect(stored!.status).toBe("running");
});

test("with the keyboard", async ({ site, rest }) => {
  await rest.deployment("Gherkin");
  await site.deployments.open();
  const card = site.deployments.card("Gherkin");
  await card.switch.focus();
  await site.page.keyboard.press("Space");
  await card.expectStatus("Paused");
});

test("keeps the filter that it was used under", async ({ site, rest }) => {
  await rest.deployment("Gherkin");
  await rest.deployment("Other");
  await site.deployments.open("?status=online");
  await site.deployments.card("Gherkin").switch.click();
  await site.deployments.expectNames(["Other"]);
  expect(site.address()).toBe("/deployments?status=online");
});

test("shows the wanted status before the server has answered @js", async ({ site, rest }) => {
  await rest.deployment("Gherkin");
  await site.deployments.open();
  const card = site.deployments.card("Gherkin");
  let answer = () => {};
  const held = new Promise<void>((done) => (answer = done));
  await site.page.route("**/api/fn/set_status", async (route) => {
    await held;
    await route.continue();
  });
  await card.switch.click();
  await expect(card.article.getByText("Paused", { exact: true })).toBeVisible();
  await expect(card.switch).toHaveAttribute("aria-checked", "false");
  await expect(card.switch).toHaveAttribute("aria-busy", "true");
  expect((await rest.deployments())[0]!.status).toBe("running");
  answer();
  await card.expectStatus("Paused");
});

test("takes it back, with the server's words, when the server refuses @js", async ({ site, rest, faults }) => {
  faults.expect(/503/);
  await rest.deployment("Gherkin");
  await site.deployments.open();
  const card = site.deployments.card("Gherkin");
  await site.refuse("set_status", "the disk is full; nothing was changed");
  await card.switch.click();
  await expect(site.says("the disk is full; nothing was changed")).toBeVisible();
  await card.expectStatus("Running");
});

test("takes it back when the server is not reached @js", async ({ site, rest, faults }) => {
  faults.expect(/set_status|ERR_CONNECTION_REFUSED/);
  await rest.deployment("Gherkin");
  await site.deployments.open();
  await site.page.route("**/api/fn/set_status", (route) => route.abort("connectionrefused"));
  const card = site.deployments.card("Gherkin");
  await card.switch.click();
  await expect(site.says("the server cannot be reached")).toBeVisible();
  await card.expectStatus("Running");
});

test("of a deployment that is gone says so, and the card goes @js", async ({ site, rest, faults }) => {
  faults.expect(/404/);
  await rest.deployment("Other");
  const made = await rest.deployment("Gherkin");
  await site.deployments.open();
  const card = site.deployments.card("Gherkin");
  await site.page.route("**/api/fn/set_status", async (route) => {
    await rest.delete(made);
    await route.continue();
  });
  await card.switch.click();
  await expect(site.says(/there is no deployment/)).toBeVisible();
  await expect(card.article).toHaveCount(0);
});
