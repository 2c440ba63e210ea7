// The pages about deployments.

import { expect } from "@playwright/test";
import { LARGE } from "../brine/graphs.ts";
import { few, type Place, type State } from "./state.ts";

async function deployments({ site, rest }: Place, query = ""): Promise<void> {
  await few(rest);
  await site.deployments.open(query);
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
      await place.site.deployments.card("Poster maker").switch.click();
      await place.site.expectToast("Poster maker paused");
      // Read with the pointer, it stays.
      if (place.site.js) await place.site.says("Poster maker paused").hover();
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
