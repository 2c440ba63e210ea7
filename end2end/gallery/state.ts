// A page in a state that people meet, and what the states have in common.

import type { Faults } from "../brine/faults.ts";
import { graph, LARGE } from "../brine/graphs.ts";
import type { Rest } from "../brine/rest.ts";
import type { Site } from "../pages/site.ts";

export interface Place {
  site: Site;
  rest: Rest;
  faults: Faults;
}

export interface State {
  name: string;
  /** Given where the state is only there with scripts, or only without. */
  only?: "@js" | "@nojs";
  reach: (place: Place) => Promise<void>;
}

/** A handful of deployments, as people name them. */
export async function few(rest: Rest): Promise<void> {
  const headline = await rest.workflow("Product headline", graph("a headline for our pickles"));
  const poster = await rest.workflow("Poster, two styles", LARGE);
  await rest.deploy(headline, { name: "Product headline", reason: "first try" });
  await rest.deploy(headline, { name: "Headline bot", type: "discord", status: "paused" });
  await rest.deploy(poster, { name: "Poster maker", reason: "for the spring campaign" });
  await rest.deploy(poster, { name: "Poster maker for the whole team, with a name as long as names get", status: "paused" });
  await rest.deploy(poster, { name: "Poster bot", type: "discord" });
  await rest.deploy(headline, { name: "Grüße 🧂" });
}
