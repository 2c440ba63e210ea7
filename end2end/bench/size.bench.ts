// What a browser fetches until /deployments is live, and what of it before anything is seen.

import { type Response, test } from "@playwright/test";
import { Rest } from "../brine/rest.ts";
import { Server } from "../brine/server.ts";
import { Site } from "../pages/site.ts";
import { report } from "./figures.ts";

const CODE_GOAL = 150_000;

test("bytes until hydration", async ({ browser }) => {
  const server = await Server.start();
  await new Rest(() => server.url).deployment("Gherkin");
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  const answers: Response[] = [];
  page.on("response", (response) => answers.push(response));
  await new Site(page, true).deployments.open();

  const code = answers.filter(isCode);
  const files = await Promise.all(code.map(size));
  const detail = files.map(({ name, bytes, encoding }) => `${name} ${bytes} ${encoding}`).join(", ");
  report("bytes of JS and WASM until /deployments is hydrated", sum(files), CODE_GOAL, detail);

  const early = await page.evaluate(() => {
    const paint = performance.getEntriesByType("paint").find((it) => it.name === "first-paint");
    const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const begun = files.filter((it) => it.name.endsWith(".wasm") && it.fetchStart < (paint?.startTime ?? Infinity));
    return { painted: paint?.startTime, bytes: begun.reduce((all, it) => all + it.encodedBodySize, 0) };
  });
  const painted = early.painted === undefined ? "no paint was reported" : `painted after ${early.painted.toFixed(0)} ms`;
  report("bytes of WASM asked for before the first paint", early.bytes, 0, painted);
  await context.close();
  await server.end();
});

function isCode(response: Response): boolean {
  const type = response.headers()["content-type"] ?? "";
  return /javascript|wasm/.test(type);
}

async function size(response: Response) {
  const { responseBodySize } = await response.request().sizes();
  const encoding = response.headers()["content-encoding"] ?? "uncompressed";
  return { name: new URL(response.url()).pathname.split("/").at(-1), bytes: responseBodySize, encoding };
}

function sum(files: { bytes: number }[]): number {
  return files.reduce((all, it) => all + it.bytes, 0);
}
