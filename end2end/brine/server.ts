// A Brine of one's own: the real program on a folder of its own, at a port that the system chooses.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

const PROGRAM = process.env.BRINE_BIN ?? path.resolve(import.meta.dirname, "../../target/release/brine");

export class Server {
  private constructor(
    readonly folder: string,
    private process: ChildProcess,
    public url: string,
    private readonly flags: string[],
  ) {}

  /** Starts a server with nothing in it, and with these flags. */
  static async start(flags: string[] = []): Promise<Server> {
    const folder = await mkdtemp(path.join(tmpdir(), "brine-e2e-"));
    const { child, url } = await launch(folder, "127.0.0.1:0", flags);
    return new Server(folder, child, url, flags);
  }

  /** Tells it to stop, as a service manager does, and waits until it has. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const gone = once(this.process, "exit");
    this.process.kill("SIGTERM");
    await gone;
  }

  /** Starts it again, on the same folder and at the same address. */
  async startAgain(): Promise<void> {
    const { child } = await launch(this.folder, new URL(this.url).host, this.flags);
    this.process = child;
  }

  /** Changes its data while its address answers nothing: the folder is served elsewhere meanwhile. */
  async whileAway(work: (url: string) => Promise<void>): Promise<void> {
    await this.stop();
    const { child, url } = await launch(this.folder, "127.0.0.1:0", this.flags);
    const elsewhere = new Server(this.folder, child, url, this.flags);
    await work(url);
    await elsewhere.stop();
  }

  /** Stops it and takes its folder away. */
  async end(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The log names the address; from then on the port is open, and `/readyz` says when the store is. */
async function launch(folder: string, listen: string, flags: string[]): Promise<{ child: ChildProcess; url: string }> {
  const all = ["serve", "--listen", listen, "--data", folder, ...flags];
  const child = spawn(PROGRAM, all, { stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  const url = await new Promise<string>((found, failed) => {
    const hear = (line: string) => {
      said.push(line);
      const address = /http:\/\/[\d.]+:\d+/.exec(line.replace(/\x1b\[[\d;]*m/g, ""));
      if (address) found(address[0]);
    };
    createInterface(child.stdout!).on("line", hear);
    createInterface(child.stderr!).on("line", hear);
    child.once("error", failed);
    child.once("exit", (code) => failed(new Error(`brine ended with ${code} before it served:\n${said.join("\n")}`)));
  });
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const ready = await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false);
    if (ready) return { child, url };
  }
  child.kill("SIGKILL");
  throw new Error(`brine did not get ready:\n${said.join("\n")}`);
}
