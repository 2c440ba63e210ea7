// One tab that shows Brine, and what stands around every page.

import { expect, type Locator, type Page } from "@playwright/test";
import { DeploymentPage } from "./deployment.ts";
import { DeploymentsPage } from "./deployments.ts";
import { EditorPage } from "./editor.ts";
import { ExecutionPage } from "./execution.ts";
import { HistoryPage } from "./history.ts";
import { Palette } from "./palette.ts";
import { Selection } from "./selection.ts";
import { WorkflowsPage } from "./workflows.ts";

export class Site {
  readonly deployments: DeploymentsPage;
  readonly deployment: DeploymentPage;
  readonly workflows: WorkflowsPage;
  readonly editor: EditorPage;
  readonly execution: ExecutionPage;
  readonly history: HistoryPage;
  readonly selection: Selection;
  readonly palette: Palette;

  constructor(
    readonly page: Page,
    readonly js: boolean,
  ) {
    this.deployments = new DeploymentsPage(this);
    this.deployment = new DeploymentPage(this);
    this.workflows = new WorkflowsPage(this);
    this.editor = new EditorPage(this);
    this.execution = new ExecutionPage(this);
    this.history = new HistoryPage(this);
    this.selection = new Selection(this);
    this.palette = new Palette(this);
  }

  /** Goes to an address and waits until the page does all that it can. */
  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.ready();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** With scripts: until the live half runs. */
  async ready(): Promise<void> {
    if (!this.js) return;
    await this.page.waitForFunction(() => document.documentElement.hasAttribute("data-hydrated"));
  }

  /** Does what would leave the page, and answers when it asks whether to: in its own words or the browser's. */
  async leaving(answer: "stay" | "leave", leave: () => Promise<unknown>): Promise<void> {
    const asked = this.page.waitForEvent("dialog");
    const left = leave();
    const dialog = await asked;
    if (answer === "leave") await dialog.accept();
    else await dialog.dismiss();
    // Where a script is thrown away with its page, its answer never comes.
    await left.catch(() => undefined);
  }

  /** From now on the server function answers that the store does nothing now, with these words. */
  async refuse(work: string, message: string): Promise<void> {
    const body = JSON.stringify({ error: "Service unavailable", details: message });
    const answer = { status: 503, contentType: "application/problem+json", body };
    await this.page.route(`**/api/fn/${work}*`, (route) => route.fulfill(answer));
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole("heading", { level: 1, name, exact: typeof name === "string" });
  }

  dialog(name: string): Locator {
    return this.page.getByRole("dialog", { name, exact: true });
  }

  /** Words that the page says politely: a toast, the number of results, the live mark. */
  says(words: string | RegExp): Locator {
    return this.page.getByRole("status").filter({ hasText: words });
  }

  async expectToast(words: string): Promise<void> {
    await expect(this.page.getByRole("status").getByText(words, { exact: true })).toBeVisible();
  }

  /** What the page says of its connection. */
  liveMark(words: "Live" | "Reconnecting" | "Offline"): Locator {
    return this.page.getByRole("status").getByText(words, { exact: true });
  }

  /** From now on a reload, or another document, is noticed. */
  async markDocument(): Promise<void> {
    await this.page.evaluate(() => Object.assign(window, { sameDocument: true }));
  }

  async expectSameDocument(): Promise<void> {
    expect(await this.page.evaluate(() => "sameDocument" in window), "no reload").toBe(true);
  }

  /** Nothing is cut off or reached only by scrolling sideways. */
  async expectFits(): Promise<void> {
    const [wanted, given] = await this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    expect(wanted, `the width of ${this.page.url()}`).toBeLessThanOrEqual(given!);
  }

  get themeButton(): Locator {
    return this.page.getByRole("button", { name: /^Colours/ });
  }

  mainLink(name: string): Locator {
    return this.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true });
  }

  /** The path and the query of the address. */
  address(): string {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }
}
