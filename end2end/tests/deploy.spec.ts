// A workflow is put to work.

import { DANGLING, graph } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

test("from the list, with type, name and reason", async ({ site, rest }) => {
  await rest.workflow("Pickle");
  await site.workflows.open();
  const form = await site.workflows.row("Pickle").deploy();
  await expect(form.place).toContainText("Changes made to the workflow later do not affect this deployment.");
  await expect(form.radio("API")).toBeChecked();
  await expect(form.name).toHaveValue("Pickle");
  await expectAccessible(site);
  await form.fill({ type: "Discord bot", name: "Pickle bot", reason: "for the\nfirst users", untested: true });
  await form.send();
  await site.expectToast("Pickle bot v1 deployed");

  await site.deployments.open();
  const card = site.deployments.card("Pickle bot");
  // Nothing brings it requests yet, so it is not called Running.
  await card.expectStatus("Paused");
  await expect(card.article.getByRole("img", { name: "Discord bot" })).toBeVisible();
  const [made] = await rest.deployments();
  expect(made).toMatchObject({ type: "discord", reason: "for the\nfirst users", version: 1 });
});

test("from the editor", async ({ site, rest }) => {
  const workflow = await rest.workflow("Olive");
  await site.editor.open(workflow);
  const form = await site.editor.deploy("Olive");
  await form.fill({ untested: true });
  await form.send();
  await site.expectToast("Olive v1 deployed");
  await site.deployments.open();
  await site.deployments.card("Olive").expectStatus("Running");
});

test("a second deployment is version 2, and both live side by side", async ({ site, rest }) => {
  const workflow = await rest.workflow("Olive");
  await rest.deploy(workflow);
  await site.workflows.open();
  const form = await site.workflows.row("Olive").deploy();
  await form.fill({ name: "Olive two", untested: true });
  await form.send();
  await site.expectToast("Olive two v2 deployed");
  await site.deployments.open();
  await site.deployments.expectNames(["Olive two", "Olive"]);
  await expect(site.deployments.card("Olive two").article).toContainText("v2");
});

test("a later edit does not change what was deployed", async ({ site, rest, faults }) => {
  // Chromium itself keeps the colour of text that is typed over, as an inline style; the policy refuses that, and the
  // editor draws its own.
  faults.expect(/Applying inline style violates/);
  const workflow = await rest.workflow("Olive", graph("before"));
  const deployed = await rest.deploy(workflow);
  await site.editor.open(workflow);
  await site.editor.write(graph("after"));
  await site.editor.save();
  await expect(site.page.getByText("Revision 2", { exact: true })).toBeVisible();
  expect((await rest.bytes(`/api/v1/deployments/${deployed.id}/workflow`)).toString()).toBe(graph("before"));
  expect((await rest.deployments())[0]!.digest).toBe(deployed.digest);
});

test("a name that is none is told beside its field, and nothing typed is lost", async ({ site, rest, faults }) => {
  faults.expect(/422/);
  await rest.workflow("Olive");
  await site.workflows.open();
  const form = await site.workflows.row("Olive").deploy();
  const long = "x".repeat(121);
  await form.fill({ type: "Discord bot", name: long, reason: "kept" });
  await form.send();
  await expect(form.name).toHaveAttribute("aria-invalid", "true");
  await expect(form.place).toContainText("at most 120 characters");
  await expect(form.name).toHaveValue(long);
  await expect(form.reason).toHaveValue("kept");
  await expect(form.radio("Discord bot")).toBeChecked();
  expect(await rest.deployments()).toEqual([]);
  await expectAccessible(site);
});

test("a graph with problems cannot be deployed, and the form says which", async ({ site, rest }) => {
  const workflow = await rest.workflow("Loose", DANGLING);
  await site.open(`/workflows/${workflow.id}/deploy`);
  await expect(site.heading("Deploy Loose")).toBeVisible();
  await expect(site.page.getByRole("main")).toContainText(/cannot be deployed.*1 problem.*Node 7/s);
  await expect(site.page.getByRole("button", { name: "Deploy", exact: true })).toHaveCount(0);
  await expectAccessible(site);
});
