// The pages by which one version takes the place of another, and those of addresses.

import { expect } from "@playwright/test";
import { graph, GREETING } from "../brine/graphs.ts";
import type { Deployment } from "../brine/rest.ts";
import type { Place, State } from "./state.ts";

/** Two versions with reasons, the second on trial at an address; what a third was is kept. */
async function versions({ rest }: Place): Promise<[Deployment, Deployment, Deployment]> {
  const workflow = await rest.workflow("Product headline", GREETING);
  const first = await rest.deploy(workflow, { reason: "The first that marketing agreed to" });
  const second = await rest.deploy(workflow, { reason: "Warmer words, as asked for in the review of November" });
  const third = await rest.deploy(workflow);
  await rest.delete(third);
  const trial = { deployment: second.id, share: 10, abort: { percent: 10, after: 20 } };
  await rest.lead("product-headline", { deployment: first.id, trial, reason: "Is it as good as it looks?" });
  await rest.lead("a-slug-with-as-many-characters-as-slugs-may-have", { deployment: second.id });
  for (let turn = 0; turn < 5; turn += 1) await rest.run(first);
  for (let turn = 0; turn < 2; turn += 1) await rest.run(second);
  return [first, second, third];
}

export const REPLACING: State[] = [
  {
    name: "addresses-empty",
    reach: async ({ site }) => {
      await site.open("/addresses");
      await expect(site.heading("Addresses")).toBeVisible();
    },
  },
  {
    name: "addresses",
    reach: async (place) => {
      await versions(place);
      await place.site.open("/addresses");
      await expect(place.site.heading("Addresses")).toBeVisible();
    },
  },
  {
    name: "address-trial",
    reach: async (place) => {
      await versions(place);
      await place.site.open("/addresses/product-headline");
      await expect(place.site.heading("product-headline")).toBeVisible();
    },
  },
  {
    name: "address",
    reach: async (place) => {
      await versions(place);
      await place.site.open("/addresses/a-slug-with-as-many-characters-as-slugs-may-have");
      await expect(place.site.heading(/^a-slug/)).toBeVisible();
    },
  },
  {
    name: "deployment-versions",
    reach: async (place) => {
      const [, second] = await versions(place);
      await place.site.deployment.open(second);
    },
  },
  {
    name: "deployment-deleted",
    reach: async (place) => {
      const [, , third] = await versions(place);
      place.faults.expect(/404/);
      await place.site.open(`/deployments/${third.id}`);
      await expect(place.site.heading("Product headline v3 was deleted")).toBeVisible();
    },
  },
  {
    name: "redeploy",
    reach: async ({ site, rest }) => {
      const workflow = await rest.workflow("Product headline");
      const made = await rest.deploy(workflow);
      await rest.lead("product-headline", { deployment: made.id });
      await rest.save(workflow, graph("another"));
      await site.open(`/deployments/${made.id}/redeploy`);
      await expect(site.heading("Redeploy Product headline")).toBeVisible();
    },
  },
  {
    name: "deployments-undo-toast",
    reach: async ({ site, rest }) => {
      const made = await rest.deployment("Product headline");
      await rest.deployment("Poster maker");
      await site.open(`/deployments/${made.id}/delete`);
      await site.page.getByRole("button", { name: "Delete", exact: true }).click();
      await expect(site.page.getByRole("button", { name: "Undo" })).toBeVisible();
    },
  },
];
