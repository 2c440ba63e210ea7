// The command palette.

import { expect, type Locator } from "@playwright/test";
import type { Site } from "./site.ts";

export class Palette {
  constructor(private readonly site: Site) {}

  get dialog(): Locator {
    return this.site.dialog("Go to");
  }

  get field(): Locator {
    return this.dialog.getByRole("combobox", { name: "Find a page, a deployment or an action" });
  }

  get options(): Locator {
    return this.dialog.getByRole("option");
  }

  option(name: string): Locator {
    return this.dialog.getByRole("option", { name, exact: true });
  }

  /** Opens it with its keys. */
  async open(): Promise<void> {
    await this.site.page.keyboard.press("Control+k");
    await expect(this.field).toBeFocused();
  }
}
