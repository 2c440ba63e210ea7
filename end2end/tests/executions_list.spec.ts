// The executions on a deployment's page: filter, pages, live.

import { FAILING, graph } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

test("lists what ran, newest first, and leads to each", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin", { graph: graph("listed") });
  await site.deployment.open(made);
  await expect(site.deployment.part("Executions")).toContainText("No executions yet.");
  await rest.run(made);
  const last = await rest.run(made);
  if (!site.js) await site.reload();
  const { executions } = site.deployment;
  await expect(executions).toHaveCount(2);
  await expect(executions.first()).toContainText(/Succeeded.*accepted.*(ms|s)/s);
  await expect(site.deployment.executionFilter("All")).toHaveText("All 2");
  await expectAccessible(site);
  await executions.first().getByRole("link").click();
  await expect(site.heading("Execution of Gherkin")).toBeVisible();
  expect(site.address()).toBe(`/executions/${last.id}`);
});

test("the filter is the address", async ({ site, rest }) => {
  const made = await rest.deployment("Asker", { graph: FAILING });
  await rest.run(made);
  await site.deployment.open(made);
  if (site.js) await site.markDocument();
  const { executions } = site.deployment;
  await expect(executions.first()).toContainText(/Failed/);
  await site.deployment.executionFilter("Failed").click();
  await expect.poll(() => site.address()).toBe(`/deployments/${made.id}?executions=failed`);
  await expect(site.deployment.executionFilter("Failed")).toHaveAttribute("aria-current", "page");
  await expect(executions).toHaveCount(1);
  if (site.js) await site.expectSameDocument();
  await site.page.goBack();
  await expect(site.deployment.executionFilter("All")).toHaveAttribute("aria-current", "page");
  await site.deployment.open(made, "?executions=succeeded");
  await expect(site.deployment.part("Executions")).toContainText("None of this status.");
  await expect(executions).toHaveCount(0);
});

test("older ones are a page away", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin", { graph: graph("many") });
  for (let turn = 0; turn < 23; turn += 1) await rest.ask(made);
  await rest.run(made);
  await site.deployment.open(made);
  const { executions } = site.deployment;
  await expect(executions).toHaveCount(20);
  await site.page.getByRole("link", { name: "Older executions" }).click();
  await expect(executions).toHaveCount(4);
  expect(site.address()).toMatch(/\?executions_before=[0-9a-f-]{36}$/);
  await expectAccessible(site);
  await site.page.getByRole("link", { name: "Newest executions" }).click();
  await expect(executions).toHaveCount(20);
});
