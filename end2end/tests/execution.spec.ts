// The page of one execution: what came of it, what went wrong, and what can be done with it.

import { FAILING, GREETING, graph, LONG } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

test("a request's page says what it was given, what came of it and how it went", async ({ site, rest }) => {
  const made = await rest.deployment("Greeter", { graph: GREETING });
  const body = { workflow_input: { name: { value: "Grace", value_type: "RAW" } } };
  await site.execution.open(await rest.run(made, body));
  await expect(site.heading("Execution of Greeter")).toBeVisible();
  await expect(site.page).toHaveTitle("Execution of Greeter · Brine");
  await expect(site.execution.part("Summary")).toContainText(/Succeeded.*Greeter, v1.*Brine itself/s);
  await expect(site.execution.part("Summary")).toContainText(made.digest);
  await expect(site.execution.part("Outputs")).toContainText("Hello Grace, warm, 2");
  await expect(site.execution.part("Inputs")).toContainText("Grace");
  await expect(site.execution.nodes.filter({ hasText: "Say hello" })).toContainText(/ms|s/);
  await expect(site.execution.button("Cancel")).toHaveCount(0);
  await expectAccessible(site);
  await site.page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Greeter" }).click();
  await expect(site.heading("Greeter")).toBeVisible();
});

test("one that failed says at which node, and why", async ({ site, rest }) => {
  const made = await rest.deployment("Asker", { graph: FAILING });
  const run = await rest.run(made);
  expect(run.status).toBe("failed");
  await site.execution.open(run);
  await site.execution.expectStatus("Failed");
  await expect(site.execution.part("What went wrong")).toContainText(/At node 2.*JsonQuery/s);
  await expect(site.execution.nodes.filter({ hasText: "Ask" })).toContainText("failed");
  await expectAccessible(site);
});

test("it is run again, as an execution of its own", async ({ site, rest }) => {
  const first = await rest.run(await rest.deployment("Olive", { graph: graph("kept") }));
  await site.execution.open(first);
  await site.execution.button("Run again").click();
  await site.page.waitForURL((url) => /executions/.test(url.pathname) && !url.pathname.endsWith(first.id));
  await site.ready();
  await site.execution.expectStatus("Succeeded");
  await expect(site.execution.part("Outputs")).toContainText("kept");
});

test("it goes on before one's eyes, and is cancelled @js", async ({ site, rest }) => {
  const run = await rest.test(await rest.workflow("Searching", LONG), false);
  await site.execution.open(run);
  await site.execution.expectStatus("Running");
  await expect(site.execution.nodes.filter({ hasText: "Search" })).toContainText("running");
  await expectAccessible(site);
  await site.execution.button("Cancel").click();
  await site.execution.expectStatus("Cancelled");
  await expect(site.execution.button("Cancel")).toHaveCount(0);
  await expect(site.execution.nodes.filter({ hasText: "Search" })).toContainText("stopped");
});

test("what is not there says so", async ({ site, faults }) => {
  faults.expect(/404/);
  for (const id of ["01890000-0000-7000-8000-000000000000", "nonsense"]) {
    await site.open(`/executions/${id}`);
    await expect(site.heading("No such execution")).toBeVisible();
  }
  await expectAccessible(site);
});
