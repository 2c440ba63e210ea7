// An earlier version becomes the live one again: in one click, also a deleted one while its snapshot is kept.

import { expect, expectAccessible, test } from "../brine/test.ts";

const BACK = { name: /^Roll back to this version/ };

test("one click makes the version before live, and moves its addresses", async ({ site, rest }) => {
  const workflow = await rest.workflow("Olive");
  const first = await rest.deploy(workflow, { reason: "the first" });
  const second = await rest.deploy(workflow);
  await rest.lead("olives", { deployment: second.id });
  await site.deployment.open(second);
  const row = site.deployment.versions.filter({ hasText: "v1" });
  await expect(row).toContainText("the first");
  await expect(site.deployment.part("Versions").getByRole("button", BACK), "not to the live one").toHaveCount(1);
  await expectAccessible(site);
  await row.getByRole("button", BACK).click();
  await site.expectToast("Olive is back to v1");
  expect(site.address()).toBe(`/deployments/${first.id}`);
  await expect(site.deployment.part("Addresses")).toContainText("live here since");
  await expect(site.deployment.versions.filter({ hasText: "v2" })).toContainText("Paused");
});

test("a deleted version comes back as a new one, with a reason, by keyboard", async ({ site, rest }) => {
  const workflow = await rest.workflow("Olive");
  const first = await rest.deploy(workflow);
  const second = await rest.deploy(workflow);
  await rest.delete(first);
  await site.deployment.open(second);
  const row = site.deployment.versions.filter({ hasText: "v1" });
  await expect(row).toContainText("Deleted, snapshot kept until");
  await site.deployment.part("Versions").getByRole("textbox", { name: "Reason" }).fill("v2 is too salty");
  await row.getByRole("button", BACK).press("Enter");
  await site.expectToast("Olive is back to v1, as v3");
  await expect(site.deployment.history).toContainText(["v2 is too salty"]);
  expect(await rest.deployments()).toMatchObject([{ version: 3, status: "running" }, { version: 2, status: "paused" }]);
});

test("the page of a deleted deployment has the ways back", async ({ site, rest, faults }) => {
  faults.expect(/404/);
  const made = await rest.deployment("Olive");
  await rest.delete(made);
  await site.open(`/deployments/${made.id}`);
  await expect(site.heading("Olive v1 was deleted")).toBeVisible();
  await expectAccessible(site);
  await site.page.getByRole("button", BACK).click();
  await site.expectToast("Olive is back to v1, as v2");

  await site.open(`/deployments/${made.id}`);
  await site.page.getByRole("button", { name: "Delete snapshot too" }).click();
  await site.expectToast("The snapshot of Olive is deleted");
  await site.open(`/deployments/${made.id}`);
  await expect(site.heading("No such deployment")).toBeVisible();
});

test("the list follows what happens elsewhere @js", async ({ site, rest }) => {
  const workflow = await rest.workflow("Olive");
  const first = await rest.deploy(workflow);
  const second = await rest.deploy(workflow);
  await site.deployment.open(second);
  await rest.delete(first);
  await expect(site.deployment.versions.filter({ hasText: "v1" })).toContainText("Deleted, snapshot kept until");
  await rest.lead("olives", { deployment: second.id });
  await expect(site.deployment.part("Addresses").getByRole("link", { name: "olives" })).toBeVisible();
});
