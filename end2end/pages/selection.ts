// The cards that are selected, what is done with them, and what came of it.

import { expect, type Locator } from "@playwright/test";
import type { Site } from "./site.ts";

export type Action = "Pause" | "Resume" | "Download" | "Delete";

export class Selection {
  constructor(private readonly site: Site) {}

  /** The box on a card. */
  box(name: string): Locator {
    return this.site.page.getByRole("checkbox", { name: `Select ${name}`, exact: true });
  }

  async select(...names: string[]): Promise<void> {
    for (const name of names) await this.box(name).check();
  }

  /** What comes with the first selected card. */
  get bar(): Locator {
    return this.site.page.getByRole("form", { name: "Selected deployments" });
  }

  choice(name: string | RegExp): Locator {
    return this.bar.getByRole("checkbox", { name });
  }

  async do(action: Action): Promise<void> {
    await this.bar.getByRole("button", { name: action, exact: true }).click();
  }

  /** What came of it: its heading is the sentence, which has the focus. */
  result(sentence: string): Locator {
    return this.site.page.getByRole("region", { name: sentence, exact: true });
  }

  async expectResult(sentence: string): Promise<void> {
    await expect(this.result(sentence)).toBeVisible();
    await expect(this.result(sentence), "it is read out").toBeFocused();
    await this.site.ready();
  }
}
