// The page of one deployment.

import { expect, type Locator } from "@playwright/test";
import type { Site } from "./site.ts";

export class DeploymentPage {
  constructor(private readonly site: Site) {}

  async open(deployment: { id: string; name: string }, query = ""): Promise<void> {
    await this.site.open(`/deployments/${deployment.id}${query}`);
    await expect(this.site.heading(deployment.name)).toBeVisible();
  }

  get switch(): Locator {
    return this.site.page.getByRole("switch");
  }

  /** A part of the page, by its heading. */
  part(name: string): Locator {
    return this.site.page.getByRole("region", { name, exact: true });
  }

  get history(): Locator {
    return this.part("History").getByRole("listitem");
  }

  get versions(): Locator {
    return this.part("Versions").getByRole("listitem");
  }

  get newName(): Locator {
    return this.part("Rename").getByRole("textbox", { name: "Name", exact: true });
  }

  async rename(name: string): Promise<void> {
    await this.newName.fill(name);
    await this.part("Rename").getByRole("button", { name: "Rename" }).click();
  }
}
