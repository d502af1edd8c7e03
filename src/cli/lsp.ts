/** `bgplint lsp`: a language server for one editor. */
import { sha256 } from '../host/hash.ts';
import { nodeHost } from '../host/node.ts';
import { nodePolicy } from '../host/policy.ts';
import { nodeSchemas } from '../host/schemas.ts';
import { serve } from '../lsp/index.ts';
import type { Process } from './process.ts';
import { version } from './version.ts';

/** Serves until the editor ends it, or its end of standard input: the process ends with that. */
export function lsp(caller: Process): Promise<never> {
  if (caller.terminal) caller.err('bgplint: an editor starts this command, and talks to it on standard input.\n');
  const { input, output } = caller.streams();
  serve(
    {
      ...{ host: nodeHost, policy: nodePolicy(), schemas: nodeSchemas(), sha256 },
      ...{ cwd: caller.cwd, version, clock: caller.clock },
      // It may run for days.
      today: () => new Date().toISOString().slice(0, 10),
    },
    input,
    output,
  );
  return new Promise(() => undefined);
}
