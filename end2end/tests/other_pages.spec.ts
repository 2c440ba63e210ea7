// What leads to the pages, and the pages beside the two lists.

import { expect, expectAccessible, test } from "../brine/test.ts";

test("the root leads to the deployments", async ({ site }) => {
  await site.open("/");
  expect(site.address()).toBe("/deployments");
  await expect(site.heading("Deployments")).toBeVisible();
});

test("the links of the frame lead everywhere, and say where one is", async ({ site }) => {
  await site.open("/");
  for (const [name, address] of [
    ["Workflows", "/workflows"],
    ["Addresses", "/addresses"],
    ["History", "/history"],
    ["Help", "/help"],
    ["Deployments", "/deployments"],
  ] as const) {
    await site.mainLink(name).click();
    await expect(site.heading(name)).toBeVisible();
    expect(site.address()).toBe(address);
    await expect(site.mainLink(name)).toHaveAttribute("aria-current", "page");
    await site.ready();
  }
  await site.open("/help");
  await site.page.getByRole("link", { name: "Brine", exact: true }).click();
  await expect(site.heading("Deployments")).toBeVisible();
});

test("every page has a title of its own, which names the site", async ({ site, rest, faults }) => {
  test.slow();
  faults.expect(/404/);
  const workflow = await rest.workflow("Olive");
  const made = await rest.deploy(workflow, { name: "Gherkin" });
  await rest.lead("gherkin", { deployment: made.id });
  for (const [path, title] of [
    ["/deployments", "Deployments · Brine"],
    ["/history", "History · Brine"],
    [`/deployments/${made.id}`, "Gherkin v1 · Brine"],
    [`/deployments/${made.id}/delete`, "Delete Gherkin? · Brine"],
    [`/deployments/${made.id}/redeploy`, "Redeploy Gherkin · Brine"],
    ["/addresses", "Addresses · Brine"],
    ["/addresses/gherkin", "gherkin · Addresses · Brine"],
    ["/addresses/nowhere", "No such address · Brine"],
    ["/workflows", "Workflows · Brine"],
    [`/workflows/${workflow.id}`, "Olive · Brine"],
    [`/workflows/${workflow.id}/deploy`, "Deploy Olive · Brine"],
    [`/workflows/${workflow.id}/delete`, "Delete Olive? · Brine"],
    ["/help", "Help · Brine"],
    ["/nowhere", "Nothing here · Brine"],
    ["/deployments/nowhere", "No such deployment · Brine"],
    ["/workflows/nowhere", "No such workflow · Brine"],
  ] as const) {
    await site.open(path);
    await expect.soft(site.page).toHaveTitle(title);
  }
});

test("the help explains deployments and the API, and its links lead somewhere", async ({ site, rest }) => {
  await site.open("/help");
  const main = site.page.getByRole("main");
  for (const name of ["What a deployment is", "Import and deploy", "Calling the API", "Keys"]) {
    await expect(main.getByRole("heading", { name })).toBeVisible();
  }
  await expect(main).toContainText("curl -X PUT");
  for (const link of await main.getByRole("link").all()) {
    const address = (await link.getAttribute("href"))!;
    expect(await rest.bytes(address), address).not.toHaveLength(0);
  }
  await expectAccessible(site);
});

for (const [path, words] of [
  ["/nowhere", "Nothing here"],
  ["/deployments/01890000-0000-7000-8000-000000000000", "No such deployment"],
  ["/deployments/not-an-id", "No such deployment"],
  ["/deployments/01890000-0000-7000-8000-000000000000/delete", "No such deployment"],
  ["/workflows/01890000-0000-7000-8000-000000000000", "No such workflow"],
  ["/workflows/not-an-id/deploy", "No such workflow"],
] as const) {
  test(`${path} is not found, and says where something is`, async ({ site, faults }) => {
    faults.expect(/404/);
    const answer = await site.page.goto(path);
    expect(answer!.status()).toBe(404);
    await site.ready();
    await expect(site.heading(words)).toBeAttached();
    await site.page.getByRole("link", { name: "See the deployments" }).click();
    await expect(site.heading("Deployments")).toBeVisible();
  });
}

test("a file that is not there is not found, and its page says where something is", async ({ site, faults }) => {
  faults.expect(/404/);
  for (const path of ["/assets/nothing.js", "/snapshots/nothing/graph.svg", "/api/docs/nothing.js"]) {
    const answer = await site.page.goto(path);
    expect(answer!.status(), path).toBe(404);
    await expect(site.page.getByText(/not found|nothing here|no such/i).first(), path).toBeAttached();
  }
});

test("a page that breaks says so, and leads back @js", async ({ site, rest, faults }) => {
  faults.expect(/500|503/);
  await rest.deployment("Gherkin");
  await site.deployments.open();
  await site.refuse("list_deployments", "the store cannot be read now");
  await site.deployments.filter("Paused").click();
  await expect(site.page.getByRole("alert").filter({ hasText: "the store cannot be read now" })).toBeVisible();
  await expect(site.deployments.card("Gherkin").article, "what was shown stays").toBeVisible();
  await expectAccessible(site);
  await site.page.unroute("**/api/fn/list_deployments*");
  await site.page.getByRole("button", { name: "Try again" }).click();
  await expect(site.page.getByRole("heading", { name: "None paused" })).toBeVisible();
  await expect(site.page.getByRole("alert").filter({ hasText: "the store cannot be read now" })).toHaveCount(0);
});

test("the site has an icon", async ({ site, page, rest }) => {
  await site.open("/deployments");
  const icon = /<link rel="icon" href="([^"]+)"/.exec(await page.content())![1]!;
  expect((await rest.bytes(icon)).toString()).toContain("<svg");
});

test("nothing is asked of any other site", async ({ site, rest, context, baseURL }) => {
  const asked: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  const made = await rest.deployment("Gherkin");
  const [workflow] = await rest.workflows();
  for (const path of ["/deployments", `/deployments/${made.id}`, "/workflows", `/workflows/${workflow!.id}`, "/help", "/api/docs/"]) {
    await site.page.goto(path, { waitUntil: "networkidle" });
  }
  const elsewhere = asked.filter((url) => !url.startsWith(baseURL) && !/^(data|blob):/.test(url));
  expect(elsewhere).toEqual([]);
});

test("the API's pages list every endpoint, and come from this server @js", async ({ page, rest }) => {
  await page.goto("/api/docs/");
  await expect(page.getByRole("heading", { name: /Brine/ })).toBeVisible();
  const document = JSON.parse((await rest.bytes("/api/openapi.json")).toString()) as { paths: Record<string, object> };
  const endpoints = Object.values(document.paths).flatMap((methods) => Object.keys(methods)).length;
  expect(endpoints).toBeGreaterThan(10);
  await expect(page.getByRole("button", { name: /^(get|post|put|patch|delete) / })).toHaveCount(endpoints);
});
