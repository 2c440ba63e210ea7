// For ten seconds a delete can be undone: the same deployment is there again.

import { expect, expectAccessible, test } from "../brine/test.ts";

test("a delete from a card is undone where the reader is", async ({ site, rest }) => {
  const made = await rest.deployment("Beet");
  await rest.deployment("Anchovy");
  await site.deployments.open("?status=online");
  await site.deployments.card("Beet").choose("Delete");
  const place = site.js ? site.dialog("Delete Beet?") : site.page.getByRole("main");
  await expect(place).toContainText("kept for 90 days");
  await expect(place).toContainText("cancelled executions stay cancelled");
  await place.getByRole("button", { name: "Delete", exact: true }).click();
  await site.expectToast("Beet deleted");
  await expect(site.deployments.card("Beet").article).toHaveCount(0);
  await expectAccessible(site);
  await site.page.getByRole("button", { name: "Undo" }).press("Enter");
  await site.expectToast("Beet restored. Cancelled executions stay cancelled");
  await site.deployments.card("Beet").expectStatus("Running");
  expect(site.address()).toBe(site.js ? "/deployments?status=online" : "/deployments");
  expect((await rest.deployments()).map((it) => it.id)).toContain(made.id);
});

test("a delete may have a reason, and may take the snapshot along", async ({ site, rest, faults }) => {
  faults.expect(/404/);
  const made = await rest.deployment("Beet");
  await site.deployments.open();
  await site.deployments.card("Beet").choose("Delete");
  const place = site.js ? site.dialog("Delete Beet?") : site.page.getByRole("main");
  await place.getByRole("textbox", { name: "Reason" }).fill("made by mistake");
  await place.getByRole("checkbox", { name: "Delete snapshot too" }).check();
  await expectAccessible(site);
  await place.getByRole("button", { name: "Delete", exact: true }).click();
  await site.expectToast("Beet deleted");
  const { items } = await rest.deleted(await rest.workflows().then((all) => all[0]!));
  const [{ deleted_at: at, kept_until: until }] = items as [{ deleted_at: string; kept_until: string }];
  expect(Date.parse(until) - Date.parse(at), "no longer than it can be undone").toBeLessThanOrEqual(10_000);
  await site.page.getByRole("button", { name: "Undo" }).click();
  await site.deployment.open(made);
  await expect(site.deployment.history.filter({ hasText: "Deleted" })).toContainText("made by mistake");
});

test("the next dialog begins empty @js", async ({ site, rest }) => {
  await rest.deployment("Beet");
  await rest.deployment("Caper");
  await site.deployments.open();
  for (const name of ["Beet", "Caper"]) {
    await site.deployments.card(name).choose("Delete");
    const dialog = site.dialog(`Delete ${name}?`);
    await expect(dialog.getByRole("textbox", { name: "Reason" })).toHaveValue("");
    await expect(dialog.getByRole("checkbox")).not.toBeChecked();
    await dialog.getByRole("textbox", { name: "Reason" }).fill("old");
    await dialog.getByRole("checkbox").check();
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await site.expectToast(`${name} deleted`);
  }
});

test("what was cancelled stays so, and an open page of it lives again @js", async ({ site, rest, newTab, faults }) => {
  faults.expect(/404/);
  const made = await rest.deployment("Searcher");
  await rest.setStatus(made, "paused", "hold");
  const { execution_id: waiting } = (await (await rest.ask(made)).json()) as { execution_id: string };
  await site.deployment.open(made);
  const other = await newTab();
  await other.open(`/deployments/${made.id}/delete`);
  await other.page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(site.heading("No such deployment")).toBeVisible();
  await other.page.getByRole("button", { name: "Undo" }).click();
  await other.expectToast("Searcher restored. Cancelled executions stay cancelled");
  await expect(site.heading("Searcher")).toBeVisible();
  expect(await rest.execution(waiting)).toMatchObject({ status: "cancelled" });
});

test("after ten seconds it says so, and what can be done @nojs", async ({ site, rest, faults }) => {
  faults.expect(/404/);
  const made = await rest.deployment("Beet");
  await site.open(`/deployments/${made.id}/delete`);
  await site.page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(site.page.getByRole("button", { name: "Undo" })).toBeVisible();
  // Somebody else was faster: to this page it is as if the time were over.
  await rest.forget(made);
  await site.page.getByRole("button", { name: "Undo" }).click();
  await expect(site.page.getByRole("alert").filter({ hasText: "cannot be undone any more" })).toBeVisible();
  await expectAccessible(site);
});
