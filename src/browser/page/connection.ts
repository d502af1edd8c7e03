/** The page's end of the line to its checker. */
import type { Answer, Answered, Asked, Kind, Ready, Request, Start } from '../protocol.ts';
import { unpacked } from '../worker/unpack.ts';

interface Waiting {
  readonly request: Request;
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** Milliseconds that an older check has to make way for a newer one, before its worker is ended. */
const patience = 2000;

/** One checker, which starts at once: what is asked before it is ready is answered then. */
export class Connection {
  /** Fails with a sentence to show where the browser cannot run it. */
  readonly ready: Promise<Ready>;
  readonly #start: () => Promise<Worker>;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Promise<Worker>;
  #heard: { ready(told: Ready): void; stopped(error: Error): void } = {
    ready: () => undefined,
    stopped: () => undefined,
  };
  #last = 0;

  private constructor(start: () => Promise<Worker>) {
    this.#start = start;
    this.ready = new Promise((resolve, reject) => {
      this.#heard = { ready: resolve, stopped: reject };
    });
    this.#worker = this.#begin();
  }

  /** Starts the checker of which this page holds the parts (src/cli/sandbox/page.ts). */
  static open(): Connection {
    const parts = { script: part('checker'), module: part('module'), texts: part('texts') };
    return new Connection(() => started(parts));
  }

  /**
   * Undefined where a newer check made the answer needless. The answer to a check has the number by which other requests are
   * about it. Fails with a sentence to show.
   */
  async ask<K extends Kind>(kind: K, asked: Asked[K]): Promise<(Answered[K] & { readonly id: number }) | undefined> {
    const request = { id: ++this.#last, kind, ...asked } as unknown as Request;
    const older = kind === 'check' ? [...this.#waiting.values()].filter((one) => one.request.kind === 'check') : [];
    const answer = new Promise<(Answered[K] & { readonly id: number }) | undefined>((resolve, reject) => {
      this.#waiting.set(request.id, { request, resolve: resolve as Waiting['resolve'], reject });
    });
    if (older.length > 0) setTimeout(() => this.#unstick(older), patience);
    (await this.#worker).postMessage(request);
    return answer;
  }

  #begin(): Promise<Worker> {
    const worker = this.#start();
    worker.then(
      (one) => {
        one.onmessage = ({ data }: MessageEvent<Answer | Ready>) => {
          if (data.kind === 'ready') this.#heard.ready(data);
          else this.#hear(data);
        };
        one.onerror = ({ message }) => this.#stop(new Error(`The checker stopped: ${message}. Reload the page.`));
      },
      (error: Error) => this.#stop(error),
    );
    return worker;
  }

  #stop(error: Error): void {
    this.#heard.stopped(error);
    for (const one of this.#waiting.values()) one.reject(error);
    this.#waiting.clear();
  }

  /** A check that does not look up is ended with its worker; a new one takes the newest check. */
  async #unstick(older: readonly Waiting[]): Promise<void> {
    if (older.every(({ request }) => !this.#waiting.has(request.id))) return;
    const before = this.#worker;
    this.#worker = this.#begin();
    (await before).terminate();
    const newest = [...this.#waiting.values()].findLast(({ request }) => request.kind === 'check');
    for (const [id, one] of this.#waiting) {
      if (one === newest) continue;
      this.#waiting.delete(id);
      one.resolve(undefined);
    }
    if (newest !== undefined) (await this.#worker).postMessage(newest.request);
  }

  #hear(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.kind === 'failed') waiting?.reject(new Error(answer.message));
    else waiting?.resolve(answer.kind === 'outdated' ? undefined : answer);
  }
}

interface Parts {
  readonly script: string;
  readonly module: string;
  readonly texts: string;
}

async function started({ script, module, texts }: Parts): Promise<Worker> {
  const address = URL.createObjectURL(new Blob([(await unpacked(script)) as BlobPart], { type: 'text/javascript' }));
  const worker = new Worker(address, { name: 'bgplint' });
  const start: Start = { kind: 'start', module, texts };
  worker.postMessage(start);
  return worker;
}

/** A part of the page that is data, by its id: it is taken out, as nobody else needs it. */
export function part(id: string): string {
  const element = document.getElementById(id);
  const text = element?.textContent ?? '';
  element?.remove();
  return text;
}
