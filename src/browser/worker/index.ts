/** The worker of the page: messages in, answers out, one after the other. */
import { wasmPolicy } from '../../evaluate/wasm.ts';
import { Checker } from '../checker.ts';
import type { Answer, Ready, Request, Start, Texts } from '../protocol.ts';
import { schemasIn } from '../schemas.ts';
import { unpacked } from './unpack.ts';

const scope = self as unknown as {
  postMessage(message: Answer | Ready): void;
  onmessage: ((event: { readonly data: Start | Request }) => void) | null;
};

/** What has not been begun. */
const waiting: Request[] = [];
let checker: Promise<Checker> | undefined;
let isBusy = false;

scope.onmessage = ({ data }) => {
  if (data.kind === 'start') {
    checker = begin(data);
    return;
  }
  // Of several checks only the last one is about what the page shows.
  if (data.kind === 'check') {
    for (const old of waiting.splice(0)) {
      if (old.kind === 'check' || 'of' in old) scope.postMessage({ id: old.id, kind: 'outdated' });
      else waiting.push(old);
    }
  }
  waiting.push(data);
  if (!isBusy) void work();
};

async function begin({ module, texts: packed }: Start): Promise<Checker> {
  const [bytes, json] = await Promise.all([unpacked(module), unpacked(packed)]);
  const texts = JSON.parse(new TextDecoder().decode(json)) as Texts;
  const policy = wasmPolicy({ ...texts, module: () => bytes });
  await policy.prepare?.();
  const today = () => new Date().toISOString().slice(0, 10);
  scope.postMessage({ kind: 'ready', version: texts.version, rules: texts.rules.length });
  return new Checker({ policy, schemas: schemasIn(bgplintSchemas), texts, today });
}

async function work(): Promise<void> {
  isBusy = true;
  for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
    scope.postMessage(await answered(request));
    // What the page sent in the meantime may make the next request needless.
    await new Promise((resolve) => setTimeout(resolve));
  }
  isBusy = false;
}

/** Ends a check that a newer one makes needless. */
class Superseded extends Error {}

/** Milliseconds between two looks at what the page has sent. */
const unheard = 30;
let heard = performance.now();

/** Messages come in while it waits. */
async function pause(): Promise<void> {
  if (performance.now() - heard < unheard) return;
  await new Promise((resolve) => setTimeout(resolve));
  heard = performance.now();
  if (waiting.some(({ kind }) => kind === 'check')) throw new Superseded();
}

async function answered(request: Request): Promise<Answer> {
  const { id, kind } = request;
  try {
    const to = await checker;
    if (to === undefined) throw new Error('it was asked before it was started');
    switch (request.kind) {
      case 'check':
        return { id, kind: 'check', ...(await to.check(id, request, pause)) };
      case 'rule':
        return { id, kind: 'rule', ...to.rule(request) };
      case 'complete':
        return { id, kind: 'complete', ...to.complete(request) };
      default: {
        const answer = await to.about(request.kind, request);
        return answer === undefined ? { id, kind: 'outdated' } : ({ id, kind, ...answer } as Answer);
      }
    }
  } catch (error) {
    if (error instanceof Superseded) return { id, kind: 'outdated' };
    return { id, kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
