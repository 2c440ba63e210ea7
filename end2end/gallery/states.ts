// Every page in every state that people meet: the accessibility audit and the screenshots go through them.

import { expect } from "@playwright/test";
import { DEPLOYMENTS } from "./deployments.ts";
import { EXECUTIONS } from "./executions.ts";
import { BULK, HISTORY } from "./history.ts";
import { REPLACING } from "./replacing.ts";
import type { State } from "./state.ts";
import { WORKFLOWS } from "./workflows.ts";

const OTHERS: State[] = [
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

export const STATES: State[] = [...DEPLOYMENTS, ...BULK, ...HISTORY, ...WORKFLOWS, ...EXECUTIONS, ...REPLACING, ...OTHERS];
