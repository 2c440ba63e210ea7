// A workflow is tested in the editor: to its outputs, to an error at its node, and not to its end.

import { FAILING, GREETING, LONG, PICKY, graph, LARGE } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

test("a test runs to its outputs", async ({ site, rest }) => {
  await site.editor.open(await rest.workflow("Greeting", GREETING));
  const { test: panel } = site.editor;
  await expect(panel.getByRole("textbox", { name: "name" })).toHaveValue("Ada");
  await expect(panel.getByRole("spinbutton", { name: "times" })).toHaveValue("2");
  await panel.getByRole("textbox", { name: "name" }).fill("Grace <b>");
  await panel.getByRole("combobox", { name: "tone" }).selectOption("dry");
  await expectAccessible(site);
  await site.editor.runTest();
  const place = site.js ? panel : site.page.getByRole("main");
  if (!site.js) await site.execution.expectStatus("Succeeded");
  await expect(place.getByText("Succeeded", { exact: true })).toBeVisible();
  await expect(place.getByText("Hello Grace <b>, dry, 2")).toBeVisible();
  await expectAccessible(site);
});

test("the panel leads to the execution's page, which says the same @js", async ({ site, rest }) => {
  await site.editor.open(await rest.workflow("Greeting", GREETING));
  await site.editor.runTest();
  await expect(site.editor.test.getByText("Hello Ada, warm, 2")).toBeVisible();
  await site.editor.test.getByRole("link", { name: "See this execution" }).click();
  await site.execution.arrive();
  await expect(site.heading("Test of Greeting")).toBeVisible();
  await expect(site.execution.part("Outputs")).toContainText("Hello Ada, warm, 2");
  await expect(site.execution.nodes).toHaveCount(5);
});

test("the drawing shows how far each node is @js", async ({ site, rest }) => {
  await site.editor.open(await rest.workflow("Searching", LONG));
  await site.editor.runTest();
  const node = (id: string) => site.page.locator(`[data-node="${id}"]`);
  await expect(node("1")).toHaveAttribute("data-state", "done");
  await expect(node("2")).toHaveAttribute("data-state", "running");
  await expect(node("3")).toHaveAttribute("data-state", "waiting");
  await expect(site.editor.drawing).toBeVisible();
  await expect(site.editor.test.getByRole("progressbar", { name: "Nodes done" })).toHaveAttribute("value", "1");
  await expect(site.editor.test).toContainText("Running Search, 1 of 3 nodes done");
  await expectAccessible(site);
  await site.editor.test.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(site.editor.test.getByText("Cancelled", { exact: true })).toBeVisible();
  await expect(site.editor.test.getByRole("button", { name: "Cancel", exact: true })).toHaveCount(0);
});

test("a long test is cancelled @nojs", async ({ site, rest }) => {
  await site.editor.open(await rest.workflow("Searching", LONG));
  await site.editor.runTest();
  await site.execution.expectStatus("Running");
  await expect(site.page.getByRole("link", { name: "Look again" })).toBeVisible();
  await expectAccessible(site);
  await site.execution.button("Cancel").click();
  await site.execution.expectStatus("Cancelled");
  await expect(site.execution.button("Cancel")).toHaveCount(0);
});

test("a test that fails says at which node", async ({ site, rest }) => {
  const workflow = await rest.workflow("Asking", FAILING);
  await site.editor.open(workflow);
  await site.editor.runTest();
  if (!site.js) await site.execution.expectStatus("Failed");
  else await expect(site.editor.test.getByText("Failed", { exact: true })).toBeVisible();
  const place = site.js ? site.editor.test : site.execution.part("What went wrong");
  await expect(place).toContainText(/node 2/i);
  await expectAccessible(site);
  // Whoever comes later finds it at its node, too.
  await site.editor.open(workflow);
  await expect(site.editor.test).toContainText(/Failed.*Node 2/s);
  if (!site.js) return;
  await expect(site.page.locator('[data-node="2"]')).toHaveAttribute("data-state", "failed");
  await site.editor.test.getByRole("button", { name: /Node 2/ }).click();
  await expect(site.editor.text).toBeFocused();
});

test("unsaved changes are saved first @js", async ({ site, rest, faults }) => {
  faults.expect(/Applying inline style violates/);
  await site.editor.open(await rest.workflow("Olive", graph("before")));
  await site.editor.write(graph("after"));
  await expect(site.editor.test).toContainText("Saves your changes first");
  await site.editor.runTest();
  await expect(site.editor.test.getByText("Revision 2: Succeeded")).toBeVisible();
  await site.editor.expectRevision(2);
});

test("Ctrl+Enter runs and Ctrl+Shift+Enter deploys @js", async ({ site, rest }) => {
  await site.editor.open(await rest.workflow("Olive"));
  await site.editor.text.click();
  await site.page.keyboard.press("Control+Enter");
  await expect(site.editor.test.getByText("Succeeded", { exact: true })).toBeVisible();
  await site.editor.expectText(graph());
  await site.page.keyboard.press("Control+Shift+Enter");
  await expect(site.dialog("Deploy Olive")).toBeVisible();
});

test("what is wrong with an input is said at its field, and what was typed is kept", async ({ site, rest, faults }) => {
  faults.expect(/422/);
  await site.editor.open(await rest.workflow("Picky", PICKY));
  const { test: panel } = site.editor;
  const [title, seed, photo] = ["title", "seed", "photo"].map((name) => panel.getByLabel(name, { exact: true }));
  await title!.fill("Ocean");
  await seed!.fill("-3");
  await photo!.fill("ftp://example.com/a.png");
  await site.editor.testButton.click();

  const summary = panel.getByRole("group", { name: "Not run: its inputs are not right yet" });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("link")).toHaveText(["seed must be an integer from 0 to 18446744073709551615", "photo must be an http or https URL"]);
  await expect(seed!).toHaveAttribute("aria-invalid", "true");
  await expect(seed!).toHaveAccessibleDescription("seed must be an integer from 0 to 18446744073709551615");
  await expect(photo!).toHaveAccessibleDescription("An example for the looks photo must be an http or https URL");
  await expect(title!).not.toHaveAttribute("aria-invalid");
  await expect(title!).toHaveValue("Ocean");
  await expect(seed!).toHaveValue("-3");
  await expect(photo!).toHaveValue("ftp://example.com/a.png");
  await expectAccessible(site);
  await summary.getByRole("link", { name: /^seed/ }).press("Enter");
  await expect(seed!).toBeFocused();

  // What was mended is told no more, and again the focus is where the rest is told.
  await seed!.fill("3");
  await site.editor.testButton.click();
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("link")).toHaveText(["photo must be an http or https URL"]);
  await expect(seed!).not.toHaveAttribute("aria-invalid");
  await photo!.fill("");
  await site.editor.runTest();
  if (!site.js) await site.execution.expectStatus("Succeeded");
  const place = site.js ? panel : site.page.getByRole("main");
  await expect(place.getByText("Ocean 3")).toBeVisible();
  await expect(summary).toHaveCount(0);
});

test("what nothing can run says so, and what to do", async ({ site, rest, faults }) => {
  faults.expect(/422/);
  await site.editor.open(await rest.workflow("Poster", LARGE));
  await expect(site.editor.test).toContainText(/cannot run as it is.*KSampler|cannot run as it is.*CheckpointLoaderSimple/s);
  await site.editor.testButton.click();
  await expect(site.editor.test.getByRole("alert")).toContainText(/\S/);
  await expectAccessible(site);
});
