// A workflow's saved revision takes the place of a version: from a card, a deployment's page and the editor.

import { graph } from "../brine/graphs.ts";
import type { Deployment, Rest, Workflow } from "../brine/rest.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

/** A deployment whose workflow has moved on since, with a test of the new revision. */
async function outdated(rest: Rest): Promise<{ workflow: Workflow; old: Deployment }> {
  const workflow = await rest.workflow("Olive");
  const old = await rest.deploy(workflow);
  await rest.save(workflow, graph("greener"));
  await rest.test(workflow);
  return { workflow, old };
}

test("a card's menu leads to the form; the new version says whose place it took", async ({ site, rest }) => {
  const { old } = await outdated(rest);
  await rest.lead("olives", { deployment: old.id });
  await site.deployments.open();
  await site.deployments.card("Olive").choose("Redeploy");
  await expect(site.heading("Redeploy Olive")).toBeVisible();
  const form = site.page.getByRole("main");
  await expect(form).toContainText("saved revision 2 of Olive as the next version, in the place of v1");
  await expect(form).toContainText("olives");
  await expect(form.getByRole("radio", { name: "Pause it" })).toBeChecked();
  await expectAccessible(site);
  await form.getByRole("textbox", { name: "Reason" }).fill("greener olives");
  await form.getByRole("button", { name: "Redeploy" }).click();

  await site.expectToast("Olive v2 is deployed in the place of v1, which is paused");
  await expect(site.heading("Olive")).toBeVisible();
  await expect(site.deployment.history.filter({ hasText: "greener olives" })).toContainText("Deployed v2 from revision 2");
  await expect(site.deployment.versions.filter({ hasText: "v1" })).toContainText("Paused");
  await expect(site.deployment.part("Addresses")).toContainText("live here since");
  expect(await rest.deployments()).toMatchObject([{ version: 2, status: "running" }, { version: 1, status: "paused" }]);
});

test("from the deployment's page, with the old version deleted", async ({ site, rest }) => {
  const { old } = await outdated(rest);
  await site.deployment.open(old);
  await site.page.getByRole("link", { name: "Redeploy" }).click();
  await site.page.getByRole("radio", { name: "Delete it" }).check();
  await site.page.getByRole("button", { name: "Redeploy" }).click();
  await site.expectToast("Olive v2 is deployed in the place of v1, which is deleted");
  await expect(site.deployment.versions.filter({ hasText: "v1" })).toContainText("Deleted, snapshot kept until");
  expect(await rest.deployments()).toMatchObject([{ version: 2, status: "running" }]);
});

test("from the editor, by keyboard; without a test it is refused in place", async ({ site, rest, faults }) => {
  faults.expect(/409/);
  const workflow = await rest.workflow("Olive");
  await rest.deploy(workflow);
  await site.editor.open(workflow);
  const link = site.page.getByRole("link", { name: "Redeploy Olive v1" });
  await link.focus();
  await site.page.keyboard.press("Enter");
  await expect(site.heading("Redeploy Olive")).toBeVisible();
  await expect(site.page.getByRole("main")).toContainText("nothing was changed since");
  await site.page.getByRole("textbox", { name: "Reason" }).fill("kept");
  await site.page.getByRole("button", { name: "Redeploy" }).press("Enter");
  await expect(site.page.getByRole("alert").filter({ hasText: /no successful test/ })).toBeVisible();
  await expect(site.page.getByRole("textbox", { name: "Reason" })).toHaveValue("kept");
  await expectAccessible(site);
  await site.page.getByRole("checkbox", { name: "Deploy untested" }).press("Space");
  await site.page.getByRole("button", { name: "Redeploy" }).press("Enter");
  await site.expectToast("Olive v2 is deployed in the place of v1, which is paused");
});
