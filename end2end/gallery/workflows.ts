// The pages about workflows.

import { expect } from "@playwright/test";
import { BROKEN, DANGLING, FAILING, graph, GREETING, LARGE, LONG, PICKY } from "../brine/graphs.ts";
import type { Site } from "../pages/site.ts";
import { few, type Place, type State } from "./state.ts";

async function editor({ site, rest }: Place, text = LARGE): Promise<void> {
  await site.editor.open(await rest.workflow("Poster maker", text));
}

async function workflows(site: Site): Promise<void> {
  await site.workflows.open();
  if (site.js) await expect(site.liveMark("Live")).toBeVisible();
}

export const WORKFLOWS: State[] = [
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
  {
    name: "editor-tested",
    reach: async ({ site, rest }) => {
      const workflow = await rest.workflow("Greeting", GREETING);
      await rest.test(workflow);
      await site.editor.open(workflow);
      if (site.js) await site.editor.runTest();
      await expect(site.editor.test).toContainText("Hello Ada, warm, 2");
    },
  },
  {
    name: "editor-testing",
    only: "@js",
    reach: async ({ site, rest }) => {
      await site.editor.open(await rest.workflow("Searching", LONG));
      await site.editor.runTest();
      await expect(site.editor.test).toContainText("Running Search");
    },
  },
  {
    name: "editor-test-failed",
    reach: async ({ site, rest }) => {
      const workflow = await rest.workflow("Asking", FAILING);
      await rest.test(workflow);
      await site.editor.open(workflow);
      await expect(site.editor.test).toContainText("Failed");
    },
  },
  {
    name: "editor-test-refused",
    reach: async ({ site, rest, faults }) => {
      faults.expect(/422/);
      await site.editor.open(await rest.workflow("Picky", PICKY));
      await site.editor.test.getByLabel("seed", { exact: true }).fill("-3");
      await site.editor.test.getByLabel("photo", { exact: true }).fill("ftp://example.com/a.png");
      await site.editor.testButton.click();
      await expect(site.editor.test.getByRole("group", { name: /^Not run/ })).toBeFocused();
    },
  },
  {
    name: "workflows-deployed",
    reach: async ({ site, rest }) => {
      const workflow = await rest.workflow("Greeting", GREETING);
      await rest.test(workflow);
      await site.workflows.open();
      await (await site.workflows.row("Greeting").deploy()).send();
      await expect(site.page.getByRole("textbox", { name: "Callback secret" })).toBeVisible();
    },
  },
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
];
