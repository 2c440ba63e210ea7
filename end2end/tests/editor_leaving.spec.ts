// The editor is left with unsaved changes, or while something is awaited.

import { graph } from "../brine/graphs.ts";
import { expect, test } from "../brine/test.ts";

/** What is said of a preview of a text that is not JSON yet; a test of its own is about that. */
const PREVIEW = /preview_graph/;

test.describe("leaving with unsaved changes asks first @js", () => {
  test.beforeEach(async ({ site, rest, faults }) => {
    faults.expect(PREVIEW);
    const workflow = await rest.workflow("Olive");
    await site.workflows.open();
    await site.workflows.row("Olive").link.click();
    await expect(site.heading("Olive")).toBeVisible();
    await site.editor.ready();
    expect(site.address()).toBe(`/workflows/${workflow.id}`);
    await site.editor.type("x");
    await expect(site.says("Unsaved changes")).toBeVisible();
  });

  test("by a link", async ({ site }) => {
    const leave = () => site.mainLink("Help").click();
    await site.leaving("stay", leave);
    await expect(site.heading("Olive")).toBeVisible();
    await expect(site.editor.text).toContainText("x");
    await site.leaving("leave", leave);
    await expect(site.heading("Help")).toBeVisible();
  });

  test("by Back", async ({ site }) => {
    const leave = () => site.page.evaluate(() => history.back());
    await site.leaving("stay", leave);
    await expect(site.heading("Olive")).toBeVisible();
    await expect(site.editor.text).toContainText("x");
    await site.leaving("leave", leave);
    await expect(site.heading("Workflows")).toBeVisible();
  });

  test("by a reload", async ({ site }) => {
    const leave = () => site.page.evaluate(() => location.reload());
    await site.leaving("stay", leave);
    await expect(site.editor.text).toContainText("x");
    await site.leaving("leave", leave);
    await expect(site.says("Unsaved changes")).toHaveCount(0);
    await site.ready();
    await site.editor.expectText(graph());
  });

  test("but not once they are saved, or undone", async ({ site }) => {
    await site.page.keyboard.press("Backspace");
    await expect(site.says("Unsaved changes")).toHaveCount(0);
    await site.mainLink("Help").click();
    await expect(site.heading("Help")).toBeVisible();
  });
});

test("leaving while the drawing is awaited harms nothing @js", async ({ site, rest, faults }) => {
  faults.expect(PREVIEW);
  await site.editor.open(await rest.workflow("Olive"));
  let asked = () => {};
  const drawing = new Promise<void>((done) => (asked = done));
  await site.page.route("**/api/fn/preview_graph", (route) => {
    asked();
    return route.continue();
  });
  await site.editor.type("x");
  await site.leaving("leave", () => site.mainLink("Deployments").click());
  await expect(site.heading("Deployments")).toBeVisible();
  await site.ready();
  await rest.deployment("Gherkin");
  await expect(site.deployments.card("Gherkin").article, "the page is alive").toBeVisible();

  await site.editor.open((await rest.workflows()).find((it) => it.name === "Olive")!);
  await site.editor.type("x");
  await drawing;
  await site.leaving("leave", () => site.mainLink("Deployments").click());
  await expect(site.heading("Deployments")).toBeVisible();
  await site.ready();
  await site.deployments.card("Gherkin").switch.click();
  await site.expectToast("Gherkin paused");
});
