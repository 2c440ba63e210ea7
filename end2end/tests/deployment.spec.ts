// The page of one deployment.

import { readFile } from "node:fs/promises";
import { graph } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

test("says what it is, and how to call it", async ({ site, rest, baseURL }) => {
  const made = await rest.deployment("Gherkin", { reason: "for the <b>first</b> users" });
  await site.deployment.open(made);
  await expect(site.page).toHaveTitle("Gherkin v1 · Brine");
  const main = site.page.getByRole("main");
  await expect(main.getByText("Running", { exact: true }).first()).toBeVisible();
  await expect(main.getByRole("img", { name: "API deployment" })).toBeVisible();
  await expect(main).toContainText("for the <b>first</b> users");

  const call = site.deployment.part("How to call it");
  const path = `/api/v1/deployments/${made.id}/executions/`;
  const endpoint = call.getByRole("textbox", { name: "Endpoint of Gherkin" });
  await expect(endpoint, "whole, so that it can be called").toHaveValue(baseURL + path);
  const line = call.getByRole("group", { name: "Curl line" });
  await expect(line).toContainText(`curl -X POST ${baseURL}${path}`);
  await expect(line).toContainText('"prompt": {"value": "a jar of brine", "value_type": "RAW"}');
  await expectAccessible(site);
});

test("endpoint and curl line are copied @js", async ({ site, rest, context, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const made = await rest.deployment("Gherkin");
  await site.deployment.open(made);
  const clipboard = () => site.page.evaluate(() => navigator.clipboard.readText());
  await site.page.getByRole("button", { name: "Copy: Curl line" }).click();
  await site.expectToast("Copied");
  expect(await clipboard()).toContain(`curl -X POST ${baseURL}/api/v1/deployments/${made.id}/executions/`);
  await site.page.getByRole("button", { name: "Copy: Endpoint of Gherkin" }).click();
  await expect.poll(clipboard).toBe(`${baseURL}/api/v1/deployments/${made.id}/executions/`);
});

test("shows the snapshot: digest, drawing and JSON, as deployed", async ({ site, rest }) => {
  const text = graph("kept  as   it is");
  const workflow = await rest.workflow("Gherkin", text);
  const made = await rest.deploy(workflow);
  await rest.save(workflow, graph("changed later"));
  await site.deployment.open(made);
  const snapshot = site.deployment.part("Snapshot");
  await expect(snapshot).toContainText(made.digest);
  await expect(snapshot).toContainText("Revision 1 of Gherkin, 2 nodes");
  await expect(snapshot).toContainText("Changes made to the workflow later do not affect this deployment.");
  const drawing = snapshot.getByRole("img", { name: "Drawing of the graph: 2 nodes" });
  await drawing.scrollIntoViewIfNeeded();
  await expect.poll(() => drawing.evaluate((it: HTMLImageElement) => it.complete && it.naturalWidth > 0)).toBe(true);
  await snapshot.getByText("Workflow JSON", { exact: true }).click();
  await expect(snapshot.getByText("kept  as   it is")).toBeVisible();
  await expectAccessible(site);

  const alone = await snapshot.getByRole("link", { name: "The workflow's bytes alone" }).getAttribute("href");
  expect((await rest.bytes(alone!)).toString()).toBe(text);
  const begun = site.page.waitForEvent("download");
  await site.page.getByRole("link", { name: "Download JSON" }).click();
  const download = await begun;
  expect(download.suggestedFilename()).toBe("Gherkin v1.json");
  expect(await readFile(await download.path(), "utf8")).toContain(text);
});

test("lists the versions of its workflow, and leads to them", async ({ site, rest }) => {
  const workflow = await rest.workflow("Gherkin");
  const first = await rest.deploy(workflow, { name: "First", status: "paused" });
  await rest.save(workflow, graph("second"));
  await rest.deploy(workflow, { name: "Second" });
  await rest.deployment("Of another workflow");
  await site.deployment.open(first);
  await expect(site.deployment.versions).toHaveCount(2);
  await expect(site.deployment.versions.nth(0)).toContainText(/v2\s*Second.*Running.*revision 2/s);
  await expect(site.deployment.versions.nth(1)).toContainText(/v1\s*First.*Paused.*revision 1/s);
  await expect(site.deployment.versions.nth(1).getByRole("link")).toHaveAttribute("aria-current", "page");
  await site.deployment.versions.nth(0).getByRole("link").click();
  await expect(site.heading("Second")).toBeVisible();
  await expect(site.page).toHaveTitle("Second v2 · Brine");
});

test("tells its history, newest first, a page at a time", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin");
  for (let turn = 0; turn < 11; turn += 1) {
    await rest.setStatus(made, "paused");
    await rest.setStatus(made, "running");
  }
  await rest.rename(made, "Cornichon");
  await site.deployment.open({ ...made, name: "Cornichon" });
  const { history } = site.deployment;
  await expect(history).toHaveCount(20);
  await expect(history.nth(0)).toContainText(/Renamed from Gherkin to Cornichon.*through the API/s);
  await expect(history.nth(1)).toContainText("Resumed");
  await expect(history.nth(2)).toContainText("Paused");
  await expect(history.nth(0).getByRole("time")).toHaveAttribute("datetime", /Z$/);
  const older = site.deployment.part("History").getByRole("link", { name: "Older" });
  await older.click();
  await expect(history.last()).toContainText("Deployed v1 from revision 1");
  await expect(history).toHaveCount(4);
  await expect(older).toHaveCount(0);
});

test("its switch pauses and resumes, and the history says so", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin");
  await site.deployment.open(made);
  await site.deployment.switch.click();
  await site.expectToast("Gherkin paused");
  await expect(site.deployment.switch).toHaveAttribute("aria-checked", "false");
  expect((await rest.deployments())[0]!.status).toBe("paused");
  await expect(site.deployment.history.first()).toContainText(/Paused.*on a page/s);
  await expectAccessible(site);
  await site.deployment.switch.click();
  await site.expectToast("Gherkin resumed");
  expect(site.address()).toBe(`/deployments/${made.id}`);
});

test("is renamed; its snapshot and address stay", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin");
  await site.deployment.open(made);
  await site.deployment.rename("Cornichon");
  await site.expectToast("Renamed to Cornichon");
  await expect(site.heading("Cornichon")).toBeVisible();
  await expect(site.page).toHaveTitle("Cornichon v1 · Brine");
  await expect(site.deployment.history.first()).toContainText("Renamed from Gherkin to Cornichon");
  expect((await rest.deployments())[0]).toMatchObject({ id: made.id, name: "Cornichon", digest: made.digest });
});

test("is renamed from its card", async ({ site, rest }) => {
  await rest.deployment("Gherkin");
  await site.deployments.open();
  await site.deployments.card("Gherkin").choose("Rename");
  if (site.js) {
    const dialog = site.dialog("Rename Gherkin");
    const field = dialog.getByRole("textbox", { name: "New name" });
    await expect(field).toHaveValue("Gherkin");
    await field.fill("x".repeat(121));
    await dialog.getByRole("button", { name: "Rename", exact: true }).click();
    await expect(dialog.getByRole("alert")).toContainText("120 characters");
    await expectAccessible(site);
    await field.fill("Cornichon");
    await dialog.getByRole("button", { name: "Rename", exact: true }).click();
    await site.deployments.expectNames(["Cornichon"]);
  } else {
    await site.deployment.rename("Cornichon");
  }
  await site.expectToast("Renamed to Cornichon");
  expect((await rest.deployments())[0]!.name).toBe("Cornichon");
});

test("is deleted from its page", async ({ site, rest, faults }) => {
  const made = await rest.deployment("Gherkin");
  await site.deployment.open(made);
  await site.page.getByRole("link", { name: "Delete", exact: true }).click();
  await expect(site.heading("Delete Gherkin?")).toBeVisible();
  await site.page.getByRole("main").getByRole("button", { name: "Delete", exact: true }).click();
  await site.expectToast("Gherkin deleted");
  await expect(site.heading("Deployments")).toBeVisible();
  faults.expect(/404/);
  await site.open(`/deployments/${made.id}`);
  await expect(site.heading(`${made.name} v1 was deleted`)).toBeVisible();
});

test("that is deleted elsewhere says so by itself @js", async ({ site, rest, faults }) => {
  faults.expect(/404/);
  const made = await rest.deployment("Gherkin");
  await site.deployment.open(made);
  await expect(site.liveMark("Live")).toBeVisible();
  await rest.delete(made);
  await expect(site.heading("No such deployment")).toBeVisible();
});

test("what is being typed into its name is not lost when something changes elsewhere @js", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin");
  await site.deployment.open(made);
  await expect(site.liveMark("Live")).toBeVisible();
  await site.deployment.newName.fill("Half typed");
  await rest.setStatus(made, "paused");
  await expect(site.deployment.switch).toHaveAttribute("aria-checked", "false");
  await expect(site.deployment.newName).toHaveValue("Half typed");
  await expect(site.deployment.newName).toBeFocused();
});
