// Light, dark, or as the system says: kept in a cookie, rendered by the server.

import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../brine/test.ts";

/** How light the page's ground is, from 0 to 255, as it is drawn. */
function lightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const colour = getComputedStyle(document.documentElement).backgroundColor;
    const [red = 0, green = 0, blue = 0] = colour.match(/\d+/g)!.map(Number);
    return (red + green + blue) / 3;
  });
}

const isDark = async (page: Page) => (await lightness(page)) < 80;

test("as the system says, until somebody chooses", async ({ site }) => {
  await site.page.emulateMedia({ colorScheme: "dark" });
  await site.deployments.open();
  if (site.js) expect(await isDark(site.page)).toBe(true);
  await expect(site.themeButton).toHaveAccessibleName(/^Colours: as the system/);
  await site.page.emulateMedia({ colorScheme: "light" });
  expect(await isDark(site.page)).toBe(false);
});

test("is chosen with a button, and kept on every page", async ({ site, rest, context, newTab }) => {
  await site.page.emulateMedia({ colorScheme: "light" });
  const made = await rest.deployment("Gherkin");
  await site.deployments.open("?status=online");
  await site.themeButton.click();
  await expect(site.themeButton).toHaveAccessibleName("Colours: light. Switch to dark");
  await site.themeButton.click();
  await expect(site.themeButton).toHaveAccessibleName(/^Colours: dark/);
  expect(await isDark(site.page)).toBe(true);
  expect(site.address(), "the view stays").toBe("/deployments?status=online");
  await expectAccessible(site);

  const cookie = (await context.cookies()).find((it) => it.name === "brine_theme");
  expect(cookie).toMatchObject({ value: "dark", path: "/", sameSite: "Lax" });
  for (const path of ["/workflows", "/help", `/deployments/${made.id}`, `/workflows/${(await rest.workflows())[0]!.id}`]) {
    await site.open(path);
    expect(await isDark(site.page), path).toBe(true);
    await expect(site.themeButton).toHaveAccessibleName(/^Colours: dark/);
  }
  const second = await newTab();
  await second.deployments.open();
  expect(await isDark(second.page)).toBe(true);

  await site.themeButton.click();
  await expect(site.themeButton).toHaveAccessibleName(/^Colours: as the system/);
  expect(await isDark(site.page)).toBe(false);
});

test("the server renders the colours: there is no flash", async ({ site, context, baseURL }) => {
  await context.addCookies([{ name: "brine_theme", value: "dark", url: baseURL }]);
  const page = await context.newPage();
  await page.emulateMedia({ colorScheme: "light" });
  if (site.js) {
    // Every change of the colours while the page comes up.
    await page.addInitScript(() => {
      const seen: string[] = [];
      const look = () => {
        const theme = document.documentElement?.dataset.theme;
        if (theme && seen.at(-1) !== theme) seen.push(theme);
      };
      new MutationObserver(look).observe(document, { attributes: true, childList: true, subtree: true });
      Object.assign(window, { seenThemes: seen });
    });
  }
  const answer = await page.goto("/deployments");
  expect(await answer!.text()).toContain('data-theme="dark"');
  expect(await isDark(page)).toBe(true);
  if (site.js) {
    await page.waitForFunction(() => document.documentElement.hasAttribute("data-hydrated"));
    expect(await page.evaluate(() => (window as unknown as { seenThemes: string[] }).seenThemes)).toEqual(["dark"]);
  }
});

test("a cookie that is none of ours means the system's", async ({ site, context, baseURL }) => {
  await context.addCookies([{ name: "brine_theme", value: "\"><script>", url: baseURL }]);
  await site.deployments.open();
  await expect(site.themeButton).toHaveAccessibleName(/^Colours: as the system/);
});

test("the palette changes the colours too @js", async ({ site }) => {
  await site.page.emulateMedia({ colorScheme: "light" });
  await site.deployments.open();
  await site.palette.open();
  await site.page.keyboard.type("dark");
  await site.page.keyboard.press("Enter");
  await expect(site.themeButton).toHaveAccessibleName(/^Colours: dark/);
  expect(await isDark(site.page)).toBe(true);
  await site.reload();
  expect(await isDark(site.page)).toBe(true);
});

test("the drawings follow the colours", async ({ site, rest }) => {
  await rest.deployment("Gherkin");
  await site.deployments.open();
  await site.themeButton.click();
  await expect(site.themeButton).toHaveAccessibleName(/^Colours: light/);
  const drawing = site.deployments.card("Gherkin").article.getByRole("img", { name: "Graph of 2 nodes" });
  await expect(drawing).toHaveAttribute("src", /theme=light$/);
  await site.themeButton.click();
  await expect(drawing).toHaveAttribute("src", /theme=dark$/);
  const address = (await drawing.getAttribute("src"))!;
  expect((await rest.bytes(address)).toString()).toContain("<svg");
});
