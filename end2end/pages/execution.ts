// The page of one execution.

import { expect, type Locator } from "@playwright/test";
import type { Site } from "./site.ts";

export type Status = "Queued" | "Running" | "Succeeded" | "Failed" | "Cancelled";

export class ExecutionPage {
  constructor(private readonly site: Site) {}

  async open(execution: { id: string }): Promise<void> {
    await this.site.open(`/executions/${execution.id}`);
    await expect(this.part("Summary")).toBeVisible();
  }

  /** Waits until an execution's page is here, as after a form without scripts. */
  async arrive(): Promise<void> {
    await this.site.page.waitForURL(/\/executions\/[0-9a-f-]+$/);
    await this.site.ready();
  }

  /** A part of the page, by its heading. */
  part(name: string): Locator {
    return this.site.page.getByRole("region", { name, exact: true });
  }

  button(name: "Cancel" | "Run again" | "Replay callback"): Locator {
    return this.site.page.getByRole("button", { name, exact: true });
  }

  /** Says how it is; without scripts, the page is looked at again until it does. */
  async expectStatus(status: Status): Promise<void> {
    const said = this.part("Summary").getByText(status, { exact: true });
    await expect(async () => {
      if (!this.site.js) await this.site.page.reload();
      await expect(said).toBeVisible({ timeout: this.site.js ? 10_000 : 500 });
    }).toPass({ timeout: 15_000 });
  }

  /** Says how far its callback is; without scripts, the page is looked at again until it does. */
  async expectCallback(words: RegExp): Promise<void> {
    const said = this.part("Callback").getByRole("status").filter({ hasText: words });
    await expect(async () => {
      if (!this.site.js) await this.site.page.reload();
      await expect(said).toBeVisible({ timeout: this.site.js ? 10_000 : 500 });
    }).toPass({ timeout: 15_000 });
  }

  get nodes(): Locator {
    return this.part("Nodes").getByRole("listitem");
  }
}
