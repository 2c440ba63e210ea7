// A workflow is edited: saved, refused, renamed, duplicated, deleted.

import { BROKEN, DANGLING, graph } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

test("a save is the next revision, byte for byte", async ({ site, rest, faults }) => {
  faults.expect(/Applying inline style violates/);
  const workflow = await rest.workflow("Olive", graph("before"));
  await site.editor.open(workflow);
  await site.editor.expectRevision(1);
  await site.editor.expectText(graph("before"));
  await expect(site.page).toHaveTitle(/Olive/);
  await expectAccessible(site);

  const text = graph("after  with   odd spaces");
  await site.editor.write(text);
  if (site.js) await expect(site.says("Unsaved changes")).toBeVisible();
  await site.editor.save();
  await site.editor.expectRevision(2);
  expect((await rest.bytes(`/api/v1/workflows/${workflow.id}`)).toString()).toContain(text);
  await site.reload();
  await site.editor.expectText(text);
  await expect(site.editor.problems).toContainText("Nothing wrong with this graph");
});

test("the drawing follows the typing, and the save @js", async ({ site, rest, faults }) => {
  faults.expect(/Applying inline style violates/);
  await site.editor.open(await rest.workflow("Olive"));
  const drawing = site.editor.drawing;
  await expect.poll(() => drawing.evaluate((it: HTMLImageElement) => it.naturalWidth > 0)).toBe(true);
  await expect(site.page.getByText("As saved", { exact: true })).toBeVisible();
  await site.editor.write(DANGLING);
  await expect(site.page.getByText("As edited, not saved", { exact: true })).toBeVisible();
  await expect(site.editor.problems).toContainText(/Node 7.*images/s);
  await site.editor.save();
  await site.editor.expectRevision(2);
  await expect(site.page.getByText("As saved", { exact: true })).toBeVisible();
  await expect(site.editor.drawing).toHaveAccessibleName(/1 node/);
});

test("Ctrl+S saves, and a text as saved is not saved again @js", async ({ site, rest, faults }) => {
  faults.expect(/Applying inline style violates/);
  await site.editor.open(await rest.workflow("Olive"));
  await site.page.keyboard.press("Control+s");
  await expect(site.says("Nothing to save")).toBeVisible();
  await site.editor.write(graph("two"));
  await site.page.keyboard.press("Control+s");
  await expect(site.says("Revision 2 saved")).toBeVisible();
});

test("typing over a selection makes the browser complain of nothing @js", async ({ site, rest }) => {
  await site.editor.open(await rest.workflow("Olive"));
  await site.editor.text.click();
  await site.page.keyboard.press("Control+a");
  await site.page.keyboard.type("{}");
  await site.editor.expectText("{}");
});

test("typing a text that is not JSON yet makes the browser complain of nothing @js", async ({ site, rest }) => {
  await site.editor.open(await rest.workflow("Olive"));
  const looked = site.page.waitForResponse("**/api/fn/preview_graph");
  await site.editor.type(",");
  await looked;
});

test("broken JSON is refused with line and column, and the text stays", async ({ site, rest, faults }) => {
  faults.expect(/422|400|Applying inline style violates/);
  await site.editor.open(await rest.workflow("Olive"));
  await site.editor.write(BROKEN);
  await site.editor.save();
  await expect(site.page.getByRole("alert").filter({ hasText: /line 3.*column \d+/s })).toBeVisible();
  await site.editor.expectText(BROKEN);
  expect((await rest.workflows())[0]!.revision).toBe(1);
  await site.editor.write(graph("mended"));
  await site.editor.save();
  await site.editor.expectRevision(2);
  await expect(site.page.getByRole("alert").filter({ hasText: "line 3" })).toHaveCount(0);
});

test("a graph with problems is saved, its problems are told, and it is not deployed", async ({ site, rest, faults }) => {
  faults.expect(/Applying inline style violates/);
  await site.editor.open(await rest.workflow("Olive"));
  await site.editor.write(DANGLING);
  await site.editor.save();
  await site.editor.expectRevision(2);
  await expect(site.editor.problems).toContainText(/Node 7.*images/s);
  await site.page.getByRole("button", { name: "Deploy", exact: true }).click();
  const place = site.js ? site.dialog("Deploy Olive") : site.page.getByRole("main");
  await expect(place).toContainText(/cannot be deployed/);
  await expect(place.getByRole("button", { name: "Deploy", exact: true })).toHaveCount(0);
  await expectAccessible(site);
});

test("a duplicate is a workflow of its own", async ({ site, rest }) => {
  const workflow = await rest.workflow("Olive", graph("kept  as it is"));
  await site.editor.open(workflow);
  await site.editor.choose("Olive", "Duplicate");
  await expect(site.heading("Copy of Olive")).toBeVisible();
  const all = await rest.workflows();
  expect(all).toHaveLength(2);
  const copy = all.find((it) => it.id !== workflow.id)!;
  expect(site.address()).toBe(`/workflows/${copy.id}`);
  await site.ready();
  await site.editor.expectText(graph("kept  as it is"));
  await site.editor.expectRevision(1);
});

test("a workflow is renamed; its deployments keep their names", async ({ site, rest }) => {
  const workflow = await rest.workflow("Olive");
  const made = await rest.deploy(workflow);
  await site.editor.open(workflow);
  await site.editor.choose("Olive", "Rename");
  const place = site.js ? site.dialog("Rename Olive") : site.page.getByRole("main");
  const field = place.getByRole("textbox", { name: "New name", exact: true });
  await expect(field).toHaveValue("Olive");
  await expectAccessible(site);
  await field.fill("Kalamata");
  await place.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(site.heading("Kalamata")).toBeVisible();
  await expect(site.page).toHaveTitle(/Kalamata/);
  expect((await rest.workflows())[0]).toMatchObject({ name: "Kalamata", revision: 1 });
  expect((await rest.deployments())[0]).toMatchObject({ name: "Olive", digest: made.digest });
});

test("a name that is none is refused beside its field", async ({ site, rest, faults }) => {
  faults.expect(/422/);
  await site.editor.open(await rest.workflow("Olive"));
  await site.editor.choose("Olive", "Rename");
  const place = site.js ? site.dialog("Rename Olive") : site.page.getByRole("main");
  const field = place.getByRole("textbox", { name: "New name", exact: true });
  await field.fill("   ");
  await place.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(/empty|1 to 120/);
  expect((await rest.workflows())[0]!.name).toBe("Olive");
});

test("a workflow that is deleted leaves its deployments", async ({ site, rest }) => {
  const workflow = await rest.workflow("Olive", graph("kept"));
  const made = await rest.deploy(workflow);
  await site.editor.open(workflow);
  await site.editor.choose("Olive", "Delete");
  const place = site.js ? site.dialog("Delete Olive?") : site.page.getByRole("main");
  await expect(place).toContainText("Its 1 deployment stays");
  await expectAccessible(site);
  await place.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(site.heading("Workflows")).toBeVisible();
  await site.expectToast("Olive deleted");
  await site.ready();
  await site.deployment.open(made);
  await expect(site.deployment.part("Snapshot")).toContainText(made.digest);
  expect((await rest.bytes(`/api/v1/deployments/${made.id}/workflow`)).toString()).toBe(graph("kept"));
});

test("the page of a workflow that is gone says so", async ({ site, rest, faults }) => {
  faults.expect(/404/);
  const workflow = await rest.workflow("Olive");
  await rest.deleteWorkflow(workflow);
  await site.open(`/workflows/${workflow.id}`);
  await expect(site.heading(/No such workflow/)).toBeVisible();
  await expectAccessible(site);
});
