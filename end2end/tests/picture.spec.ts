// What a ComfyUI server makes is on the execution's page: its picture, its nodes, and its failures at their node.

import { IMAGE_GRAPH, PICTURE, PlayedComfyUi } from "../brine/comfyui.ts";
import { expect, expectAccessible, test as base } from "../brine/test.ts";

const test = base.extend<object, { comfyui: PlayedComfyUi }>({
  comfyui: [
    async ({}, use) => {
      const comfyui = await PlayedComfyUi.start();
      await use(comfyui);
      await comfyui.stop();
    },
    { scope: "worker" },
  ],
  flags: [async ({ comfyui }, use) => use(["--comfyui", comfyui.url]), { scope: "worker" }],
});

test("a picture that came of a request is on its page", async ({ site, rest, comfyui }) => {
  comfyui.fails = false;
  const run = await rest.run(await rest.deployment("Painter", { graph: IMAGE_GRAPH }));
  expect(run.status).toBe("succeeded");
  await site.execution.open(run);
  const picture = site.execution.part("Outputs").getByRole("img");
  await expect(picture).toHaveCount(1);
  await picture.scrollIntoViewIfNeeded();
  await expect(picture).toBeVisible();
  const source = await picture.getAttribute("src");
  expect(await rest.bytes(source!)).toEqual(PICTURE);
  // It is shown, not only named: a picture that the browser could not load has no size of its own.
  await expect.poll(() => picture.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(1);
  await expect(site.execution.part("Summary")).toContainText("ComfyUI");
  await expect(site.execution.nodes.filter({ hasText: "Picture" })).toHaveCount(1);
  await expectAccessible(site);
});

test("a failure of the ComfyUI server is told at its node", async ({ site, rest, comfyui }) => {
  comfyui.fails = true;
  const run = await rest.run(await rest.deployment("Painter", { graph: IMAGE_GRAPH }));
  await site.execution.open(run);
  await site.execution.expectStatus("Failed");
  await expect(site.execution.part("What went wrong")).toContainText(/At node 1.*EmptyImage.*no room for it/s);
  await expect(site.execution.part("Outputs").getByRole("img")).toHaveCount(0);
  await expectAccessible(site);
});
