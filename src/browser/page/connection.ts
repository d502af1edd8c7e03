/** The page's end of the line to its checker. */
import type { Answer, Answered, Asked, Kind, Ready, Start } from '../protocol.ts';
import { unpacked } from '../worker/unpack.ts';

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** One checker, which starts at once: what is asked before it is ready is answered then. */
export class Connection {
  /** Fails with a sentence to show where the browser cannot run it. */
  readonly ready: Promise<Ready>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #worker: Promise<Worker>;
  #last = 0;

  private constructor(worker: Promise<Worker>) {
    this.#worker = worker;
    this.ready = new Promise((resolve, reject) => {
      worker.then((one) => {
        one.onmessage = ({ data }: MessageEvent<Answer | Ready>) => {
          if (data.kind === 'ready') resolve(data);
          else this.#hear(data);
        };
        one.onerror = (event) => {
          const error = new Error(`The checker stopped: ${event.message}. Reload the page.`);
          reject(error);
          for (const one of this.#waiting.values()) one.reject(error);
          this.#waiting.clear();
        };
      }, reject);
    });
  }

  /** Starts the checker of which this page holds the parts (scripts/build-sandbox.mjs says how). */
  static open(): Connection {
    return new Connection(started());
  }

  /**
   * Undefined where a newer check made the answer needless. The answer to a check has the number by which other requests are
   * about it. Fails with a sentence to show.
   */
  async ask<K extends Kind>(kind: K, asked: Asked[K]): Promise<(Answered[K] & { readonly id: number }) | undefined> {
    const id = ++this.#last;
    const answer = new Promise<(Answered[K] & { readonly id: number }) | undefined>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
    });
    (await this.#worker).postMessage({ id, kind, ...asked });
    return answer;
  }

  #hear(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.kind === 'failed') waiting?.reject(new Error(answer.message));
    else waiting?.resolve(answer.kind === 'outdated' ? undefined : answer);
  }
}

async function started(): Promise<Worker> {
  const script = await unpacked(part('checker'));
  const address = URL.createObjectURL(new Blob([script as BlobPart], { type: 'text/javascript' }));
  const worker = new Worker(address, { name: 'bgplint' });
  const start: Start = { kind: 'start', module: part('module'), texts: part('texts') };
  worker.postMessage(start);
  return worker;
}

/** A part of the page that is data, by its id; it is let go of, since nobody needs it again. */
function part(id: string): string {
  const element = document.getElementById(id);
  const text = element?.textContent ?? '';
  element?.remove();
  return text;
}
