// From the click on a filter until its cards are painted, among 100, 1,000 and 10,000 deployments.

import { type Browser, type Locator, test } from "@playwright/test";
import { Rest } from "../brine/rest.ts";
import { Server } from "../brine/server.ts";
import { Site } from "../pages/site.ts";
import { median, report } from "./figures.ts";

/** How many deployments, and how much longer than among the fewest it may take. */
const SIZES = [
  { count: 100, goal: 1 },
  { count: 1_000, goal: 1.5 },
  { count: 10_000, goal: 3 },
];
const WARM_UP = 3;
const ROUNDS = 21;

interface Dashboard {
  server: Server;
  site: Site;
  times: number[];
}

test("filter click to paint", async ({ browser }) => {
  const dashboards: Dashboard[] = [];
  for (const { count } of SIZES) dashboards.push(await dashboard(browser, count));
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    // One after the other in each round: what disturbs the machine disturbs all of them.
    for (const it of dashboards) {
      await it.site.page.bringToFront();
      const online = await clickToPaint(it.site.deployments.filter("Online"), "true");
      const paused = await clickToPaint(it.site.deployments.filter("Paused"), "false");
      if (round >= WARM_UP) it.times.push((online + paused) / 2);
    }
  }
  const fewest = dashboards[0]!.times;
  for (const [at, { count, goal }] of SIZES.entries()) {
    const { times } = dashboards[at]!;
    const ratio = median(times.map((time, round) => time / fewest[round]!));
    const detail = `${median(times).toFixed(1)} ms against ${median(fewest).toFixed(1)} ms at ${SIZES[0]!.count}`;
    if (at > 0) report(`filter click to paint at ${count}`, ratio, goal, detail, 2);
  }
  for (const { server } of dashboards) await server.end();
});

/** A server with that many deployments, every second one paused, and its page. */
async function dashboard(browser: Browser, count: number): Promise<Dashboard> {
  const server = await Server.start();
  const rest = new Rest(() => server.url);
  const orders = Array.from({ length: count }, (_, at) => ({
    name: `Jar ${at}`,
    status: at % 2 === 0 ? ("paused" as const) : ("running" as const),
  }));
  await rest.deployMany(await rest.workflow("Jar"), orders);
  const context = await browser.newContext({ baseURL: server.url });
  const site = new Site(await context.newPage(), true);
  await site.deployments.open();
  return { server, site, times: [] };
}

/** Milliseconds from the click until a frame with nothing but cards of the filter was drawn. */
function clickToPaint(filter: Locator, checked: "true" | "false"): Promise<number> {
  return filter.evaluate((link: HTMLElement, checked) => {
    const isShown = () => {
      const switches = [...document.querySelectorAll('[role="switch"]')];
      const isCurrent = link.getAttribute("aria-current") === "page";
      return isCurrent && switches.length > 0 && switches.every((it) => it.getAttribute("aria-checked") === checked);
    };
    return new Promise<number>((done) => {
      const painted = () => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done(performance.now() - begun);
        channel.port2.postMessage("");
      };
      const changes = new MutationObserver(() => {
        if (!isShown()) return;
        changes.disconnect();
        requestAnimationFrame(painted);
      });
      changes.observe(document, { subtree: true, childList: true, attributes: true });
      const begun = performance.now();
      link.click();
    });
  }, checked);
}
