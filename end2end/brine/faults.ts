// What a page may not do: complain in the console, throw, break its policy, or ask for what is not there.

import type { BrowserContext, ConsoleMessage, Page, Request, Response } from "@playwright/test";

export class Faults {
  private readonly found: string[] = [];
  private readonly expected: RegExp[] = [];

  constructor(context: BrowserContext) {
    context.on("console", (message) => this.hear(message));
    context.on("weberror", (error) => this.add(`thrown: ${error.error().stack ?? error.error().message}`));
    context.on("requestfailed", (request) => this.failed(request));
    context.on("response", (response) => this.answered(response));
  }

  /** Says that this test provokes something. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** What was found and not expected. */
  unexpected(): string[] {
    return this.found.filter((fault) => !this.expected.some((pattern) => pattern.test(fault)));
  }

  private hear(message: ConsoleMessage): void {
    const type = message.type();
    if (type === "error" || type === "warning") this.add(`console ${type}: ${message.text()} (${message.location().url})`);
  }

  private failed(request: Request): void {
    const why = request.failure()?.errorText ?? "";
    // What a page still awaits when it is left is let go.
    if (why !== "net::ERR_ABORTED") this.add(`request: ${request.method()} ${request.url()} ${why}`);
  }

  private answered(response: Response): void {
    const status = response.status();
    if (status >= 400) this.add(`answer: ${response.request().method()} ${response.url()} ${status}`);
  }

  private add(fault: string): void {
    this.found.push(fault);
  }
}

/** Whether a page is one of ours that has a live half. */
export async function isHydrated(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.hasAttribute("data-hydrated"));
}
