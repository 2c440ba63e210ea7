// The History page: filters, what happened, files.

import { expect, type Locator } from "@playwright/test";
import type { Site } from "./site.ts";

export class HistoryPage {
  constructor(private readonly site: Site) {}

  async open(query = ""): Promise<void> {
    await this.site.open(`/history${query}`);
    await expect(this.site.heading("History")).toBeVisible();
  }

  get filters(): Locator {
    return this.site.page.getByRole("form", { name: "Filter the history" });
  }

  async choose(what: "Workflow" | "What", label: string): Promise<void> {
    await this.filters.getByRole("combobox", { name: what, exact: true }).selectOption({ label });
  }

  async apply(): Promise<void> {
    await this.filters.getByRole("button", { name: "Apply" }).click();
  }

  get rows(): Locator {
    return this.site.page.getByRole("list", { name: "What happened, newest first" }).getByRole("listitem");
  }

  /** The row that says this, and what else it says. */
  row(sentence: string | RegExp): Locator {
    return this.rows.filter({ hasText: sentence });
  }

  get files(): Locator {
    return this.site.page.getByRole("navigation", { name: "Download the history" });
  }

  pageLink(name: "Newest" | "Older"): Locator {
    return this.site.page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name });
  }
}
