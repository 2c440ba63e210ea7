// A ComfyUI server, played: it knows two types, and whatever it is given makes one picture.

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A picture of one red point. */
export const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
  "base64",
);

/** An image graph without a model. */
export const IMAGE_GRAPH = JSON.stringify({
  "1": { class_type: "EmptyImage", inputs: { width: 1, height: 1 }, _meta: { title: "Red" } },
  "2": { class_type: "SaveImage", inputs: { images: ["1", 0], filename_prefix: "brine" }, _meta: { title: "Picture" } },
});

const TYPES = {
  EmptyImage: {
    input: { required: { width: ["INT", { default: 512 }], height: ["INT", { default: 512 }] } },
    output: ["IMAGE"],
    output_name: ["IMAGE"],
    output_node: false,
    name: "EmptyImage",
  },
  SaveImage: {
    input: { required: { images: ["IMAGE", {}], filename_prefix: ["STRING", { default: "ComfyUI" }] } },
    output: [],
    output_node: true,
    name: "SaveImage",
  },
};

const SUCCEEDED = {
  prompt: [],
  outputs: { "2": { images: [{ filename: "brine_00001_.png", subfolder: "", type: "output" }] } },
  status: { status_str: "success", completed: true, messages: [["execution_success", {}]] },
};

const FAILED = {
  prompt: [],
  outputs: {},
  status: {
    status_str: "error",
    completed: false,
    messages: [
      ["execution_start", {}],
      ["execution_error", { node_id: "1", node_type: "EmptyImage", exception_type: "MemoryError", exception_message: "no room for it" }],
    ],
  },
};

export class PlayedComfyUi {
  /** Whether the next runs fail, at their first node. */
  fails = false;
  private readonly over = new Map<string, object>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<PlayedComfyUi> {
    const server = createServer();
    const played = new PlayedComfyUi(server);
    server.on("request", async (request, answer) => {
      const said = await played.answer(request);
      if (Buffer.isBuffer(said)) answer.writeHead(200, { "content-type": "image/png" }).end(said);
      else if (said) answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
      else answer.writeHead(404).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return played;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  private async answer(request: IncomingMessage): Promise<object | Buffer | undefined> {
    const { pathname } = new URL(request.url!, this.url);
    let body = "";
    for await (const piece of request) body += piece;
    const history = /^\/history\/(.+)$/.exec(pathname)?.[1];
    if (history) return { [history]: this.over.get(history) };
    switch (`${request.method} ${pathname}`) {
      case "GET /prompt":
        return { exec_info: { queue_remaining: 0 } };
      case "POST /prompt": {
        const { prompt_id: id } = JSON.parse(body) as { prompt_id: string };
        this.over.set(id, this.fails ? FAILED : SUCCEEDED);
        return { prompt_id: id, number: 0, node_errors: {} };
      }
      case "GET /queue":
        return { queue_running: [], queue_pending: [] };
      case "GET /object_info":
        return TYPES;
      case "GET /view":
        return PICTURE;
      default:
        return undefined;
    }
  }
}
