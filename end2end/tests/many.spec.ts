// A thousand deployments, and ten thousand: the page stays one that people can use.

import { expect, expectAccessible, test as base } from "../brine/test.ts";
import { Rest } from "../brine/rest.ts";
import { Server } from "../brine/server.ts";

const THOUSAND = 1_000;

/** A server with a thousand deployments, which the tests here only read. */
const test = base.extend<object, { thousand: Server }>({
  thousand: [
    async ({}, use) => {
      const server = await Server.start();
      await fill(server, THOUSAND);
      await use(server);
      await server.end();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ thousand }, use) => use(thousand.url),
});

/** `Jar n0000` and so on: no hexadecimal digit begins it, as in ids and digests. Every fourth is paused, and every fifth of those a bot. */
async function fill(server: Server, count: number): Promise<void> {
  const rest = new Rest(() => server.url);
  const workflow = await rest.workflow("Jar");
  const orders = Array.from({ length: count }, (_, at) => ({
    name: name(at),
    type: at % 20 === 0 ? ("discord" as const) : ("api" as const),
    status: at % 4 === 0 ? ("paused" as const) : ("running" as const),
  }));
  await rest.deployMany(workflow, orders);
}

const name = (at: number) => `Jar n${String(at).padStart(4, "0")}`;
const names = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => name(from + at));

test("the first page has fifty cards and leads to the others", async ({ site }) => {
  await site.deployments.open("?sort=name");
  await site.deployments.expectCounts(1000, 750, 250);
  await site.deployments.expectNames(names(0, 50));
  await expect(site.deployments.place).toContainText("Page 1 of 20");
  await expect(site.deployments.pageLink("Previous page")).toHaveCount(0);
  await site.deployments.card(name(3)).expectStatus("Running");
  await site.deployments.card(name(4)).expectStatus("Paused");
  await expectAccessible(site);

  await site.deployments.pageLink("Next page").click();
  await site.deployments.expectNames(names(50, 100));
  expect(site.address()).toBe("/deployments?sort=name&page=2");
  await site.page.goBack();
  await site.deployments.expectNames(names(0, 50));
});

test("the last page ends the list", async ({ site }) => {
  await site.deployments.open("?sort=name&page=20");
  await site.deployments.expectNames(names(950, 1000));
  await expect(site.deployments.pageLink("Next page")).toHaveCount(0);
  await site.deployments.pageLink("Previous page").click();
  await site.deployments.expectNames(names(900, 950));
});

test("a page beyond the last shows the last", async ({ site }) => {
  await site.deployments.open("?sort=name&page=99");
  await expect(site.deployments.place).toContainText("Page 20 of 20");
  await expect(site.deployments.cards).toHaveCount(50);
});

test("search finds one of a thousand, and counts what it finds", async ({ site }) => {
  await site.deployments.open("?page=3");
  await site.deployments.searchFor("JAR n0777");
  await site.deployments.expectNames([name(777)]);
  await site.deployments.expectCounts(1, 1, 0);
  await expect(site.deployments.place).toBeHidden();
  await site.deployments.searchFor("n01");
  await site.deployments.expectCounts(100, 75, 25);
  await expect(site.deployments.place).toContainText("Page 1 of 2");
});

test("filter, type and order work on all of them, from the address", async ({ site }) => {
  await site.deployments.open("?status=paused&sort=name");
  await site.deployments.expectCounts(1000, 750, 250);
  await expect(site.deployments.cards).toHaveCount(50);
  await expect(site.deployments.place).toContainText("Page 1 of 5");
  await site.deployments.filter("Online").click();
  await expect(site.deployments.place).toContainText("Page 1 of 15");
  await site.deployments.expectNames(names(0, 70).filter((_, at) => at % 4 !== 0).slice(0, 50));
  await site.deployments.choose("Type", "Discord bot");
  await site.deployments.expectCounts(50, 0, 50);
  await site.deployments.choose("Type", "API");
  await site.deployments.expectCounts(950, 750, 200);
  await site.deployments.choose("Sort by", "Status");
  expect(site.address()).toContain("sort=status");
  await expect(site.deployments.place).toContainText("Page 1 of 15");
});

base("ten thousand are shown, filtered and found", async ({ site, ownServer }) => {
  base.setTimeout(240_000);
  await fill(ownServer.server, 10_000);
  const page = (query: string) => site.open(`${ownServer.server.url}/deployments${query}`);
  await page("?sort=name&page=200");
  await site.deployments.expectCounts(10_000, 7_500, 2_500);
  await site.deployments.expectNames(names(9_950, 10_000));
  await expect(site.deployments.place).toContainText("Page 200 of 200");
  await site.deployments.filter("Paused").click();
  await expect(site.deployments.place).toContainText("Page 1 of 50");
  await expect(site.deployments.cards.first()).toHaveAccessibleName(name(0));
  await site.deployments.searchFor("jar n9996");
  await site.deployments.expectNames([name(9_996)]);
  await site.deployments.card(name(9_996)).switch.click();
  await expect(site.page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
  await site.deployments.filter("Online").click();
  await site.deployments.card(name(9_996)).expectStatus("Running");
});
