/** `bgplint lsp`: a language server for one editor. */
import { readFileSync } from 'node:fs';
import { sha256 } from '../host/hash.ts';
import { nodeHost } from '../host/node.ts';
import { distUrl, nodePolicy } from '../host/policy.ts';
import { nodeSchemas } from '../host/schemas.ts';
import type { Example } from '../lib/example.ts';
import { serve } from '../lsp/index.ts';
import type { Process } from './process.ts';
import { version } from './version.ts';

type Pages = { readonly [id: string]: Example };

/** The examples of the rules' pages, read when one is asked for. */
function pages(): (id: string) => Example | undefined {
  let read: Pages | undefined;
  return (id) => {
    read ??= JSON.parse(readFileSync(new URL('pages.json', distUrl), 'utf8')) as Pages;
    return read[id];
  };
}

/** Serves until the editor ends it, or its end of standard input: the process ends with that. */
export function lsp(caller: Process): Promise<never> {
  if (caller.terminal) caller.err('bgplint: an editor starts this command, and talks to it on standard input.\n');
  const { input, output } = caller.streams();
  serve(
    {
      ...{ host: nodeHost, policy: nodePolicy(), schemas: nodeSchemas(), sha256 },
      ...{ cwd: caller.cwd, version, clock: caller.clock, examples: pages() },
      // It may run for days.
      today: () => new Date().toISOString().slice(0, 10),
    },
    input,
    output,
  );
  return new Promise(() => undefined);
}
