// Deleting asks first, and leaves the reader where they were.

import { expect, expectAccessible, test } from "../brine/test.ts";

test("asks in a dialog whose first answer is no @js", async ({ site, rest }) => {
  for (const name of ["Anchovy", "Beet", "Caper"]) await rest.deployment(name);
  await site.deployments.open();
  const card = site.deployments.card("Beet");
  await card.choose("Delete");
  const dialog = site.dialog("Delete Beet?");
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText("stops answering");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expectAccessible(site);

  await site.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(card.article).toBeVisible();
  await expect(card.menuButton, "the focus is given back").toBeFocused();

  await card.choose("Delete");
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(card.article).toHaveCount(0);
  await site.expectToast("Beet deleted");
  await expect(site.deployments.card("Anchovy").article, "the neighbour").toBeFocused();
  await site.deployments.expectCounts(2, 2, 0);
  expect((await rest.deployments()).map((it) => it.name).sort()).toEqual(["Anchovy", "Caper"]);
});

test("a refused deletion brings the card back @js", async ({ site, rest, faults }) => {
  faults.expect(/503/);
  await rest.deployment("Beet");
  await site.deployments.open();
  await site.refuse("delete_deployment", "the store takes no changes now");
  const card = site.deployments.card("Beet");
  await card.choose("Delete");
  await site.dialog("Delete Beet?").getByRole("button", { name: "Delete", exact: true }).click();
  await expect(site.says("the store takes no changes now")).toBeVisible();
  await expect(card.article).toBeVisible();
});

test("asks on a page of its own, and can be taken back @nojs", async ({ site, rest }) => {
  await rest.deployment("Anchovy");
  await rest.deployment("Beet");
  await site.deployments.open();
  await site.deployments.card("Beet").choose("Delete");
  await expect(site.heading("Delete Beet?")).toBeVisible();
  await expect(site.page).toHaveTitle(/Delete Beet\?/);
  await expect(site.page.getByRole("main")).toContainText("stops answering");
  await expectAccessible(site);
  await site.page.getByRole("link", { name: "Cancel" }).click();
  expect(await rest.deployments()).toHaveLength(2);

  await site.deployments.open();
  await site.deployments.card("Beet").choose("Delete");
  await site.page.getByRole("button", { name: "Delete", exact: true }).click();
  await site.expectToast("Beet deleted");
  await site.deployments.expectNames(["Anchovy"]);
});

test("its page works with scripts as well", async ({ site, rest }) => {
  const made = await rest.deployment("Beet");
  await site.open(`/deployments/${made.id}/delete`);
  await site.page.getByRole("main").getByRole("button", { name: "Delete", exact: true }).click();
  await site.expectToast("Beet deleted");
  await expect(site.page.getByRole("heading", { name: "No deployments yet" })).toBeVisible();
});

test("a workflow can go; its deployments stay", async ({ site, rest }) => {
  await rest.deployment("Beet");
  await site.workflows.open();
  await site.workflows.row("Beet").choose("Delete");
  const place = site.js ? site.dialog("Delete Beet?") : site.page.getByRole("main");
  await place.getByRole("button", { name: "Delete", exact: true }).click();
  await site.expectToast("Beet deleted");
  await expect(site.workflows.rows).toHaveCount(0);
  expect(await rest.deployments()).toHaveLength(1);
});
