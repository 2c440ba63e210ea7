// The History page.

import { expect } from "@playwright/test";
import { graph } from "../brine/graphs.ts";
import { few, type State } from "./state.ts";

export const HISTORY: State[] = [
  {
    name: "history",
    reach: async ({ site, rest }) => {
      await few(rest);
      const workflow = await rest.workflow("Greeting, in the words of the season", graph("hello"));
      const old = await rest.deploy(workflow, { name: "Greeter", reason: "first try" });
      await rest.lead("greeting", old);
      await rest.save(workflow, graph("welcome"));
      const made = await rest.redeploy(old, "Warmer words, as the team asked for.\nTested with all three languages.");
      await rest.rename(made, "Greeter for the whole team, with a name as long as names get");
      await rest.delete(old);
      await site.history.open();
      await expect(site.history.rows.first()).toContainText("Deleted");
    },
  },
  {
    name: "history-of-one",
    reach: async ({ site, rest }) => {
      const made = await rest.deployment("Greeter", { reason: "first try" });
      await rest.setStatus(made, "paused", "hold");
      await site.history.open(`?deployment=${made.id}&from=2026-01-01`);
    },
  },
  {
    name: "history-nothing-found",
    reach: async ({ site, rest }) => {
      await few(rest);
      await site.history.open("?to=2001-01-01");
    },
  },
  {
    name: "history-bad-address",
    reach: async ({ site }) => {
      await site.history.open("?kind=exploded");
    },
  },
];

export const BULK: State[] = [
  {
    name: "bulk-dialog-bar",
    reach: async ({ site, rest }) => {
      await few(rest);
      await site.deployments.open();
      await site.selection.select("Poster maker", "Poster bot", "Grüße 🧂");
      await expect(site.selection.bar).toBeVisible();
    },
  },
  {
    name: "bulk-delete",
    reach: async ({ site, rest }) => {
      await few(rest);
      await site.deployments.open();
      await site.selection.select("Poster maker", "Grüße 🧂");
      await site.selection.do("Delete");
      await expect(site.heading("Delete 2 deployments?")).toBeVisible();
    },
  },
  {
    name: "bulk-result",
    reach: async ({ site, rest }) => {
      await few(rest);
      await site.deployments.open();
      await site.selection.select("Poster maker", "Headline bot", "Grüße 🧂");
      await site.selection.do("Resume");
      await site.selection.expectResult("1 was running already, 2 refused");
    },
  },
];
