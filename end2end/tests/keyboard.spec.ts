// Everything can be done without a pointer.

import { graph } from "../brine/graphs.ts";
import { expect, test } from "../brine/test.ts";

test.describe("single keys @js", () => {
  test.beforeEach(async ({ site, rest }) => {
    for (const name of ["Caper", "Beet", "Anchovy"]) await rest.deployment(name);
    await site.deployments.open();
  });

  test("/ goes to the search, and is typed there as it is", async ({ site }) => {
    await site.page.keyboard.press("/");
    await expect(site.deployments.search).toBeFocused();
    await expect(site.deployments.search).toHaveValue("");
    await site.page.keyboard.type("jk/?");
    await expect(site.deployments.search).toHaveValue("jk/?");
    await expect(site.dialog("Keys")).toBeHidden();
  });

  test("j and k move between cards, and stop at the ends", async ({ site }) => {
    const card = (name: string) => site.deployments.card(name).article;
    const press = (key: string) => site.page.keyboard.press(key);
    await press("j");
    await expect(card("Anchovy")).toBeFocused();
    await press("j");
    await expect(card("Beet")).toBeFocused();
    await press("j");
    await press("j");
    await expect(card("Caper")).toBeFocused();
    await press("k");
    await expect(card("Beet")).toBeFocused();
    // From within a card, to the cards around it.
    await site.deployments.card("Beet").switch.focus();
    await press("k");
    await expect(card("Anchovy")).toBeFocused();
    await press("k");
    await expect(card("Anchovy")).toBeFocused();
    await press("Tab");
    await expect(site.deployments.card("Anchovy").link).toBeFocused();
  });

  test("? shows the keys; Escape closes and gives the focus back", async ({ site }) => {
    const { link } = site.deployments.card("Beet");
    await link.focus();
    await site.page.keyboard.press("?");
    const keys = site.dialog("Keys");
    await expect(keys).toBeVisible();
    for (const words of ["Search deployments", "Next card", "Previous card", "Go anywhere, do anything"]) {
      await expect(keys.getByText(words, { exact: true })).toBeVisible();
    }
    await expect(keys.getByRole("button", { name: "Close" })).toBeFocused();
    await site.page.keyboard.press("Escape");
    await expect(keys).toBeHidden();
    await expect(link).toBeFocused();
  });

  test("do nothing while a modifier is held or a dialog is open", async ({ site }) => {
    await site.deployments.card("Beet").choose("Delete");
    const cancel = site.dialog("Delete Beet?").getByRole("button", { name: "Cancel" });
    await expect(cancel).toBeFocused();
    for (const key of ["j", "k", "/"]) await site.page.keyboard.press(key);
    await expect(cancel).toBeFocused();
    await site.page.keyboard.press("?");
    await expect(site.dialog("Keys"), "one dialog at a time").toBeHidden();
  });
});

test("everything is reached with Tab, in the order that is seen @js", async ({ site, rest }) => {
  await rest.deployment("Gherkin");
  await site.deployments.open();
  const { page, deployments } = site;
  const card = deployments.card("Gherkin");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  const order = [
    page.getByRole("link", { name: "Brine", exact: true }),
    site.mainLink("Workflows"),
    site.mainLink("Deployments"),
    site.mainLink("History"),
    site.mainLink("Help"),
    site.themeButton,
    page.getByRole("link", { name: "New deployment" }),
    deployments.filter("All"),
    deployments.filter("Online"),
    deployments.filter("Paused"),
    deployments.search,
    page.getByRole("combobox", { name: "Type" }),
    page.getByRole("combobox", { name: "Sort by" }),
    site.selection.box("Gherkin"),
    card.link,
  ];
  for (const next of order) {
    await page.keyboard.press("Tab");
    await expect(next).toBeFocused();
  }
});

test("the first link skips to the content", async ({ site }) => {
  await site.deployments.open();
  await site.page.keyboard.press("Tab");
  const skip = site.page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await site.page.keyboard.press("Enter");
  await site.page.keyboard.press("Tab");
  await expect(site.page.getByRole("link", { name: "New deployment" })).toBeFocused();
});

test("a card is paused, renamed and deleted by keys alone @js", async ({ site, rest }) => {
  for (const name of ["Caper", "Beet", "Anchovy"]) await rest.deployment(name);
  await site.deployments.open();
  const { page, deployments } = site;
  const beet = deployments.card("Beet");
  await beet.switch.focus();
  await page.keyboard.press("Enter");
  await beet.expectStatus("Paused");
  await expect(beet.switch, "a toggle keeps the focus").toBeFocused();

  await beet.menuButton.focus();
  await page.keyboard.press("Enter");
  await expect(beet.menuItem("Details")).toBeFocused();
  await page.keyboard.type("r");
  await page.keyboard.press("Enter");
  const field = site.dialog("Rename Beet").getByRole("textbox", { name: "New name" });
  await expect(field).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Radish");
  await page.keyboard.press("Enter");
  await site.expectToast("Renamed to Radish");
  const radish = deployments.card("Radish");
  await expect(radish.menuButton).toBeFocused();

  await page.keyboard.press("ArrowUp");
  await expect(radish.menuItem("Delete")).toBeFocused();
  await page.keyboard.press("Space");
  const cancel = site.dialog("Delete Radish?").getByRole("button", { name: "Cancel" });
  await expect(cancel).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Escape");
  await expect(radish.menuButton).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(radish.menuItem("Delete")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(cancel).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await site.expectToast("Radish deleted");
  await expect(deployments.card("Caper").article, "the neighbour").toBeFocused();
});

test("deleting the last one leads to the one before, then to the search @js", async ({ site, rest }) => {
  for (const name of ["Beet", "Anchovy"]) await rest.deployment(name);
  await site.deployments.open();
  for (const [name, next] of [
    ["Beet", site.deployments.card("Anchovy").article],
    ["Anchovy", site.deployments.search],
  ] as const) {
    await site.deployments.card(name).choose("Delete");
    await site.dialog(`Delete ${name}?`).getByRole("button", { name: "Delete", exact: true }).click();
    await site.expectToast(`${name} deleted`);
    await expect(next).toBeFocused();
  }
});

test("the editor is left with Tab @js", async ({ site, rest }) => {
  await site.editor.open(await rest.workflow("Olive", graph()));
  await site.editor.text.focus();
  await site.page.keyboard.press("Tab");
  await expect(site.editor.text).not.toBeFocused();
  await site.page.keyboard.press("Shift+Tab");
  await expect(site.editor.text).toBeFocused();
  await site.editor.expectText(graph());
});

test("the menu of a workflow is worked by keys @js", async ({ site, rest }) => {
  await rest.workflow("Olive");
  await site.workflows.open();
  await expect(site.liveMark("Live")).toBeVisible();
  const button = site.page.getByRole("button", { name: "More options for Olive", exact: true });
  await button.focus();
  await site.page.keyboard.press("ArrowDown");
  await expect(site.page.getByRole("menuitem", { name: "Deploy", exact: true })).toBeFocused();
  await site.page.keyboard.press("End");
  await expect(site.page.getByRole("menuitem", { name: "Delete", exact: true })).toBeFocused();
  await site.page.keyboard.press("Enter");
  const dialog = site.dialog("Delete Olive?");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await site.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});
