// The pages about deployments.

import { expect } from "@playwright/test";
import { FAILING, graph, GREETING, LARGE, LONG } from "../brine/graphs.ts";
import type { Deployment } from "../brine/rest.ts";
import { few, type Place, type State } from "./state.ts";

async function deployments({ site, rest }: Place, query = ""): Promise<void> {
  await few(rest);
  await site.deployments.open(query);
}

/** Deployments that did and do something: one that runs, one that holds, one that fails, one that cannot run. */
async function doing({ rest }: Place): Promise<Deployment> {
  const greeter = await rest.deployment("Greeter", { graph: GREETING });
  for (let turn = 0; turn < 24; turn += 1) await rest.run(greeter);
  const asker = await rest.deployment("Asker", { graph: FAILING });
  for (let turn = 0; turn < 3; turn += 1) await rest.run(asker);
  const held = await rest.deployment("Product headline", { graph: graph("held") });
  await rest.run(held);
  await rest.setStatus(held, "paused", "hold");
  for (let turn = 0; turn < 7; turn += 1) await rest.ask(held);
  const searcher = await rest.deployment("Searcher", { graph: LONG });
  await rest.ask(searcher);
  await rest.deployment("Poster maker", { graph: LARGE });
  return greeter;
}

export const DEPLOYMENTS: State[] = [
  { name: "deployments-empty", reach: ({ site }) => site.deployments.open() },
  {
    name: "deployments-one",
    reach: async ({ site, rest }) => {
      await rest.deployment("Product headline");
      await site.deployments.open();
    },
  },
  { name: "deployments-few", reach: (place) => deployments(place) },
  {
    name: "deployments-doing",
    reach: async (place) => {
      await doing(place);
      await place.site.deployments.open();
      await expect(place.site.deployments.card("Searcher").article).toContainText(/Running \d\/3/);
    },
  },
  {
    name: "deployments-many",
    reach: async ({ site, rest }) => {
      const orders = Array.from({ length: 120 }, (_, at) => ({ name: `Poster ${at}` }));
      await rest.deployMany(await rest.workflow("Poster", LARGE), orders);
      await site.deployments.open("?page=2");
    },
  },
  { name: "deployments-nothing-matches", reach: (place) => deployments(place, "?q=cucumber") },
  {
    name: "deployments-none-online",
    reach: async ({ site, rest }) => {
      await rest.deployment("Product headline", { status: "paused" });
      await site.deployments.open("?status=online");
    },
  },
  {
    name: "deployments-bad-address",
    reach: async (place) => {
      place.faults.expect(/400/);
      await deployments(place, "?status=sideways");
    },
  },
  {
    name: "deployments-menu",
    reach: async (place) => {
      await deployments(place);
      await place.site.deployments.card("Poster maker").openMenu();
    },
  },
  {
    name: "deployments-delete-dialog",
    only: "@js",
    reach: async (place) => {
      await deployments(place);
      await place.site.deployments.card("Poster maker").choose("Delete");
      await expect(place.site.dialog("Delete Poster maker?")).toBeVisible();
    },
  },
  {
    name: "deployments-rename-dialog",
    only: "@js",
    reach: async (place) => {
      await deployments(place);
      await place.site.deployments.card("Poster maker").choose("Rename");
      await expect(place.site.dialog("Rename Poster maker")).toBeVisible();
    },
  },
  {
    name: "deployments-toast",
    reach: async (place) => {
      await deployments(place);
      await place.site.deployments.card("Grüße 🧂").switch.click();
      await place.site.expectToast("Grüße 🧂 paused");
      // Read with the pointer, it stays.
      if (place.site.js) await place.site.says("Grüße 🧂 paused").hover();
    },
  },
  {
    name: "deployments-error-toast",
    only: "@js",
    reach: async (place) => {
      place.faults.expect(/503/);
      await deployments(place);
      await place.site.refuse("set_status", "the disk is full; nothing was changed");
      await place.site.deployments.card("Poster maker").switch.click();
      await expect(place.site.says("the disk is full; nothing was changed")).toBeVisible();
    },
  },
  {
    name: "deployments-offline",
    only: "@js",
    reach: async (place) => {
      place.faults.expect(/ERR_INTERNET_DISCONNECTED|api\/v1\/events/);
      await deployments(place);
      await expect(place.site.liveMark("Live")).toBeVisible();
      await place.site.page.context().setOffline(true);
      await expect(place.site.liveMark("Offline")).toBeVisible();
    },
  },
  {
    name: "palette",
    only: "@js",
    reach: async (place) => {
      await deployments(place);
      await place.site.palette.open();
      await place.site.palette.field.fill("poster");
      await expect(place.site.palette.option("Open Poster bot")).toBeVisible();
    },
  },
  {
    name: "keys",
    only: "@js",
    reach: async (place) => {
      await deployments(place);
      await place.site.page.keyboard.press("?");
      await expect(place.site.dialog("Keys")).toBeVisible();
    },
  },
  {
    name: "deployment",
    reach: async ({ site, rest }) => {
      const workflow = await rest.workflow("Poster maker", LARGE);
      await rest.deploy(workflow, { type: "discord", status: "paused" });
      const made = await rest.deploy(workflow, { reason: "for the spring campaign" });
      await rest.rename(await rest.setStatus(made, "paused"), "Poster maker, spring");
      await site.deployment.open({ ...made, name: "Poster maker, spring" });
    },
  },
  {
    name: "deployment-doing",
    reach: async (place) => {
      const made = await doing(place);
      await place.rest.setStatus(made, "paused", "hold");
      await place.site.deployment.open(made);
      await expect(place.site.deployment.executions).toHaveCount(20);
    },
  },
  {
    name: "deployment-failing",
    reach: async (place) => {
      const made = await place.rest.deployment("Asker", { graph: FAILING });
      await place.rest.run(made);
      await place.site.deployment.open(made, "?executions=failed");
      await expect(place.site.deployment.executions).toHaveCount(1);
    },
  },
  {
    name: "deployment-discord",
    reach: async ({ site, rest }) => {
      await site.deployment.open(await rest.deployment("Pickle bot", { type: "discord", graph: GREETING }));
    },
  },
  {
    name: "deployment-callbacks",
    reach: async ({ site, rest, faults }) => {
      faults.expect(/422/);
      await site.deployment.open(await rest.deployment("Greeter", { graph: GREETING }));
      const part = site.deployment.part("Callbacks");
      if (site.js) {
        await part.getByRole("button", { name: "Make a new secret" }).click();
        await expect(part.getByRole("textbox", { name: "Callback secret" })).toBeVisible();
      }
      await part.getByRole("textbox", { name: "URL of a receiver" }).fill("http://127.0.0.1:9/hook");
      await part.getByRole("button", { name: "Send a test delivery" }).click();
      await expect(part.getByRole("alert")).toContainText("Not delivered");
    },
  },
  {
    name: "deployment-delete-page",
    reach: async ({ site, rest }) => {
      const made = await rest.deployment("Poster maker");
      await site.open(`/deployments/${made.id}/delete`);
      await expect(site.heading("Delete Poster maker?")).toBeVisible();
    },
  },
  {
    name: "deployment-refused-name",
    reach: async ({ site, rest, faults }) => {
      faults.expect(/422/);
      await site.deployment.open(await rest.deployment("Poster maker"));
      await site.deployment.rename("x".repeat(121));
      await expect(site.deployment.part("Rename").getByRole("alert")).toContainText("120");
    },
  },
];
