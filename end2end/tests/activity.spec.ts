// What a card and a deployment's page say of what the deployment did, does, and cannot do.

import { FAILING, LARGE, LONG } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

test("a card that never did anything is quiet, and its figures move after calls", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin");
  await site.deployments.open();
  const { article } = site.deployments.card("Gherkin");
  await expect(article).not.toContainText(/in 24 hours|Last run|p50/);
  await rest.run(made);
  if (!site.js) await site.reload();
  await expect(article).toContainText("1 run in 24 hours");
  await expect(article).toContainText(/p50.*p95/s);
  await rest.run(made);
  if (!site.js) await site.reload();
  await expect(article).toContainText("2 runs in 24 hours");
  await expectAccessible(site);
  await article.getByRole("link", { name: /^Last run succeeded/ }).click();
  await expect(site.heading("Execution of Gherkin")).toBeVisible();
});

test("failures are counted, and the last run leads to why", async ({ site, rest }) => {
  const made = await rest.deployment("Asker", { graph: FAILING });
  await rest.run(made);
  await site.deployments.open();
  const { article } = site.deployments.card("Asker");
  await expect(article).toContainText("1 run, 1 failed in 24 hours");
  await expect(article.getByRole("img", { name: /^Runs an hour/ })).toBeVisible();
  await article.getByRole("link", { name: /^Last run failed/ }).click();
  await expect(site.page.getByRole("main")).toContainText("JsonQuery");
});

test("what was cancelled is counted, and said apart", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin");
  await rest.run(made);
  await rest.setStatus(made, "paused", "hold");
  for (let turn = 0; turn < 2; turn += 1) await rest.ask(made);
  await rest.setStatus(made, "paused", "stop");
  await site.deployments.open();
  await expect(site.deployments.card("Gherkin").article).toContainText("3 runs, 2 cancelled in 24 hours");
  await site.deployment.open(made);
  await expect(site.deployment.part("Activity")).toContainText("3 runs, 2 cancelled");
  await expect(site.deployment.executionFilter("Cancelled")).toContainText("2");
});

test("says what runs now, and how far it is", async ({ site, rest }) => {
  const made = await rest.deployment("Searcher", { graph: LONG });
  await rest.ask(made);
  await site.deployments.open();
  const { article } = site.deployments.card("Searcher");
  // Accepted is not begun: a page without scripts is asked for again until it is.
  await expect(async () => {
    if (!site.js) await site.reload();
    await expect(article).toContainText(/Running \d\/3/, { timeout: site.js ? 7_000 : 500 });
  }).toPass();
  await expect(article.getByRole("progressbar")).toBeVisible();
  await site.deployment.open(made);
  await expect(site.deployment.part("Activity")).toContainText("1 running, 0 waiting");
  await expectAccessible(site);
  await rest.setStatus(made, "paused", "stop");
  if (!site.js) await site.reload();
  await expect(site.deployment.part("Activity")).toContainText("0 running, 0 waiting");
});

test("a page that was away shows the figures of now", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin");
  await site.deployments.open();
  await site.mainLink("Help").click();
  await rest.run(made);
  await site.mainLink("Deployments").click();
  await expect(site.deployments.card("Gherkin").article).toContainText("1 run in 24 hours");
});

test("one that cannot run says why, and its switch refuses in words", async ({ site, rest, faults }) => {
  faults.expect(/409/);
  await rest.deployment("Poster", { graph: LARGE });
  await site.deployments.open();
  const card = site.deployments.card("Poster");
  await card.expectStatus("Paused");
  await expect(card.article).toContainText(/Cannot run: no engine knows .*KSampler/);
  await expectAccessible(site);
  await card.switch.click();
  const said = site.js ? site.page.getByRole("status") : site.page.getByRole("alert");
  await expect(said.filter({ hasText: /no engine knows/ }).first()).toBeVisible();
  await site.deployments.card("Poster").expectStatus("Paused");
});
