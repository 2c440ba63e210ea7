// The page of one workflow.

import { expect, type Locator } from "@playwright/test";
import type { Site } from "./site.ts";
import { DeployForm } from "./deploy_form.ts";

export class EditorPage {
  constructor(private readonly site: Site) {}

  async open(workflow: { id: string; name: string }): Promise<void> {
    await this.site.open(`/workflows/${workflow.id}`);
    await expect(this.site.heading(workflow.name)).toBeVisible();
    await this.ready();
  }

  /** With scripts: until the code editor has taken the text area's place. */
  async ready(): Promise<void> {
    await expect(this.text).toBeVisible();
    if (this.site.js) await expect(this.text).toHaveAttribute("aria-multiline", "true");
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

  /** Types at the end of the text, as a person does. */
  async type(words: string): Promise<void> {
    await this.text.click();
    await this.site.page.keyboard.press("Control+End");
    await this.site.page.keyboard.type(words);
  }

  async save(): Promise<void> {
    await this.saveButton.click();
  }

  /** Says which revision is saved. */
  async expectRevision(revision: number): Promise<void> {
    await expect(this.site.page.getByText(`Revision ${revision}`, { exact: true })).toBeVisible();
  }

  /** The notice of a save that came too late, with the ways on. */
  get conflict(): Locator {
    return this.site.page.getByRole("alert", { name: /was saved meanwhile$/ });
  }

  /** The text that is saved, where both sides are shown. */
  theirs(revision: number): Locator {
    return this.site.page.getByRole("textbox", { name: `Saved revision ${revision}`, exact: true });
  }

  /** What is wrong with the graph. */
  get problems(): Locator {
    return this.site.page.getByRole("region", { name: /^Problems/ });
  }

  /** What was deployed of it. */
  get deployments(): Locator {
    return this.site.page.getByRole("region", { name: /^Deployments/ });
  }

  /** The drawing of the graph. */
  get drawing(): Locator {
    return this.site.page.getByRole("img", { name: /^Drawing of the workflow/ });
  }

  /** The place where the saved revision is tested. */
  get test(): Locator {
    return this.site.page.getByRole("region", { name: "Test run", exact: true });
  }

  get testButton(): Locator {
    return this.test.getByRole("button", { name: "Test run", exact: true });
  }

  /** Runs a test. Without scripts that leads to the execution's page. */
  async runTest(): Promise<void> {
    await this.testButton.click();
    if (!this.site.js) await this.site.execution.arrive();
  }

  /** Chooses from the workflow's menu. */
  async choose(workflow: string, item: string): Promise<void> {
    await this.site.page.getByRole("button", { name: `More options for ${workflow}`, exact: true }).click();
    await this.site.page.getByRole("menuitem", { name: item, exact: true }).click();
  }

  async deploy(workflow: string): Promise<DeployForm> {
    await this.site.page.getByRole("button", { name: "Deploy", exact: true }).click();
    return DeployForm.of(this.site, workflow);
  }
}
