// The command palette: every page and action, by typing.

import { expect, expectAccessible, test } from "../brine/test.ts";

test.describe("the palette @js", () => {
  test.beforeEach(async ({ site, rest }) => {
    await rest.deployment("Gherkin");
    await rest.deployment("Anchovy", { status: "paused" });
    await site.deployments.open();
  });

  test("opens over pages and actions, and is worked by keys", async ({ site }) => {
    const { palette, page } = site;
    await palette.open();
    await expect(palette.option("Help")).toBeVisible();
    await expect(palette.options.first()).toHaveAttribute("aria-selected", "true");
    await expectAccessible(site);
    await page.keyboard.press("ArrowDown");
    await expect(palette.options.nth(1)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await expect(palette.options.last(), "round the end").toHaveAttribute("aria-selected", "true");
    const chosen = await palette.options.last().getAttribute("id");
    await expect(palette.field).toHaveAttribute("aria-activedescendant", chosen!);
    await page.keyboard.press("Escape");
    await expect(palette.dialog).toBeHidden();
  });

  test("leads to a page", async ({ site }) => {
    await site.palette.open();
    await site.page.keyboard.type("paused");
    await expect(site.palette.options.first()).toHaveText("Deployments: paused");
    await site.page.keyboard.press("Enter");
    await expect.poll(() => site.address()).toBe("/deployments?status=paused");
    await site.deployments.expectNames(["Anchovy"]);

    await site.ready();
    await site.palette.open();
    await site.page.keyboard.type("help");
    await site.page.keyboard.press("Enter");
    await expect(site.heading("Help")).toBeVisible();
  });

  test("finds deployments, opens them, pauses and resumes them", async ({ site }) => {
    await site.palette.open();
    await site.page.keyboard.type("pause gher");
    await expect(site.palette.options).toHaveText(["Pause Gherkin"]);
    await site.page.keyboard.press("Enter");
    await site.expectToast("Gherkin paused");
    await site.deployments.card("Gherkin").expectStatus("Paused");

    await site.palette.open();
    await site.page.keyboard.type("resume anch");
    await expect(site.palette.options).toHaveText(["Resume Anchovy"]);
    await site.page.keyboard.press("Enter");
    await site.deployments.card("Anchovy").expectStatus("Running");

    await site.palette.open();
    await site.page.keyboard.type("gherkin");
    await expect(site.palette.option("Open Gherkin")).toBeVisible();
    await site.palette.option("Open Gherkin").click();
    await expect(site.heading("Gherkin")).toBeVisible();
  });

  test("deletes and renames by way of their pages", async ({ site }) => {
    await site.palette.open();
    await site.page.keyboard.type("delete gherkin");
    await expect(site.palette.options).toHaveText(["Delete Gherkin"]);
    await site.page.keyboard.press("Enter");
    await expect(site.heading("Delete Gherkin?")).toBeVisible();
    await site.ready();
    await site.palette.open();
    await site.page.keyboard.type("rename gherkin");
    await expect(site.palette.options).toHaveText(["Rename Gherkin"]);
    await site.page.keyboard.press("Enter");
    await expect(site.deployment.newName).toBeVisible();
  });

  test("says so where nothing fits", async ({ site }) => {
    await site.palette.open();
    await site.page.keyboard.type("zzzz");
    await expect(site.palette.dialog.getByText("Nothing fits.")).toBeVisible();
    await site.page.keyboard.press("Enter");
    await expect(site.heading("Deployments")).toBeVisible();
  });

  test("gives the focus back, works while typing, and on every page", async ({ site, rest }) => {
    await site.deployments.search.focus();
    await site.palette.open();
    await site.page.keyboard.press("Escape");
    await expect(site.deployments.search).toBeFocused();
    const [workflow] = await rest.workflows();
    for (const path of ["/workflows", `/workflows/${workflow!.id}`, "/help", "/deployments?status=paused"]) {
      await site.open(path);
      await site.palette.open();
      await expect(site.palette.options.first()).toBeVisible();
      await site.page.keyboard.press("Escape");
      await expect(site.palette.dialog).toBeHidden();
    }
  });
});
