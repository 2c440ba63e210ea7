// The lines that call a deployment: run as they are shown.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { graph } from "../brine/graphs.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

const run = promisify(execFile);
const PROMPT = `it's "brine" \\ $HOME`;

test("the curl line, run in a shell, gives the result", async ({ site, rest }) => {
  await site.deployment.open(await rest.deployment("Gherkin", { graph: graph(PROMPT) }));
  const { stdout } = await run("sh", ["-c", await site.deployment.lines("curl")]);
  expect(JSON.parse(stdout)).toMatchObject({ status: "succeeded", outputs: { text: [PROMPT] } });
  await expectAccessible(site);
});

test("the JavaScript lines do, too", async ({ site, rest }) => {
  await site.deployment.open(await rest.deployment("Gherkin", { graph: graph(PROMPT) }));
  const lines = await site.deployment.lines("JavaScript");
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", lines.replace("console.log(await", "console.log(JSON.stringify(await").replace(/\);$/, "));")]);
  expect(JSON.parse(stdout)).toMatchObject({ status: "succeeded", outputs: { text: [PROMPT] } });
});

test("and the Python lines", async ({ site, rest }) => {
  await site.deployment.open(await rest.deployment("Gherkin", { graph: graph(PROMPT) }));
  const { stdout } = await run("python3", ["-c", await site.deployment.lines("Python")]);
  expect(stdout).toContain("succeeded");
});

test("one language is shown at a time @nojs", async ({ site, rest }) => {
  await site.deployment.open(await rest.deployment("Gherkin"));
  const call = site.deployment.part("How to call it");
  await expect(call.getByRole("group", { name: "Curl line" })).toBeVisible();
  await expect(call.getByRole("group", { name: "Python lines" })).toBeHidden();
  await call.getByText("Python", { exact: true }).click();
  await expect(call.getByRole("group", { name: "Python lines" })).toBeVisible();
  await expect(call.getByRole("group", { name: "Curl line" })).toBeHidden();
});
