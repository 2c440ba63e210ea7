// Somebody who is called back: answers as it is told, and keeps what came.

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export class Receiver {
  /** The status of the next answers. */
  status = 204;
  /** What came, oldest first. */
  readonly came: { headers: IncomingHttpHeaders; body: string }[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on("request", async (request, answer) => {
      let body = "";
      for await (const piece of request) body += piece;
      receiver.came.push({ headers: request.headers, body });
      answer.writeHead(receiver.status).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}
