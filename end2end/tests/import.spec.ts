// How workflows come in.

import { BROKEN, DANGLING, graph, UI_FORMAT } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

test("an empty page says how to make the first workflow", async ({ site }) => {
  await site.workflows.open();
  await expect(site.page.getByRole("heading", { name: "No workflows yet" })).toBeVisible();
  await expectAccessible(site);
});

test("a file becomes a workflow, byte for byte", async ({ site, rest }) => {
  await site.workflows.open();
  await site.workflows.importFiles({ name: "Jar.json", text: graph() });
  await expect(site.workflows.row("Jar").article).toBeVisible();
  const [made] = await rest.workflows();
  expect((await rest.bytes(`/api/v1/workflows/${made!.id}`)).toString()).toContain(graph());
  await expectAccessible(site);
});

test("several files each have their own result", async ({ site, faults }) => {
  faults.expect(/answer: POST .* (422|400)|status of (422|400)/);
  await site.workflows.open();
  await site.workflows.importFiles(
    { name: "One.json", text: graph("one") },
    { name: "Bad.json", text: BROKEN },
    { name: "Two.json", text: UI_FORMAT },
  );
  await expect(site.workflows.row("One").article).toBeVisible();
  await expect(site.workflows.row("Two").article).toBeVisible();
  await expect(site.page.getByRole("main")).toContainText(/Bad\.json.*line 3/s);
  if (site.js) await expect(site.workflows.results).toHaveCount(3);
  await expectAccessible(site);
});

test("pasted JSON becomes a workflow", async ({ site }) => {
  await site.workflows.open();
  await site.workflows.paste(graph("pasted"));
  await expect(site.workflows.rows).toHaveCount(1);
});

test("broken JSON is refused with line and column, and what was pasted stays", async ({ site, faults }) => {
  faults.expect(/answer: POST .* (422|400)|status of (422|400)/);
  await site.workflows.open();
  await site.workflows.paste(BROKEN);
  await expect(site.page.getByRole("main")).toContainText(/line 3.*column \d+/s);
  await expect(site.workflows.pasted).toHaveValue(BROKEN);
  await expect(site.workflows.rows).toHaveCount(0);
  await expectAccessible(site);
});

test("a graph with problems is kept, and its problems are told", async ({ site }) => {
  await site.workflows.open();
  await site.workflows.importFiles({ name: "Loose.json", text: DANGLING });
  const { article, link } = site.workflows.row("Loose");
  await expect(article).toContainText("1 problem");
  await link.click();
  await expect(site.heading("Loose")).toBeVisible();
  await expect(site.page.getByRole("main")).toContainText(/Node 7.*images/s);
  await expectAccessible(site);
});

test("a download comes back as the same workflow", async ({ site, rest }) => {
  const made = await rest.deployment("Kept", { graph: graph("kept  as   it is") });
  const file = (await rest.bytes(`/api/v1/deployments/${made.id}/download`)).toString();
  await site.workflows.open();
  await site.workflows.importFiles({ name: "whatever.json", text: file });
  await expect(site.workflows.row("Kept").article).toHaveCount(2);
  const digests = (await rest.workflows()).map((it) => (it as unknown as { digest: string }).digest);
  expect(new Set(digests)).toEqual(new Set([made.digest]));
});

test("the examples are loaded with one click, and can be deployed", async ({ site }) => {
  await site.workflows.open();
  await site.workflows.loadExamples();
  await expect(site.workflows.rows).toHaveCount(3);
  const form = await site.workflows.row("Greeting").deploy();
  await form.fill({ untested: true });
  await form.send();
  await site.expectToast("Greeting v1 deployed");
});

test("a dropped file is imported @js", async ({ site }) => {
  await site.workflows.open();
  const transfer = await site.page.evaluateHandle((text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], "Dropped.json", { type: "application/json" }));
    return files;
  }, graph("dropped"));
  const main = site.page.getByRole("main");
  await main.dispatchEvent("dragover", { dataTransfer: transfer });
  await expect(site.page.getByText("Drop to import")).toBeVisible();
  await main.dispatchEvent("drop", { dataTransfer: transfer });
  await expect(site.workflows.row("Dropped").article).toBeVisible();
  await expect(site.page.getByText("Drop to import")).toBeHidden();
});

test("a broken file can be mended in place @js", async ({ site, faults }) => {
  faults.expect(/answer: POST .* 422|status of 422/);
  await site.workflows.open();
  await site.workflows.importFiles({ name: "Bad.json", text: BROKEN });
  await site.workflows.results.getByRole("button", { name: "Mend it here" }).click();
  await expect(site.workflows.pasted).toHaveValue(BROKEN);
  await site.workflows.paste(graph("mended"));
  await expect(site.workflows.rows).toHaveCount(1);
});
