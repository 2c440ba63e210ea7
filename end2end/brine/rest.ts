// Brine's REST API, for what a test needs before it begins and for what others do meanwhile.

import { graph } from "./graphs.ts";

export type Type = "api" | "discord";
/** What a pause does to requests. */
export type PauseMode = "finish" | "hold" | "stop";
export type Status = "running" | "paused";

export interface Workflow {
  id: string;
  name: string;
  revision: number;
}

export interface Deployment {
  id: string;
  name: string;
  version: number;
  status: Status;
  digest: string;
}

export interface Execution {
  id: string;
  status: string;
}

export interface Order {
  name?: string;
  type?: Type;
  reason?: string;
  status?: Status;
  graph?: string;
}

/** How many requests are under way at once. */
const AT_ONCE = 64;

export class Rest {
  constructor(private readonly url: () => string) {}

  /** The API of another server. */
  at(url: string): Rest {
    return new Rest(() => url);
  }

  /** Makes a workflow of a graph's bytes. */
  async workflow(name: string, text: string = graph()): Promise<Workflow> {
    return this.send("POST", "/api/v1/workflows", `{"name":${JSON.stringify(name)},"graph":${text}}`);
  }

  /** Saves a workflow's next revision, whatever is saved now. */
  async save(workflow: Workflow, text: string): Promise<Workflow> {
    const body = `{"name":${JSON.stringify(workflow.name)},"graph":${text}}`;
    return this.send("PUT", `/api/v1/workflows/${workflow.id}`, body);
  }

  /** Deploys a workflow's saved revision, tested or not. */
  async deploy(workflow: Workflow, order: Order = {}): Promise<Deployment> {
    const { name, type = "api", reason, status } = order;
    const made = await this.send<Deployment>(
      "POST",
      `/api/v1/workflows/${workflow.id}/deployments`,
      JSON.stringify({ name, type, reason, allow_untested: true }),
    );
    return status === "paused" ? this.setStatus(made, "paused") : made;
  }

  /** Deploys a workflow's saved revision as a web form. */
  webForm(workflow: Workflow, form: { slug: string; heading: string }): Promise<Deployment> {
    const order = { type: "webform", allow_untested: true, form };
    return this.send("POST", `/api/v1/workflows/${workflow.id}/deployments`, JSON.stringify(order));
  }

  /** A deployment of a workflow of the same name. */
  async deployment(name: string, order: Order = {}): Promise<Deployment> {
    return this.deploy(await this.workflow(name, order.graph ?? graph()), order);
  }

  /** Runs a workflow's saved revision as a test, to its end or, where it takes long, until it is accepted. */
  async test(workflow: Workflow, wait = true): Promise<Execution> {
    const prefer: Record<string, string> = wait ? { prefer: "wait=20" } : {};
    const { execution_id: id } = await this.send<{ execution_id: string }>(
      "POST",
      `/api/v1/workflows/${workflow.id}/executions`,
      JSON.stringify({ workflow_input: {} }),
      prefer,
    );
    return this.execution(id);
  }

  /** Sends a request to a deployment or an address without waiting for what comes of it; also one that is refused is an answer. */
  ask(at: Deployment | { slug: string }, body: object = { workflow_input: {} }): Promise<Response> {
    const path = "slug" in at ? `/api/v1/run/${at.slug}/executions/` : `/api/v1/deployments/${at.id}/executions/`;
    const headers = { "content-type": "application/json" };
    return fetch(this.url() + path, { method: "POST", body: JSON.stringify(body), headers });
  }

  /** Sends a request to a deployment, and waits for what comes of it. */
  async run(deployment: Deployment, body: object = { workflow_input: {} }): Promise<Execution> {
    const { execution_id: id } = await this.send<{ execution_id: string }>(
      "POST",
      `/api/v1/deployments/${deployment.id}/executions/`,
      JSON.stringify(body),
      { prefer: "wait=20" },
    );
    return this.execution(id);
  }

  async execution(id: string): Promise<Execution> {
    const { status } = await this.send<{ status: string }>("GET", `/api/v1/executions/${id}`);
    return { id, status };
  }

  /** Deploys a workflow many times, in no order. */
  deployMany(workflow: Workflow, orders: Order[]): Promise<void> {
    return forEach(orders, (order) => this.deploy(workflow, order));
  }

  setStatus(deployment: Deployment, status: Status, mode?: PauseMode): Promise<Deployment> {
    return this.send("PUT", `/api/v1/deployments/${deployment.id}/status`, JSON.stringify({ status, mode }));
  }

  /** Redeploys, tested or not, for a reason. */
  redeploy(deployment: Deployment, reason: string): Promise<Deployment> {
    const body = JSON.stringify({ reason, allow_untested: true });
    return this.send("POST", `/api/v1/deployments/${deployment.id}/redeploy`, body);
  }

  /** Lets an address lead to a deployment. */
  async lead(slug: string, deployment: Deployment): Promise<void> {
    await this.send("PUT", `/api/v1/addresses/${slug}`, JSON.stringify({ deployment: deployment.id }));
  }

  rename(deployment: Deployment, name: string): Promise<Deployment> {
    return this.send("PATCH", `/api/v1/deployments/${deployment.id}`, JSON.stringify({ name }));
  }

  async delete(deployment: Deployment): Promise<void> {
    await this.send("DELETE", `/api/v1/deployments/${deployment.id}`);
  }

  /** A workflow's deleted deployments whose snapshots are kept. */
  deleted(workflow: Workflow): Promise<{ items: object[] }> {
    return this.send("GET", `/api/v1/workflows/${workflow.id}/deployments/deleted`);
  }

  /** Removes the snapshot of a deleted deployment. */
  async forget(deployment: Deployment): Promise<void> {
    await this.send("DELETE", `/api/v1/deployments/${deployment.id}/snapshot`);
  }

  /** Sets where an address leads. */
  async lead(slug: string, target: object): Promise<void> {
    await this.send("PUT", `/api/v1/addresses/${slug}`, JSON.stringify(target));
  }

  async deleteWorkflow(workflow: Workflow): Promise<void> {
    await this.send("DELETE", `/api/v1/workflows/${workflow.id}`);
  }

  /** Every deployment there is. */
  deployments(): Promise<Deployment[]> {
    return this.all("/api/v1/deployments");
  }

  /** Every workflow there is. */
  workflows(): Promise<Workflow[]> {
    return this.all("/api/v1/workflows");
  }

  /** The bytes that an address answers with. */
  async bytes(path: string): Promise<Buffer> {
    const answer = await fetch(this.url() + path);
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  }

  /** Takes everything away that earlier tests left. */
  async clear(): Promise<void> {
    const { items } = await this.send<{ items: { slug: string }[] }>("GET", "/api/v1/addresses");
    await forEach(items, ({ slug }) => this.send("DELETE", `/api/v1/addresses/${slug}`));
    await forEach(await this.deployments(), (it) => this.delete(it));
    await forEach(await this.workflows(), (it) => this.deleteWorkflow(it));
  }

  private async all<Item>(path: string): Promise<Item[]> {
    const found: Item[] = [];
    for (let cursor = ""; ; ) {
      const page = await this.send<{ items: Item[]; next_cursor: string | null }>("GET", `${path}?limit=200${cursor}`);
      found.push(...page.items);
      if (!page.next_cursor) return found;
      cursor = `&cursor=${encodeURIComponent(page.next_cursor)}`;
    }
  }

  private async send<Answer>(
    method: string,
    path: string,
    body?: string,
    more: Record<string, string> = {},
  ): Promise<Answer> {
    const headers: Record<string, string> = body === undefined ? more : { "content-type": "application/json", ...more };
    const answer = await fetch(this.url() + path, { method, body, headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as Answer;
  }
}

/** Does the work for each item, some at a time. */
async function forEach<Item>(items: Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
