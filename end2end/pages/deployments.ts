// The Deployments page: filters, search, cards.

import { expect, type Locator } from "@playwright/test";
import type { Site } from "./site.ts";

export type Filter = "All" | "Online" | "Paused";

export class DeploymentsPage {
  constructor(private readonly site: Site) {}

  async open(query = ""): Promise<void> {
    await this.site.open(`/deployments${query}`);
    await expect(this.site.heading("Deployments")).toBeVisible();
  }

  get filters(): Locator {
    return this.site.page.getByRole("navigation", { name: "Filter deployments" });
  }

  filter(name: Filter): Locator {
    return this.filters.getByRole("link", { name: new RegExp(`^${name}`) });
  }

  async expectCounts(all: number, online: number, paused: number): Promise<void> {
    await expect(this.filters.getByRole("link")).toHaveText([`All ${all}`, `Online ${online}`, `Paused ${paused}`]);
  }

  get search(): Locator {
    return this.site.page.getByRole("searchbox", { name: "Search deployments" });
  }

  /** Types words; without scripts, sends them. */
  async searchFor(words: string): Promise<void> {
    await this.search.fill(words);
    if (!this.site.js) await this.apply();
  }

  async choose(what: "Type" | "Sort by", label: string): Promise<void> {
    await this.site.page.getByRole("combobox", { name: what, exact: true }).selectOption({ label });
    if (!this.site.js) await this.apply();
  }

  private async apply(): Promise<void> {
    await this.site.page.getByRole("button", { name: "Apply" }).click();
  }

  /** Which page of how many. */
  get place(): Locator {
    return this.site.page.getByRole("navigation", { name: "Pages" });
  }

  pageLink(name: "Previous page" | "Next page"): Locator {
    return this.place.getByRole("link", { name });
  }

  get cards(): Locator {
    return this.site.page.getByRole("article");
  }

  card(name: string): Card {
    return new Card(this.site, name);
  }

  async expectNames(names: string[]): Promise<void> {
    const headings = this.cards.getByRole("heading", { level: 2 });
    await expect(headings).toHaveText(names);
  }
}

export class Card {
  readonly article: Locator;

  constructor(
    site: Site,
    private readonly name: string,
  ) {
    this.article = site.page.getByRole("article", { name, exact: true });
  }

  get link(): Locator {
    return this.article.getByRole("heading").getByRole("link", { name: this.name, exact: true });
  }

  get switch(): Locator {
    return this.article.getByRole("switch");
  }

  get menuButton(): Locator {
    return this.article.getByRole("button", { name: `More options for ${this.name}`, exact: true });
  }

  menuItem(name: string): Locator {
    return this.article.getByRole("menuitem", { name, exact: true });
  }

  async openMenu(): Promise<void> {
    await this.menuButton.click();
    await expect(this.menuItem("Delete")).toBeVisible();
  }

  async choose(item: string): Promise<void> {
    await this.openMenu();
    await this.menuItem(item).click();
  }

  /** A way to pause it, by its words. */
  async pause(words: string): Promise<void> {
    await this.choose(words);
  }

  async expectStatus(status: "Running" | "Paused"): Promise<void> {
    await expect(this.article.getByText(status, { exact: true })).toBeVisible();
    await expect(this.switch).toHaveAttribute("aria-checked", String(status === "Running"));
    await expect(this.switch).toHaveAttribute("aria-busy", "false");
  }
}
