// The page of one workflow.

import { expect, type Locator } from "@playwright/test";
import type { Site } from "./site.ts";
import { DeployForm } from "./deploy_form.ts";

export class EditorPage {
  constructor(private readonly site: Site) {}

  async open(workflow: { id: string; name: string }): Promise<void> {
    await this.site.open(`/workflows/${workflow.id}`);
    await expect(this.site.heading(workflow.name)).toBeVisible();
    await expect(this.text).toBeVisible();
  }

  get text(): Locator {
    return this.site.page.getByRole("textbox", { name: "Workflow JSON", exact: true });
  }

  /** The text that the editor holds: the code editor's, or without scripts the text area's. */
  async expectText(text: string): Promise<void> {
    if (this.site.js) await expect(this.text).toHaveText(text, { useInnerText: true });
    else await expect(this.text).toHaveValue(text);
  }

  get saveButton(): Locator {
    return this.site.page.getByRole("button", { name: "Save", exact: true });
  }

  /** Puts another text in the place of the one that is there. */
  async write(text: string): Promise<void> {
    await this.text.fill(text);
  }

  async save(): Promise<void> {
    await this.saveButton.click();
  }

  async deploy(workflow: string): Promise<DeployForm> {
    await this.site.page.getByRole("button", { name: "Deploy", exact: true }).click();
    return DeployForm.of(this.site, workflow);
  }
}
