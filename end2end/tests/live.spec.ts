// What happens elsewhere shows by itself.

import type { Request } from "@playwright/test";
import { graph } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

/** What a browser says of a server that is not there. */
const AWAY = /ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|api\/v1\/events/;

test.describe("@js", () => {
  test("a second tab follows the first, and both follow the API", async ({ site, rest, newTab }) => {
    const made = await rest.deployment("Gherkin");
    await rest.deployment("Other");
    const second = await newTab();
    for (const tab of [site, second]) {
      await tab.deployments.open();
      await expect(tab.liveMark("Live")).toBeVisible();
      await tab.markDocument();
    }
    await site.deployments.card("Gherkin").switch.click();
    await second.deployments.card("Gherkin").expectStatus("Paused");
    await second.deployments.expectCounts(2, 1, 1);

    await rest.setStatus(made, "running");
    for (const tab of [site, second]) await tab.deployments.card("Gherkin").expectStatus("Running");
    await rest.rename(made, "Cornichon");
    for (const tab of [site, second]) await expect(tab.deployments.card("Cornichon").article).toBeVisible();
    await rest.delete(made);
    for (const tab of [site, second]) {
      await tab.deployments.expectNames(["Other"]);
      await tab.deployments.expectCounts(1, 1, 0);
      await tab.expectSameDocument();
    }
  });

  test("a list keeps to its filter as things change", async ({ site, rest }) => {
    const made = await rest.deployment("Gherkin");
    await site.deployments.open("?status=paused");
    await expect(site.page.getByRole("heading", { name: "None paused" })).toBeVisible();
    await site.markDocument();
    await rest.setStatus(made, "paused");
    await site.deployments.expectNames(["Gherkin"]);
    await rest.setStatus(made, "running");
    await expect(site.page.getByRole("heading", { name: "None paused" })).toBeVisible();
    await site.expectSameDocument();
  });

  test("a deployment made elsewhere appears", async ({ site, rest }) => {
    const workflow = await rest.workflow("Gherkin");
    await site.deployments.open();
    await expect(site.page.getByRole("heading", { name: "No deployments yet" })).toBeVisible();
    await site.markDocument();
    await rest.deploy(workflow);
    await site.deployments.expectNames(["Gherkin"]);
    await rest.deploy(workflow, { name: "Second" });
    await site.deployments.expectNames(["Second", "Gherkin"]);
    await site.expectSameDocument();
  });

  test("nothing moves under the pointer; a button shows what is new", async ({ site, rest }) => {
    await rest.deployment("Anchovy");
    await rest.deployment("Beet");
    await site.deployments.open();
    const { article } = site.deployments.card("Beet");
    await article.hover();
    const before = await article.boundingBox();
    await rest.deployment("Caper");
    const show = site.page.getByRole("button", { name: "1 new deployment — show" });
    await expect(show).toBeVisible();
    await site.deployments.expectNames(["Beet", "Anchovy"]);
    expect(await article.boundingBox(), "where it was").toEqual(before);
    await expectAccessible(site);

    await show.press("Enter");
    await site.deployments.expectNames(["Caper", "Beet", "Anchovy"]);
    await expect(show).toHaveCount(0);
    await expect(site.deployments.cards.getByRole("switch")).toHaveCount(3);
  });

  test("a button shows what is new to those who press it with the pointer", async ({ site, rest }) => {
    await rest.deployment("Anchovy");
    await site.deployments.open();
    await site.deployments.card("Anchovy").article.hover();
    await rest.deployment("Beet");
    const show = site.page.getByRole("button", { name: "1 new deployment — show" });
    await expect(show).toBeVisible();
    const at = await show.boundingBox();
    // The way from the card to the button, as a hand goes it.
    await site.page.mouse.move(at!.x + at!.width / 2, at!.y + at!.height / 2, { steps: 8 });
    await site.page.mouse.down();
    await site.page.mouse.up();
    await site.deployments.expectNames(["Beet", "Anchovy"]);
    expect(site.address(), "nothing else was hit").toBe("/deployments");
  });

  test("a menu stays open while something changes elsewhere", async ({ site, rest }) => {
    const workflow = await rest.workflow("Anchovy");
    const made = await rest.deploy(workflow);
    await rest.deploy(workflow, { name: "Beet" });
    await site.deployments.open();
    const card = site.deployments.card("Beet");
    await card.openMenu();
    await rest.setStatus(made, "paused");
    await site.deployments.card("Anchovy").expectStatus("Paused");
    await expect(card.menuItem("Delete")).toBeVisible();

    await site.workflows.open();
    await expect(site.liveMark("Live")).toBeVisible();
    await site.page.getByRole("button", { name: "More options for Anchovy", exact: true }).click();
    const item = site.page.getByRole("menuitem", { name: "Duplicate" });
    await expect(item).toBeVisible();
    await rest.deploy(workflow, { name: "Caper" });
    await expect(site.workflows.row("Anchovy").article).toContainText("3 deployments");
    await expect(item, "a list that is read anew keeps its open menu").toBeVisible();
  });

  test("the other pages follow too", async ({ site, rest, newTab }) => {
    const workflow = await rest.workflow("Gherkin");
    const made = await rest.deploy(workflow);
    const [editor, detail] = [await newTab(), await newTab()];
    await site.workflows.open();
    await editor.editor.open(workflow);
    await detail.deployment.open(made);
    for (const tab of [site, editor, detail]) await tab.markDocument();

    await rest.rename(await rest.setStatus(made, "paused"), "Cornichon");
    await expect(detail.heading("Cornichon")).toBeVisible();
    await expect(detail.deployment.switch).toHaveAttribute("aria-checked", "false");
    await expect(detail.deployment.history.first()).toContainText("Renamed from Gherkin to Cornichon");
    await expect(editor.editor.deployments).toContainText("Cornichon");
    await expect(editor.editor.deployments).toContainText("Paused");

    await rest.save(workflow, graph("saved elsewhere"));
    await expect(editor.says("Revision 2 was saved elsewhere")).toBeVisible();
    await editor.page.getByRole("button", { name: "Show it" }).click();
    await editor.editor.expectText(graph("saved elsewhere"));
    await editor.editor.expectRevision(2);
    await rest.workflow("Olive");
    await expect(site.workflows.row("Olive").article).toBeVisible();
    await expect(site.workflows.row("Gherkin").article).toContainText("Revision 2");
    for (const tab of [site, editor, detail]) await tab.expectSameDocument();
  });

  test("eight tabs share one stream, and go on when the leading tab closes", async ({ site, rest, newTab, context }) => {
    test.slow();
    const streams: Request[] = [];
    context.on("request", (request) => {
      if (request.url().includes("/api/v1/events")) streams.push(request);
    });
    const made = await rest.deployment("Gherkin");
    const tabs = [site];
    while (tabs.length < 8) tabs.push(await newTab());
    for (const tab of tabs) {
      await tab.deployments.open();
      await expect(tab.liveMark("Live")).toBeVisible();
    }
    await rest.setStatus(made, "paused");
    for (const tab of tabs) await tab.deployments.card("Gherkin").expectStatus("Paused");
    expect(streams, "one stream for all").toHaveLength(1);

    // The one that leads is the one that opened the stream.
    const leading = tabs.find((tab) => tab.page === streams[0]!.frame().page())!;
    const others = tabs.filter((tab) => tab !== leading);
    await leading.page.close();
    await rest.setStatus(made, "running");
    for (const tab of others) await tab.deployments.card("Gherkin").expectStatus("Running");
    expect(streams, "taken over once").toHaveLength(2);
    await others.at(-1)!.deployments.card("Gherkin").switch.click();
    for (const tab of others) await tab.deployments.card("Gherkin").expectStatus("Paused");
  });

  test("when the leading tab goes to another page, the others go on", async ({ site, rest, newTab }) => {
    const made = await rest.deployment("Gherkin");
    await site.deployments.open();
    await expect(site.liveMark("Live")).toBeVisible();
    const second = await newTab();
    await second.deployments.open();
    await expect(second.liveMark("Live")).toBeVisible();
    await site.open("/help");
    await rest.setStatus(made, "paused");
    await second.deployments.card("Gherkin").expectStatus("Paused");
    await site.mainLink("Deployments").click();
    await site.deployments.card("Gherkin").expectStatus("Paused");
    await site.ready();
    await rest.setStatus(made, "running");
    for (const tab of [site, second]) await tab.deployments.card("Gherkin").expectStatus("Running");
  });

  test("a page shown again by Back shows what happened meanwhile", async ({ site, rest }) => {
    const made = await rest.deployment("Gherkin");
    await site.deployments.open();
    await site.mainLink("Help").click();
    await expect(site.heading("Help")).toBeVisible();
    await rest.setStatus(made, "paused");
    await site.page.goBack();
    await site.deployments.card("Gherkin").expectStatus("Paused");
  });

  test("a server that was away: the page says so, and catches up by itself", async ({ site, ownServer, faults }) => {
    faults.expect(AWAY);
    const { server, rest } = ownServer;
    const made = await rest.deployment("Gherkin");
    await rest.deployment("Other");
    await site.open(`${server.url}/deployments`);
    await expect(site.liveMark("Live")).toBeVisible();
    await site.markDocument();

    await server.whileAway(async (url) => {
      await expect(site.liveMark("Reconnecting")).toBeVisible();
      await expectAccessible(site);
      const elsewhere = rest.at(url);
      await elsewhere.setStatus(made, "paused");
      await elsewhere.deployment("Made meanwhile");
    });
    await site.deployments.card("Gherkin").expectStatus("Running");
    await site.deployments.card("Other").switch.click();
    await expect(site.says("cannot be reached")).toBeVisible();
    await server.startAgain();

    await expect(site.liveMark("Live")).toBeVisible();
    await expect(site.says("cannot be reached"), "it can be reached again").toHaveCount(0);
    await site.deployments.card("Gherkin").expectStatus("Paused");
    await site.deployments.expectNames(["Made meanwhile", "Other", "Gherkin"]);
    await site.deployments.expectCounts(3, 2, 1);
    await site.expectSameDocument();
    await site.deployments.card("Other").switch.click();
    await site.expectToast("Other paused");
  });

  test("a network that was away: the page says so, and catches up by itself", async ({ site, rest, context, faults }) => {
    faults.expect(AWAY);
    const made = await rest.deployment("Gherkin");
    await site.deployments.open();
    await expect(site.liveMark("Live")).toBeVisible();
    await site.markDocument();
    await context.setOffline(true);
    await expect(site.liveMark("Offline")).toBeVisible();
    await expectAccessible(site);
    await rest.setStatus(made, "paused");
    await context.setOffline(false);
    await expect(site.liveMark("Live")).toBeVisible();
    await site.deployments.card("Gherkin").expectStatus("Paused");
    await site.expectSameDocument();
  });
});
