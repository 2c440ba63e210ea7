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

  get executions(): Locator {
    return this.part("Executions").getByRole("listitem");
  }

  /** A link of the executions' filter. */
  executionFilter(name: string): Locator {
    const filters = this.site.page.getByRole("navigation", { name: "Filter executions" });
    return filters.getByRole("link", { name: new RegExp(`^${name}`) });
  }

  /** Chooses a way to pause, by its words. */
  async pause(words: string): Promise<void> {
    await this.site.page.getByRole("button", { name: /^Ways to pause/ }).click();
    await this.site.page.getByRole("menuitem", { name: words, exact: true }).click();
  }

  /** Shows the call in a language, and gives its lines. */
  async lines(language: "curl" | "JavaScript" | "Python"): Promise<string> {
    const call = this.part("How to call it");
    await call.getByText(language, { exact: true }).click();
    return call.getByRole("group", { name: language === "curl" ? "Curl line" : `${language} lines` }).innerText();
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
