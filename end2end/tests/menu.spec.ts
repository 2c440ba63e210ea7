// The menu of a card, and what Download JSON gives.

import { readFile } from "node:fs/promises";
import { expect, expectAccessible, test } from "../brine/test.ts";

test("opens with a click, and Download JSON gives the API's bytes", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin 🧂/v1");
  await site.deployments.open();
  const card = site.deployments.card("Gherkin 🧂/v1");
  await card.openMenu();
  await expectAccessible(site);
  const begun = site.page.waitForEvent("download");
  await card.menuItem("Download JSON").click();
  const download = await begun;
  expect(download.suggestedFilename()).toBe("Gherkin 🧂_v1 v1.json");
  const saved = await readFile(await download.path());
  expect(saved.equals(await rest.bytes(`/api/v1/deployments/${made.id}/download`))).toBe(true);
});

test("is worked by keys as a menu is @js", async ({ site, rest }) => {
  await rest.deployment("Gherkin");
  await site.deployments.open();
  const card = site.deployments.card("Gherkin");
  const [button, keys] = [card.menuButton, site.page.keyboard];
  const items = card.article.getByRole("menuitem");
  await expect(button).toHaveAttribute("aria-haspopup", "menu");

  for (const key of ["Enter", "Space", "ArrowDown"]) {
    await button.focus();
    await keys.press(key);
    await expect(items.first(), key).toBeFocused();
    await expect(button).toHaveAttribute("aria-expanded", "true");
    const [from, item] = [(await button.boundingBox())!, (await items.first().boundingBox())!];
    expect(Math.abs(item.x - from.x), `${key} opens it beside its button`).toBeLessThan(260);
    expect(Math.abs(item.y - from.y), `${key} opens it beside its button`).toBeLessThan(260);
    await keys.press("Escape");
    await expect(items.first()).toBeHidden();
    await expect(button).toBeFocused();
    await expect(button).toHaveAttribute("aria-expanded", "false");
  }

  await keys.press("ArrowUp");
  await expect(items.last()).toBeFocused();
  await keys.press("ArrowDown");
  await expect(items.first()).toBeFocused();
  await keys.press("ArrowUp");
  await expect(items.last()).toBeFocused();
  await keys.press("Home");
  await expect(items.first()).toBeFocused();
  await keys.press("End");
  await expect(items.last()).toBeFocused();
  await keys.press("d");
  await keys.press("o");
  await expect(card.menuItem("Download JSON")).toBeFocused();
});

test("closes when something else is clicked", async ({ site, rest }) => {
  await rest.deployment("Gherkin");
  await site.deployments.open();
  const card = site.deployments.card("Gherkin");
  await card.openMenu();
  await site.heading("Deployments").click();
  await expect(card.menuItem("Delete")).toBeHidden();
});
