// Stable addresses: made, split, finished, aborted, promoted, removed; both sides' figures beside each other.

import { FAILING, GREETING } from "../brine/graphs.ts";
import type { Deployment, Rest } from "../brine/rest.ts";
import { expect, expectAccessible, test } from "../brine/test.ts";

async function two(rest: Rest): Promise<[Deployment, Deployment]> {
  const workflow = await rest.workflow("Olive", GREETING);
  return [await rest.deploy(workflow), await rest.deploy(workflow)];
}

test("an address is made on its page, and a wrong one is refused with what was typed", async ({ site, rest, faults }) => {
  faults.expect(/4(09|22)/);
  await two(rest);
  await site.open("/deployments");
  await site.mainLink("Addresses").click();
  await expect(site.heading("Addresses")).toBeVisible();
  await expectAccessible(site);
  const slug = site.page.getByRole("textbox", { name: "Address" });
  await slug.fill("Olives & more");
  await site.page.getByRole("combobox", { name: "Leads to" }).selectOption({ label: "Olive v1 · Running" });
  await site.page.getByRole("button", { name: "Create address" }).click();
  await expect(site.page.getByRole("alert").filter({ hasText: "lower-case letters" })).toBeVisible();
  await expect(slug).toHaveValue("Olives & more");
  await slug.fill("olives");
  await site.page.getByRole("combobox", { name: "Leads to" }).selectOption({ label: "Olive v1 · Running" });
  await slug.press("Enter");
  await site.expectToast("Address olives made");
  await expect(site.page.getByRole("main")).toContainText("POST /api/v1/run/olives/executions/");
  expect((await rest.ask({ slug: "olives" })).status).toBe(202);
  await site.open("/addresses");
  await expect(site.page.getByRole("listitem").filter({ hasText: "olives" })).toContainText("leads to Olive v1");
});

test("a trial is split, its share changed, and finished", async ({ site, rest }) => {
  const [first, second] = await two(rest);
  await rest.lead("olives", { deployment: first.id });
  await site.open("/addresses/olives");
  await site.page.getByRole("combobox", { name: "Version" }).selectOption({ label: "Olive v2 · Running" });
  await site.page.getByRole("spinbutton", { name: "Share" }).fill("25");
  await site.page.getByRole("button", { name: "Begin the trial" }).click();
  await site.expectToast("olives sends 25 of 100 requests to the version that is tried out");
  await rest.run(second);
  await rest.run(first);
  await rest.run(first);
  await site.page.getByRole("link", { name: "Show the newest figures" }).click();
  const side = (name: string) => site.page.getByRole("row").filter({ has: site.page.getByRole("rowheader", { name }) });
  await expect(side("Live")).toContainText(/Olive v1.*Running.*75 %.*2.*100 %/);
  await expect(side("Trial")).toContainText(/Olive v2.*Running.*25 %.*1.*100 %/);
  await expectAccessible(site);
  await site.page.getByRole("spinbutton", { name: "Share" }).fill("50");
  await site.page.getByRole("button", { name: "Change the share" }).click();
  await expect(side("Trial")).toContainText(/50 %.*1.*100 %/);
  await expect(site.page.getByRole("main")).toContainText("more than 10 of 100 of its requests have failed, once 20 are over");
  await site.deployment.part("End the trial").getByRole("textbox", { name: "Reason" }).fill("it held");
  await site.page.getByRole("button", { name: "Finish" }).press("Enter");
  await site.expectToast("olives: the version that was tried out is live");
  const history = site.deployment.part("History").getByRole("listitem");
  await expect(history.first()).toContainText("Address olives leads to Olive v2");
  await expect(history.first()).toContainText("it held");
});

test("a trial is aborted; another version promoted; the address removed", async ({ site, rest, faults }) => {
  faults.expect(/404/);
  const [first, second] = await two(rest);
  await rest.lead("olives", { deployment: first.id, trial: { deployment: second.id, share: 10 } });
  await site.open("/addresses/olives");
  await site.page.getByRole("button", { name: "Abort" }).click();
  await site.expectToast("olives: the trial is over, all is as before");
  await site.page.getByRole("combobox", { name: "Leads to" }).selectOption({ label: "Olive v2 · Running" });
  await site.page.getByRole("button", { name: "Promote" }).click();
  await site.expectToast("olives leads to the chosen version");
  await expect(site.page.getByRole("row").filter({ hasText: "Live" })).toContainText("Olive v2");
  await site.page.getByRole("button", { name: "Remove address" }).click();
  await site.expectToast("Address olives removed");
  await site.open("/addresses/olives");
  await expect(site.heading("No such address")).toBeVisible();
});

test("a trial that fails too often ends by itself, and the page says so", async ({ site, rest }) => {
  const live = await rest.deployment("Olive", { graph: GREETING });
  const failing = await rest.deployment("Asker", { graph: FAILING });
  const trial = { deployment: failing.id, share: 10, abort: { percent: 50, after: 3 } };
  await rest.lead("olives", { deployment: live.id, trial });
  for (let turn = 0; turn < 3; turn += 1) await rest.run(failing);
  await expect(async () => {
    await site.open("/addresses/olives");
    await expect(site.page.getByRole("note")).toContainText("Aborted by itself: 3 of 3 requests", { timeout: 100 });
  }).toPass();
  await expect(site.deployment.part("History").getByRole("listitem").first()).toContainText("by Brine");
  await expectAccessible(site);
});

test("a deployment's page suggests an address, and makes it", async ({ site, rest }) => {
  const made = await rest.deployment("Olive & brine", { graph: GREETING });
  await site.deployment.open(made);
  const panel = site.deployment.part("Addresses");
  await expect(panel.getByRole("textbox", { name: "New address" })).toHaveValue("olive-brine");
  await panel.getByRole("button", { name: "Create address" }).click();
  await site.expectToast("Address olive-brine made");
  await site.deployment.open(made);
  await expect(panel.getByRole("link", { name: "olive-brine" })).toBeVisible();
  await expect(panel).toContainText("POST /api/v1/run/olive-brine/executions/");
});
