// What just happened is said in the corner: also while a dialog is open, where people can read, reach and hear it.

import { GREETING } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";
import type { Site } from "../pages/site.ts";

/** The toast lies over everything else: what is at its middle is its own. */
async function expectOnTop(site: Site, words: string): Promise<void> {
  const toast = site.page.locator(".toast", { hasText: words });
  await expect(toast).toBeVisible();
  const isOwn = () =>
    toast.evaluate((it) => {
      const { left, top, width, height } = it.getBoundingClientRect();
      return it.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
  await expect.poll(isOwn, `the toast “${words}” is not covered`).toBe(true);
}

test("what a dialog did is said in the dialog that follows @js", async ({ site, rest }) => {
  const workflow = await rest.workflow("Greeting", GREETING);
  await rest.test(workflow);
  await site.workflows.open();
  await (await site.workflows.row("Greeting").deploy()).send();
  const dialog = site.dialog("Greeting is deployed");
  await expect(dialog).toBeVisible();
  await expectOnTop(site, "Greeting v1 deployed");
  await expect(dialog.getByRole("status").filter({ hasText: "Greeting v1 deployed" })).toBeVisible();
  await expectAccessible(site);
  // The toast comes after what the dialog is about.
  await dialog.getByRole("button", { name: "Done" }).focus();
  await site.page.keyboard.press("Tab");
  await expect(dialog.getByRole("link", { name: "See the deployment" })).toBeFocused();
  await site.page.keyboard.press("Tab");
  await expect(dialog.getByRole("button", { name: "Dismiss" })).toBeFocused();
  await site.page.keyboard.press("Enter");
  await expect(site.page.locator(".toast")).toHaveCount(0);
});

test("a toast stays within reach when a dialog opens over it, and after it @js", async ({ site, rest }) => {
  await rest.deployment("Gherkin");
  await site.deployments.open();
  const card = site.deployments.card("Gherkin");
  await card.switch.click();
  await site.expectToast("Gherkin paused");
  await card.choose("Delete");
  const dialog = site.dialog("Delete Gherkin?");
  await expect(dialog).toBeVisible();
  await expectOnTop(site, "Gherkin paused");
  // Read with the pointer, it stays.
  await site.says("Gherkin paused").hover();
  await site.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expectOnTop(site, "Gherkin paused");
  await site.page.getByRole("button", { name: "Dismiss" }).click();
  await expect(site.page.locator(".toast")).toHaveCount(0);
  // Said when the dialog closes: beside it, not in it.
  await card.choose("Rename");
  const rename = site.dialog("Rename Gherkin");
  await rename.getByRole("textbox", { name: "New name" }).fill("Cornichon");
  await rename.getByRole("button", { name: "Rename" }).click();
  await site.expectToast("Renamed to Cornichon");
  await expectOnTop(site, "Renamed to Cornichon");
});
