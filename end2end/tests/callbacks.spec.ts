// What a deployment's page does about callbacks: a test delivery, and another secret.

import { expect, expectAccessible, test } from "../brine/test.ts";

test("a test delivery to a private address says why it was not made", async ({ site, rest, faults }) => {
  faults.expect(/422/);
  await site.deployment.open(await rest.deployment("Gherkin"));
  const part = site.deployment.part("Callbacks");
  await part.getByRole("textbox", { name: "URL of a receiver" }).fill("http://127.0.0.1:9/hook");
  await part.getByRole("button", { name: "Send a test delivery" }).click();
  await expect(part.getByRole("alert")).toContainText(/Not delivered: .*private address/);
  await expect(part.getByRole("textbox", { name: "URL of a receiver" })).toHaveValue("http://127.0.0.1:9/hook");
  await expect(site.page.getByRole("status").filter({ hasText: /elivered/ })).toHaveCount(0);
  await expectAccessible(site);
});

test("another secret is shown once", async ({ site, rest }) => {
  const made = await rest.deployment("Gherkin");
  await site.deployment.open(made);
  const part = site.deployment.part("Callbacks");
  const secret = part.getByRole("textbox", { name: "Callback secret" });
  await expect(secret).toHaveCount(0);
  await part.getByRole("button", { name: "Make a new secret" }).click();
  await expect(secret).toHaveValue(/^whsec_/);
  const first = await secret.inputValue();
  // All of it is seen, also on a small screen.
  await site.page.setViewportSize({ width: 360, height: 800 });
  const hidden = await secret.evaluate((it) => [it.scrollWidth - it.clientWidth, it.scrollHeight - it.clientHeight]);
  expect(hidden, "nothing of the secret is cut off").toEqual([0, 0]);
  await site.expectFits();
  await expectAccessible(site);
  await part.getByRole("button", { name: "Make a new secret" }).click();
  await expect(secret).not.toHaveValue(first);
  await site.deployment.open(made);
  await expect(secret).toHaveCount(0);
});

test("a Discord bot has no endpoint and no callbacks yet, and says why", async ({ site, rest }) => {
  await site.deployment.open(await rest.deployment("Pickle bot", { type: "discord" }));
  const call = site.deployment.part("How to call it");
  await expect(call).toContainText("Brine has no Discord bot yet; deploy it as an API to run it");
  await expect(call.getByRole("textbox")).toHaveCount(0);
  await expect(site.deployment.part("Callbacks")).toHaveCount(0);
  await expectAccessible(site);
});
