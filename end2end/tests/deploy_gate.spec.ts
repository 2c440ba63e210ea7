// Deploying needs a successful test of the revision, or somebody who says that it shall be deployed without.

import { graph, LARGE } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

test("without a test deploying is refused in place, and nothing typed is lost", async ({ site, rest, faults }) => {
  faults.expect(/409/);
  await site.editor.open(await rest.workflow("Olive"));
  const form = await site.editor.deploy("Olive");
  await expect(form.place).toContainText("Revision 1 was not tested.");
  await form.fill({ name: "Olive one", reason: "kept" });
  await form.send();
  await expect(form.place.getByRole("alert").filter({ hasText: /no successful test/ })).toBeVisible();
  await expect(form.name).toHaveValue("Olive one");
  await expect(form.reason).toHaveValue("kept");
  expect(await rest.deployments()).toEqual([]);
  await expectAccessible(site);

  await form.fill({ untested: true });
  await form.send();
  await site.expectToast("Olive one v1 deployed");
  expect(await rest.deployments()).toMatchObject([{ name: "Olive one", status: "running" }]);
});

test("a tested revision is deployed without more, and its secret is told once", async ({ site, rest }) => {
  const workflow = await rest.workflow("Olive");
  await rest.test(workflow);
  await site.editor.open(workflow);
  const form = await site.editor.deploy("Olive");
  await expect(form.place).toContainText("The last test of revision 1 succeeded.");
  await expect(form.untested).toHaveCount(0);
  await form.send();
  await site.expectToast("Olive v1 deployed");
  const place = site.js ? site.dialog("Olive is deployed") : site.page.getByRole("main");
  await expect(place.getByRole("textbox", { name: "Callback secret" })).toHaveValue(/^whsec_/);
  await expectAccessible(site);
  if (!site.js) return;
  await place.getByRole("button", { name: "Done" }).click();
  await expect(place).toBeHidden();
});

test("a later revision is untested again", async ({ site, rest }) => {
  const workflow = await rest.workflow("Olive");
  await rest.test(workflow);
  await rest.save(workflow, graph("another"));
  await site.workflows.open();
  const form = await site.workflows.row("Olive").deploy();
  await expect(form.place).toContainText("Revision 2 was not tested.");
  await expect(form.untested).not.toBeChecked();
});

test("a test run in the editor opens the gate @js", async ({ site, rest }) => {
  await site.editor.open(await rest.workflow("Olive"));
  await site.editor.runTest();
  await expect(site.editor.test.getByText("Succeeded", { exact: true })).toBeVisible();
  const form = await site.editor.deploy("Olive");
  await expect(form.place).toContainText("The last test of revision 1 succeeded.");
});

test("what nothing can run is deployed Paused, openly", async ({ site, rest }) => {
  await rest.workflow("Poster", LARGE);
  await site.workflows.open();
  const form = await site.workflows.row("Poster").deploy();
  await expect(form.place).toContainText(/It cannot run: .*Paused/s);
  await form.fill({ untested: true });
  await form.send();
  await site.expectToast("Poster v1 deployed");
  expect(await rest.deployments()).toMatchObject([{ name: "Poster", status: "paused" }]);
});

test("inputs and outputs can be hidden", async ({ site, rest }) => {
  const workflow = await rest.workflow("Olive");
  await rest.test(workflow);
  await site.workflows.open();
  const form = await site.workflows.row("Olive").deploy();
  await form.place.getByText("Hide inputs and outputs").click();
  await form.place.getByRole("checkbox", { name: "prompt", exact: true }).check();
  await expectAccessible(site);
  await form.send();
  await site.expectToast("Olive v1 deployed");
  const [made] = await rest.deployments();
  await expect(rest.run(made!, { workflow_input: { prompt: { value: "x", value_type: "RAW" } } })).rejects.toThrow(/hidden/);
});
