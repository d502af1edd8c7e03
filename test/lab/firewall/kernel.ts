import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** How a ruleset is loaded into a node's kernel, in steps, and with what it is listed then. */
export interface Experiment {
  readonly steps: readonly (readonly [command: readonly string[], text: string])[];
  readonly lists: readonly (readonly string[])[];
}

export type Way = 'in 4' | 'in 6' | 'out 4' | 'out 6';

/** What became of connections to and from port 179, or why the ruleset could not be loaded. */
export type Judgement =
  | { readonly error: string }
  | { readonly connections: { readonly [way in Way]: boolean }; readonly lists: readonly string[] };

/** A node and its peer in network namespaces of their own, which end with the process that made them. */
export class Kernel {
  readonly #process: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  #said = '';

  private constructor() {
    const program = fileURLToPath(new URL('kernel.py', import.meta.url));
    // A killed test run must not leave it behind.
    this.#process = spawn('setpriv', ['--pdeathsig', 'KILL', 'python3', program], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process.stderr?.on('data', (data) => {
      this.#said += data;
    });
    this.#process.on('error', (error) => {
      this.#said += error.message;
    });
    this.#answers = createInterface({ input: this.#process.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  }

  static async start(): Promise<Kernel> {
    const kernel = new Kernel();
    await kernel.#next();
    return kernel;
  }

  async judge(experiment: Experiment): Promise<Judgement> {
    this.#process.stdin?.write(`${JSON.stringify(experiment)}\n`);
    return (await this.#next()) as Judgement;
  }

  stop(): void {
    this.#process.stdin?.end();
    this.#process.kill('SIGKILL');
  }

  async #next(): Promise<unknown> {
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`the namespaces could not be made, or the process in them ended: ${this.#said}`);
    return JSON.parse(value);
  }
}
