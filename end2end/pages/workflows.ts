// The Workflows page: import, and a row for each workflow.

import { expect, type Locator } from "@playwright/test";
import type { Site } from "./site.ts";
import { DeployForm } from "./deploy_form.ts";

export interface TextFile {
  name: string;
  text: string;
}

export class WorkflowsPage {
  constructor(private readonly site: Site) {}

  async open(): Promise<void> {
    await this.site.open("/workflows");
    await expect(this.site.heading("Workflows")).toBeVisible();
  }

  get fileInput(): Locator {
    return this.site.page.getByLabel("Import workflow JSON");
  }

  get pasted(): Locator {
    return this.site.page.getByRole("textbox", { name: "Pasted JSON" });
  }

  get results(): Locator {
    return this.site.page.getByRole("list", { name: "Import results" }).getByRole("listitem");
  }

  /** What a refused form says beside itself. */
  get refusal(): Locator {
    return this.site.page.getByRole("alert");
  }

  /** Chooses files; without scripts, sends them. */
  async importFiles(...files: TextFile[]): Promise<void> {
    const chosen = files.map(({ name, text }) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) }));
    await this.fileInput.setInputFiles(chosen);
    if (!this.site.js) await this.send();
  }

  /** Pastes a text and sends it. */
  async paste(text: string): Promise<void> {
    if (!(await this.pasted.isVisible())) await this.site.page.getByText("Paste JSON instead").click();
    await this.pasted.fill(text);
    await this.send();
  }

  private async send(): Promise<void> {
    await this.site.page.getByRole("button", { name: "Import", exact: true }).click();
  }

  async loadExamples(): Promise<void> {
    await this.site.page.getByRole("button", { name: "Load examples" }).click();
  }

  row(name: string): Row {
    return new Row(this.site, name);
  }

  get rows(): Locator {
    return this.site.page.getByRole("article");
  }
}

export class Row {
  readonly article: Locator;

  constructor(
    private readonly site: Site,
    private readonly name: string,
  ) {
    this.article = site.page.getByRole("article", { name, exact: true });
  }

  get link(): Locator {
    return this.article.getByRole("link", { name: this.name, exact: true });
  }

  /** Opens the deploy form: a dialog, or without scripts a page. */
  async deploy(): Promise<DeployForm> {
    await this.article.getByRole("button", { name: `Deploy ${this.name}`, exact: true }).click();
    return DeployForm.of(this.site, this.name);
  }

  async choose(item: string): Promise<void> {
    await this.article.getByRole("button", { name: `More options for ${this.name}`, exact: true }).click();
    await this.article.getByRole("menuitem", { name: item, exact: true }).click();
  }
}
