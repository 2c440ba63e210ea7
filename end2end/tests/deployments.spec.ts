// The Deployments page: cards, filters, search, order, and what is said where there is nothing.

import type { Rest } from "../brine/rest.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

async function six(rest: Rest): Promise<void> {
  for (const [name, type, status] of [
    ["Anchovy", "api", "running"],
    ["Beet", "api", "running"],
    ["Caper", "api", "paused"],
    ["Dill", "api", "running"],
    ["Eggplant", "discord", "paused"],
    ["Fennel", "api", "running"],
  ] as const) {
    await rest.deployment(name, { type, status });
  }
}

test("the root leads to the deployments", async ({ site }) => {
  await site.open("/");
  await expect(site.heading("Deployments")).toBeVisible();
  expect(site.address()).toBe("/deployments");
  await expect(site.page).toHaveTitle(/Deployments/);
});

test("a card shows what there is to know", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin");
  await site.deployments.open();
  const { article, switch: toggle, menuButton } = site.deployments.card("Gherkin");
  await expect(article).toHaveAccessibleDescription(/v1 deployed/);
  await expect(article).toContainText("v1");
  await expect(article).toContainText(made.digest.slice(0, 12));
  await expect(article.getByText("Running", { exact: true })).toBeVisible();
  await expect(article.getByRole("img", { name: "API deployment" })).toBeVisible();
  await expect(article.getByRole("img", { name: "Graph of 2 nodes" })).toBeVisible();
  await expect(toggle).toHaveAccessibleName(/Gherkin/);
  await expect(menuButton).toBeVisible();
  const endpoint = article.getByRole("textbox", { name: "Endpoint of Gherkin" });
  await expect(endpoint).toHaveValue(new RegExp(`/api/v1/deployments/${made.id}/executions/$`));
  if (site.js) await expect(endpoint).toHaveValue(/^http:\/\/127\.0\.0\.1:\d+\//);
  await expect(article.getByRole("time")).toHaveAttribute("datetime", /Z$/);
  await expectAccessible(site);
});

test("the drawing on a card is really there", async ({ site, rest }) => {
  await rest.deployment("Gherkin");
  await site.deployments.open();
  const drawing = site.deployments.card("Gherkin").article.getByRole("img", { name: "Graph of 2 nodes" });
  await expect.poll(() => drawing.evaluate((it: HTMLImageElement) => it.complete && it.naturalWidth > 0)).toBe(true);
});

test("the endpoint is copied @js", async ({ site, rest, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const made = await rest.deployment("Gherkin");
  await site.deployments.open();
  await site.deployments.card("Gherkin").article.getByRole("button", { name: /^Copy/ }).click();
  await site.expectToast("Copied");
  const copied = await site.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(`${new URL(site.page.url()).origin}/api/v1/deployments/${made.id}/executions/`);
});

test("filters are links with counts, and the address is the filter", async ({ site, rest }) => {
  await six(rest);
  await site.deployments.open();
  await site.deployments.expectCounts(6, 4, 2);
  await expect(site.deployments.filter("All")).toHaveAttribute("aria-current", "page");

  await site.deployments.filter("Paused").click();
  await site.deployments.expectNames(["Eggplant", "Caper"]);
  expect(site.address()).toBe("/deployments?status=paused");
  await expect(site.deployments.filter("Paused")).toHaveAttribute("aria-current", "page");
  await expectAccessible(site);

  await site.deployments.filter("Online").click();
  await site.deployments.expectNames(["Fennel", "Dill", "Beet", "Anchovy"]);
  await site.page.goBack();
  await site.deployments.expectNames(["Eggplant", "Caper"]);
  await site.page.goForward();
  await site.deployments.expectNames(["Fennel", "Dill", "Beet", "Anchovy"]);
  await site.reload();
  await site.deployments.expectNames(["Fennel", "Dill", "Beet", "Anchovy"]);
});

test("search finds by every word, keeps the filter, and can be cleared", async ({ site, rest }) => {
  await six(rest);
  await site.deployments.open("?status=paused");
  await site.deployments.searchFor("CAP");
  await site.deployments.expectNames(["Caper"]);
  await expect.poll(() => site.address()).toContain("q=CAP");
  expect(site.address()).toContain("status=paused");
  await site.deployments.expectCounts(1, 0, 1);
  if (site.js) await expect(site.says("1 deployment")).toHaveCount(1);
  await site.reload();
  await site.deployments.expectNames(["Caper"]);
  await expect(site.deployments.search).toHaveValue("CAP");

  await site.deployments.searchFor("nothing like it");
  await expect(site.page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
  await expectAccessible(site);
  await site.page.getByRole("link", { name: "Clear the search" }).click();
  await site.deployments.expectNames(["Eggplant", "Caper"]);
  await expect(site.deployments.search).toHaveValue("");
});

test("search finds the digest too", async ({ site, rest }) => {
  await six(rest);
  const made = await rest.deployment("Gherkin", { graph: `{"1":{"class_type":"Other","inputs":{}}}` });
  await site.deployments.open();
  await site.deployments.searchFor(made.digest.slice(0, 12));
  await site.deployments.expectNames(["Gherkin"]);
});

test("type and order are in the address", async ({ site, rest }) => {
  await six(rest);
  await site.deployments.open();
  await site.deployments.choose("Sort by", "Name");
  await site.deployments.expectNames(["Anchovy", "Beet", "Caper", "Dill", "Eggplant", "Fennel"]);
  await site.deployments.choose("Type", "Discord bot");
  await site.deployments.expectNames(["Eggplant"]);
  expect(site.address()).toContain("type=discord");
  expect(site.address()).toContain("sort=name");
  await site.deployments.choose("Type", "All types");
  await site.deployments.choose("Sort by", "Status");
  await site.deployments.expectNames(["Fennel", "Dill", "Beet", "Anchovy", "Eggplant", "Caper"]);
});

test("an address that cannot be read shows everything and says so", async ({ site, rest, faults }) => {
  faults.expect(/400/);
  await rest.deployment("Gherkin");
  await site.open("/deployments?status=sideways");
  await expect(site.page.getByRole("alert")).toContainText("sideways");
  await expect(site.deployments.card("Gherkin").article).toBeVisible();
});

test("emptiness has its words: none at all, none online, none paused", async ({ site, rest }) => {
  await site.deployments.open();
  await expect(site.page.getByRole("heading", { name: "No deployments yet" })).toBeVisible();
  await expectAccessible(site);
  await rest.deployment("Gherkin");
  await site.deployments.open("?status=paused");
  await expect(site.page.getByRole("heading", { name: "None paused" })).toBeVisible();
  await rest.setStatus((await rest.deployments())[0]!, "paused");
  await site.deployments.open("?status=online");
  await expect(site.page.getByRole("heading", { name: "None online" })).toBeVisible();
  await expectAccessible(site);
});
