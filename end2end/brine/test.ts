// Playwright's `test` with a Brine behind it. Every spec takes `test` and `expect` from here.

import { AxeBuilder } from "@axe-core/playwright";
import { test as base, type BrowserContext, expect, type Page } from "@playwright/test";
import { Faults } from "./faults.ts";
import { Rest } from "./rest.ts";
import { Server } from "./server.ts";
import { Site } from "../pages/site.ts";

interface OfTest {
  /** The server's address; `page.goto("/…")` goes there. */
  baseURL: string;
  /** Its REST API; the server is emptied before each test. */
  rest: Rest;
  /** Whether pages run scripts: the project says. */
  js: boolean;
  /** What pages may not do; looked at after each test. */
  faults: Faults;
  /** The first tab. */
  site: Site;
  /** A further tab of the same browser. */
  newTab: () => Promise<Site>;
  /** A server of the test's own, where the worker's will not do. */
  ownServer: { server: Server; rest: Rest };
}

interface OfWorker {
  /** What the server is told besides; a file says so with `test.use`. */
  flags: string[];
  server: Server;
}

export { expect };

export const test = base.extend<OfTest, OfWorker>({
  flags: [[], { option: true, scope: "worker" }],

  server: [
    async ({ flags }, use) => {
      const server = await Server.start(flags);
      await use(server);
      await server.end();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  js: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),

  rest: async ({ server }, use) => {
    const rest = new Rest(() => server.url);
    await rest.clear();
    await use(rest);
  },

  faults: [
    async ({ context, js }, use) => {
      const faults = new Faults(context);
      await use(faults);
      for (const page of context.pages()) await live(page, js);
      expect(faults.unexpected(), "no page complains, breaks its policy, or asks for what is not there").toEqual([]);
    },
    { auto: true },
  ],

  site: async ({ page, js, rest: _emptied }, use) => use(new Site(page, js)),

  newTab: async ({ context, js }, use) => use(async () => new Site(await newPage(context), js)),

  ownServer: async ({}, use) => {
    const server = await Server.start();
    await use({ server, rest: new Rest(() => server.url) });
    await server.end();
  },
});

async function newPage(context: BrowserContext): Promise<Page> {
  return context.newPage();
}

/** Waits until a page's live half runs. Without scripts there is none; pages of others have none. */
export async function live(page: Page, js: boolean): Promise<void> {
  if (!js || page.isClosed() || page.url() === "about:blank") return;
  await page.waitForFunction(
    () => !document.querySelector("script[data-wasm]") || document.documentElement.hasAttribute("data-hydrated"),
  );
}

/** Finds what keeps people from using the page: by axe, against every rule it has for WCAG 2.2 AA and good practice. */
export async function expectAccessible(site: Site, colorScheme?: "light" | "dark"): Promise<void> {
  const page = site.js ? site.page : await stillCopy(site.page, colorScheme);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  if (page !== site.page) await page.context().close();
  const told = violations.map((it) => `${it.id}: ${it.help}\n  ${it.nodes.map((node) => node.html).join("\n  ")}`);
  expect(told, `accessibility of ${site.page.url()}`).toEqual([]);
}

/**
 * The page as it stands, in a browser that runs scripts: axe is one. The page's own script is kept out, so that
 * what is looked at is what people without JavaScript get.
 */
async function stillCopy(page: Page, colorScheme?: "light" | "dark"): Promise<Page> {
  const [url, body, viewport] = [page.url(), await page.content(), page.viewportSize()];
  const looks = { bypassCSP: true, javaScriptEnabled: true, viewport, colorScheme };
  const context = await page.context().browser()!.newContext(looks);
  const copy = await context.newPage();
  await copy.route("**/*.js", (route) => route.abort());
  await copy.route(url, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
  await copy.goto(url);
  return copy;
}
