/** `bgplint sandbox`: the page that checks in a browser, served on this machine or written to a file. */
import { absolute } from '../../host/paths.ts';
import { Refusal } from '../../project/refusal.ts';
import { refuseLeading, writeWhole } from '../../project/write.ts';
import type { Process } from '../process.ts';
import { sandboxPage } from './page.ts';
import { serve } from './serve.ts';

/** As commander gives them. */
export interface SandboxOptions {
  readonly out?: string;
  readonly port?: string;
  readonly open?: true;
}

/** Writes the page, or serves it until the process ends. Throws a Refusal. */
export async function sandbox(caller: Process, { out, port, open }: SandboxOptions): Promise<void> {
  if (out !== undefined) {
    if (port !== undefined) throw new Refusal('--out writes a file and serves nothing: leave --port out.');
    const path = absolute(caller.cwd, out);
    refuseLeading(caller.cwd, path, { shown: out, what: 'page' });
    writeWhole(path, out, sandboxPage().html, 'page');
    if (open) await caller.browse(new URL(`file://${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`).href);
    return;
  }
  const server = await serve(sandboxPage(), portOf(port));
  caller.out(`${server.address}\n`);
  caller.err('bgplint: the sandbox runs until you press Ctrl+C; what you paste stays in your browser\n');
  if (open) await caller.browse(server.address);
  await server.closed;
}

function portOf(port: string | undefined): number {
  if (port === undefined) return 0;
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (number < 1 || number > 65_535)
    throw new Refusal(`--port ${JSON.stringify(port)} is not a port: write a number from 1 to 65535.`);
  return number;
}
