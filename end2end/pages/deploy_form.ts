// The form that deploys: in a dialog with scripts, on a page of its own without.

import { expect, type Locator } from "@playwright/test";
import type { Site } from "./site.ts";

export interface DeployFields {
  type?: "API" | "Discord bot";
  name?: string;
  reason?: string;
  /** Whether it is deployed though its test did not succeed. */
  untested?: boolean;
}

export class DeployForm {
  private constructor(readonly place: Locator) {}

  static async of(site: Site, workflow: string): Promise<DeployForm> {
    const title = `Deploy ${workflow}`;
    if (!site.js) await expect(site.heading(title)).toBeVisible();
    const place = site.js ? site.dialog(title) : site.page.getByRole("main");
    await expect(place.getByRole("button", { name: "Deploy", exact: true })).toBeVisible();
    return new DeployForm(place);
  }

  radio(type: "API" | "Discord bot"): Locator {
    return this.place.getByRole("radio", { name: type, exact: true });
  }

  get name(): Locator {
    return this.place.getByRole("textbox", { name: "Name", exact: true });
  }

  get reason(): Locator {
    return this.place.getByRole("textbox", { name: "Reason", exact: true });
  }

  get untested(): Locator {
    return this.place.getByRole("checkbox", { name: "Deploy untested", exact: true });
  }

  async fill({ type, name, reason, untested }: DeployFields): Promise<void> {
    if (type) await this.radio(type).check();
    if (name !== undefined) await this.name.fill(name);
    if (reason !== undefined) await this.reason.fill(reason);
    if (untested) await this.untested.check();
  }

  async send(): Promise<void> {
    await this.place.getByRole("button", { name: "Deploy", exact: true }).click();
  }
}
