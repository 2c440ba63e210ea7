// Web forms: made on a page with a preview, filled in by a visitor, with a result at an address of its own.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, expectAccessible, test } from "../brine/test.ts";

const GRAPH = JSON.stringify({
  "1": { class_type: "SaltInput", inputs: { input_name: "name", input_desc: "Who is greeted", input_type: "STRING", input_value: "Ada" } },
  "2": { class_type: "StringConcatenate", inputs: { string_a: "Hello", string_b: ["1", 0], delimiter: " " } },
  "3": { class_type: "SaltOutput", inputs: { output_name: "greeting", output_type: "STRING", output_data: ["2", 0] } },
});

test("a form is made, filled in, and its result stays at its address", async ({ site, rest }) => {
  const { page } = site;
  const workflow = await rest.workflow("Greeting", GRAPH);
  await page.goto(`/workflows/${workflow.id}/form`);
  await expect(page.getByLabel("Address")).toHaveValue("greeting");
  const preview = page.getByRole("complementary", { name: "Preview" });
  await page.getByLabel("Heading").fill("Say hello");
  await page.getByRole("group", { name: "Input name" }).getByLabel("Label").fill("Your name");
  await page.getByRole("group", { name: "Input name" }).getByLabel("Must be filled in").check();
  if (!site.js) await page.getByRole("button", { name: "Preview" }).click();
  await expect(preview.getByRole("heading", { name: "Say hello" })).toBeVisible();
  await expect(preview).toContainText("Your name (required)");
  await expectAccessible(site);
  await page.getByLabel("Deploy untested").check();
  await page.getByRole("button", { name: "Deploy" }).last().click();
  await expect(page.getByText("Greeting v1 deployed").or(page.getByText("Callback secret")).first()).toBeVisible();

  await page.goto("/run/greeting");
  await expect(page.getByRole("heading", { name: "Say hello" })).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expectAccessible(site);
  await page.getByLabel("Your name").fill("Mary");
  await page.getByRole("button", { name: "Run" }).click();
  await expect(page).toHaveURL(/\/run\/greeting\/results\//);
  await expect(page.getByText("Done.")).toBeVisible();
  await expect(page.getByText("Hello Mary")).toBeVisible();
  await expectAccessible(site);
  const result = page.url();
  await page.getByRole("link", { name: "Fill the form in again" }).click();
  await expect(page).toHaveURL(/\/run\/greeting$/);
  await page.goto(result);
  await expect(page.getByText("Hello Mary")).toBeVisible();
});

test("what takes a while is seen running, then done", async ({ site, rest }) => {
  const { page } = site;
  const slow = JSON.stringify({
    "1": { class_type: "Script", inputs: { script: "let n = 0; while n < 3000000 { n += 1; } n", a: "" } },
    "2": { class_type: "SaltOutput", inputs: { output_name: "n", output_type: "STRING", output_data: ["1", 0] } },
  });
  const workflow = await rest.workflow("Slow", slow);
  await rest.webForm(workflow, { slug: "slow", heading: "Slow" });
  await page.goto("/run/slow");
  await page.getByRole("button", { name: "Run" }).click();
  await expect(page.getByText("Done.")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("3000000")).toBeVisible();
});

test("another site's page shows it only where the operator says", async ({ site, rest, server, faults }) => {
  faults.expect(/frame-ancestors|Framing/);
  const { page } = site;
  await rest.webForm(await rest.workflow("Greeting", GRAPH), { slug: "framed", heading: "Framed" });
  const host = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html");
    answer.end(`<!DOCTYPE html><title>Host</title><iframe title="Form" src="${server.url}/run/framed"></iframe>`);
  });
  await new Promise<void>((done) => host.listen(0, "127.0.0.1", done));
  try {
    await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
    await expect(page.frameLocator("iframe").getByRole("heading", { name: "Framed" })).toHaveCount(0);
  } finally {
    host.close();
  }
});
