// What an execution's page says of its callback, and what can be done with it.

import { GREETING } from "../brine/graphs.ts";
import { Receiver } from "../brine/receiver.ts";
import { expect, expectAccessible, test as base } from "../brine/test.ts";

const test = base.extend<{ receiver: Receiver }>({
  receiver: async ({}, use) => {
    const receiver = await Receiver.start();
    await use(receiver);
    await receiver.stop();
  },
});

test.use({ flags: ["--allow-private", "127.0.0.0/8"] });

test("each attempt to call back is told, and a replay is one more", async ({ site, rest, receiver }) => {
  // 410 ends it: nobody tries again but whoever presses the button.
  receiver.status = 410;
  const run = await rest.run(await rest.deployment("Caller", { graph: GREETING }), { workflow_input: {}, callback: receiver.url });
  await site.execution.open(run);
  const part = site.execution.part("Callback");
  await expect(part).toContainText(receiver.url);
  await site.execution.expectCallback(/^Given up at .*, after 1 attempt\.$/);
  const attempts = part.getByRole("listitem");
  await expect(attempts).toHaveText([/^Status 410/]);
  await expectAccessible(site);

  receiver.status = 204;
  await site.execution.button("Replay callback").click();
  await site.execution.expectCallback(/^Delivered at .*, after 2 attempts\.$/);
  await expect(attempts).toHaveText([/^Status 410/, /^Status 204/]);
  await expectAccessible(site);
  const [first, second] = receiver.came;
  expect(JSON.parse(second!.body)).toEqual({ greeting: ["Hello Ada, warm, 2"], execution_id: run.id });
  expect([second!.body, second!.headers["webhook-id"]]).toEqual([first!.body, run.id]);
});

test("one that nobody takes says so, and when it is tried again", async ({ site, rest, receiver }) => {
  receiver.status = 500;
  const run = await rest.run(await rest.deployment("Caller"), { workflow_input: {}, callback: receiver.url });
  await site.execution.open(run);
  await site.execution.expectCallback(/^Not taken after \d attempts?; tried again at /);
  await expect(site.execution.part("Callback").getByRole("listitem").first()).toHaveText(/^Status 500/);
});

test("a test delivery is made before anything goes live", async ({ site, rest, receiver }) => {
  const made = await rest.deployment("Caller", { graph: GREETING, status: "paused" });
  await site.deployment.open(made);
  const part = site.deployment.part("Callbacks");
  await part.getByRole("textbox", { name: "URL of a receiver" }).fill(receiver.url);
  await part.getByRole("button", { name: "Send a test delivery" }).click();
  const said = site.page.getByRole("status").filter({ hasText: /Delivered: answered 204/ });
  await expect(said.first()).toBeVisible();
  await expectAccessible(site);
  expect(receiver.came.map((it) => it.headers["brine-status"])).toEqual(["test"]);
  expect(JSON.parse(receiver.came[0]!.body)).toMatchObject({ greeting: [] });
});
