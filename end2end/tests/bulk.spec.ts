// Many cards at once: selected, paused, resumed, deleted, taken along; each with what came of it.

import { expect, expectAccessible, test } from "../brine/test.ts";

test("what is selected is paused, and the view stays as it was", async ({ site, rest }) => {
  for (const name of ["Anchovy", "Beet", "Caper"]) await rest.deployment(name);
  await rest.deployment("Dill", { status: "paused" });
  await site.deployments.open("?sort=name&q=v1");
  await expect(site.selection.bar).toBeHidden();
  await site.selection.select("Anchovy", "Caper", "Dill");
  await expect(site.selection.bar).toBeVisible();
  if (site.js) await expect(site.says("3 selected")).toBeVisible();
  await site.expectFits();
  await expectAccessible(site);
  await site.selection.bar.getByRole("textbox", { name: "Reason" }).fill("the engine moves");
  await site.selection.do("Pause");
  await site.selection.expectResult("2 paused, 1 was paused already");
  expect(site.address()).toBe("/deployments?sort=name&q=v1");
  await expect(site.selection.result("2 paused, 1 was paused already").getByRole("listitem")).toHaveText([
    "Anchovy v1: paused",
    "Caper v1: paused",
    "Dill v1: was paused already",
  ]);
  await site.deployments.card("Caper").expectStatus("Paused");
  await site.deployments.card("Beet").expectStatus("Running");
  await expectAccessible(site);
  await site.history.open("?kind=status");
  await expect(site.history.row("the engine moves")).toHaveCount(2);
});

test("all that the filter finds are meant, on all of its pages", async ({ site, rest }) => {
  test.slow();
  await rest.deployMany(await rest.workflow("Jar"), Array.from({ length: 60 }, (_, at) => ({ name: `Jar ${at}` })));
  await rest.deployment("Other");
  await site.deployments.open("?q=jar&sort=name");
  await site.selection.select("Jar 0");
  await site.selection.choice("All 60 that match the filter").check();
  if (site.js) await expect(site.says("All 60 selected")).toBeVisible();
  await site.selection.do("Pause");
  await site.selection.expectResult("60 paused");
  await site.deployments.expectCounts(60, 0, 60);
  await site.deployments.open();
  await site.deployments.expectCounts(61, 1, 60);
});

test("a delete is asked for, with the name of each, and can be undone", async ({ site, rest }) => {
  for (const name of ["Anchovy", "Beet", "Caper"]) await rest.deployment(name);
  await site.deployments.open("?sort=name");
  await site.selection.select("Anchovy", "Beet");
  await site.selection.do("Delete");
  await expect(site.heading("Delete 2 deployments?")).toBeVisible();
  await expect(site.page.getByRole("list", { name: "Deployments to be deleted" })).toContainText(/Anchovy v1.*Beet v1/s);
  await expectAccessible(site);
  await site.page.getByRole("link", { name: "Cancel" }).click();
  expect(site.address()).toBe("/deployments?sort=name");
  await site.ready();
  await site.deployments.expectNames(["Anchovy", "Beet", "Caper"]);

  await site.selection.select("Anchovy", "Beet");
  await site.selection.do("Delete");
  await site.page.getByRole("button", { name: "Delete", exact: true }).click();
  await site.selection.expectResult("2 deleted");
  await site.deployments.expectNames(["Caper"]);
  await expectAccessible(site);
  await site.page.getByRole("button", { name: "Undo" }).click();
  await site.selection.expectResult("2 restored");
  await site.deployments.expectNames(["Anchovy", "Beet", "Caper"]);
});

test("what cannot be resumed says why, and what is gone is not passed over", async ({ site, rest }) => {
  const gone = await rest.deployment("Anchovy", { status: "paused" });
  await rest.deployment("Beet", { type: "discord" });
  await rest.deployment("Caper", { status: "paused" });
  await site.deployments.open("?sort=name");
  await site.selection.select("Beet", "Caper");
  if (!site.js) {
    await site.selection.select("Anchovy");
    await rest.delete(gone);
  }
  await site.selection.do("Resume");
  const sentence = site.js ? "1 resumed, 1 refused" : "1 resumed, 1 refused, 1 was not there";
  await site.selection.expectResult(sentence);
  await expect(site.selection.result(sentence)).toContainText("Beet v1: not resumed: it cannot be resumed");
  if (!site.js) await expect(site.selection.result(sentence)).toContainText("Anchovy v1: is not there");
});

test("what is selected comes as one archive, and the page stays", async ({ site, rest }) => {
  for (const name of ["Anchovy", "Beet"]) await rest.deployment(name);
  await site.deployments.open();
  await site.selection.select("Anchovy", "Beet");
  const begun = site.page.waitForEvent("download");
  await site.selection.do("Download");
  expect((await begun).suggestedFilename()).toBe("deployments.zip");
  await expect(site.selection.box("Beet")).toBeChecked();
});

test("all that is shown is selected at once, and counted as the list changes @js", async ({ site, rest }) => {
  for (const name of ["Anchovy", "Beet", "Caper"]) await rest.deployment(name);
  await site.deployments.open("?sort=name");
  await site.deployments.card("Anchovy").article.focus();
  await site.selection.box("Anchovy").focus();
  await site.page.keyboard.press("Space");
  const all = site.selection.choice("All shown");
  await expect(all).toBeVisible();
  expect(await all.evaluate((it: HTMLInputElement) => it.indeterminate)).toBe(true);
  await all.check();
  await expect(site.says("3 selected")).toBeVisible();
  for (const name of ["Anchovy", "Beet", "Caper"]) await expect(site.selection.box(name)).toBeChecked();
  await site.deployments.filter("Paused").click();
  await site.deployments.expectNames([]);
  await expect(site.selection.bar, "nothing that is shown is selected").toBeHidden();
  await site.deployments.filter("All").click();
  await site.selection.select("Beet");
  await expect(site.selection.choice("All 3 that match the filter")).toBeVisible();
  await site.selection.box("Beet").uncheck();
  await expect(site.selection.bar).toBeHidden();
});

test("nothing selected is said, and nothing done", async ({ site, rest, faults }) => {
  faults.expect(/422/);
  await rest.deployment("Anchovy");
  await site.deployments.open();
  await site.selection.select("Anchovy");
  // As a browser has it that lets go of the box meanwhile.
  await site.page.locator(".pick").evaluate((it) => it.removeAttribute("name"));
  await site.selection.do("Pause");
  await expect(site.page.getByRole("alert").filter({ hasText: "select at least one" })).toBeVisible();
  await site.deployments.card("Anchovy").expectStatus("Running");
});
