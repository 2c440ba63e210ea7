// The pages about executions.

import { expect } from "@playwright/test";
import { FAILING, GREETING, LONG } from "../brine/graphs.ts";
import type { State } from "./state.ts";

export const EXECUTIONS: State[] = [
  {
    name: "execution",
    reach: async ({ site, rest }) => {
      await site.execution.open(await rest.run(await rest.deployment("Greeting", { graph: GREETING })));
    },
  },
  {
    name: "execution-failed",
    reach: async ({ site, rest }) => {
      const made = await rest.deployment("Asking", { graph: FAILING });
      await site.execution.open(await rest.run(made, { callback: "https://brine.invalid/back", workflow_input: {} }));
      await expect(site.execution.part("What went wrong")).toBeVisible();
    },
  },
  {
    name: "execution-running",
    reach: async ({ site, rest }) => {
      await site.execution.open(await rest.test(await rest.workflow("Searching", LONG), false));
      await site.execution.expectStatus("Running");
    },
  },
  {
    name: "execution-not-found",
    reach: async ({ site, faults }) => {
      faults.expect(/404/);
      await site.open("/executions/01890000-0000-7000-8000-000000000000");
      await expect(site.heading("No such execution")).toBeVisible();
    },
  },
];
