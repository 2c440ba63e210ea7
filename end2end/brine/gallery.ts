// Every page in every state that people meet: the accessibility audit and the screenshots go through them.

import { BROKEN, DANGLING, graph, LARGE } from "./graphs.ts";
import type { Faults } from "./faults.ts";
import type { Rest } from "./rest.ts";
import type { Site } from "../pages/site.ts";
import { expect } from "@playwright/test";

export interface Place {
  site: Site;
  rest: Rest;
  faults: Faults;
}

export interface State {
  name: string;
  /** Given where the state is only there with scripts, or only without. */
  only?: "@js" | "@nojs";
  reach: (place: Place) => Promise<void>;
}

/** A handful of deployments, as people name them. */
export async function few(rest: Rest): Promise<void> {
  const headline = await rest.workflow("Product headline", graph("a headline for our pickles"));
  const poster = await rest.workflow("Poster, two styles", LARGE);
  await rest.deploy(headline, { name: "Product headline", reason: "first try" });
  await rest.deploy(headline, { name: "Headline bot", type: "discord", status: "paused" });
  await rest.deploy(poster, { name: "Poster maker", reason: "for the spring campaign" });
  await rest.deploy(poster, { name: "Poster maker for the whole team, with a name as long as names get", status: "paused" });
  await rest.deploy(poster, { name: "Poster bot", type: "discord" });
  await rest.deploy(headline, { name: "Grüße 🧂" });
}

async function deployments({ site, rest }: Place, query = ""): Promise<void> {
  await few(rest);
  await site.deployments.open(query);
}

async function editor({ site, rest }: Place, text = LARGE): Promise<void> {
  await site.editor.open(await rest.workflow("Poster maker", text));
}

async function workflows(site: Site): Promise<void> {
  await site.workflows.open();
  if (site.js) await expect(site.liveMark("Live")).toBeVisible();
}

export const STATES: State[] = [
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
  { name: "workflows-empty", reach: ({ site }) => site.workflows.open() },
  {
    name: "workflows-few",
    reach: async ({ site, rest }) => {
      await few(rest);
      await rest.workflow("Loose end", DANGLING);
      await site.workflows.open();
    },
  },
  {
    name: "workflows-import-results",
    reach: async ({ site, faults }) => {
      faults.expect(/answer: POST .* (422|400)|status of (422|400)/);
      await site.workflows.open();
      await site.workflows.importFiles(
        { name: "Poster.json", text: LARGE },
        { name: "Loose end.json", text: DANGLING },
        { name: "Broken.json", text: BROKEN },
      );
      await expect(site.page.getByRole("main")).toContainText(/Broken\.json.*line 3/s);
    },
  },
  {
    name: "workflows-menu",
    reach: async ({ site, rest }) => {
      await few(rest);
      await workflows(site);
      await site.page.getByRole("button", { name: "More options for Product headline", exact: true }).click();
      await expect(site.page.getByRole("menuitem", { name: "Duplicate" })).toBeVisible();
    },
  },
  {
    name: "workflows-deploy",
    reach: async ({ site, rest }) => {
      await few(rest);
      await site.workflows.open();
      await site.workflows.row("Product headline").deploy();
    },
  },
  {
    name: "workflows-deploy-refused",
    reach: async ({ site, rest, faults }) => {
      faults.expect(/422/);
      await few(rest);
      await site.workflows.open();
      const form = await site.workflows.row("Product headline").deploy();
      await form.fill({ name: "x".repeat(121) });
      await form.send();
      await expect(form.name).toHaveAttribute("aria-invalid", "true");
    },
  },
  {
    name: "workflows-delete",
    reach: async ({ site, rest }) => {
      await few(rest);
      await workflows(site);
      await site.workflows.row("Product headline").choose("Delete");
      const place = site.js ? site.dialog("Delete Product headline?") : site.page.getByRole("main");
      await expect(place.getByRole("button", { name: "Delete", exact: true })).toBeVisible();
    },
  },
  { name: "editor", reach: (place) => editor(place) },
  { name: "editor-problems", reach: (place) => editor(place, DANGLING) },
  {
    name: "editor-refused",
    reach: async (place) => {
      place.faults.expect(/422|400|Applying inline style violates/);
      await editor(place);
      await place.site.editor.write(BROKEN);
      await place.site.editor.save();
      await expect(place.site.page.getByRole("alert").filter({ hasText: "line 3" })).toBeVisible();
    },
  },
  {
    name: "editor-conflict",
    reach: async ({ site, rest, faults }) => {
      faults.expect(/409|412|Applying inline style violates/);
      const workflow = await rest.workflow("Poster maker", graph("yours"));
      await site.editor.open(workflow);
      await rest.save(workflow, graph("theirs"));
      await site.editor.write(graph("mine"));
      await site.editor.save();
      await expect(site.editor.conflict).toBeVisible();
    },
  },
  {
    name: "help",
    reach: async ({ site }) => {
      await site.open("/help");
      await expect(site.heading("Help")).toBeVisible();
    },
  },
  {
    name: "not-found",
    reach: async ({ site, faults }) => {
      faults.expect(/404/);
      await site.open("/nowhere");
      await expect(site.heading("Nothing here")).toBeVisible();
    },
  },
  {
    name: "deployment-not-found",
    reach: async ({ site, faults }) => {
      faults.expect(/404/);
      await site.open("/deployments/01890000-0000-7000-8000-000000000000");
      await expect(site.heading("No such deployment")).toBeVisible();
    },
  },
];
