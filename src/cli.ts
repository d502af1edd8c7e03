/** The command. The only file that sees the process. */
import { readFileSync, writeSync } from 'node:fs';
import module from 'node:module';
import { main } from './cli/main.ts';

// Node keeps compiled code from run to run where it can (22.1 and later).
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

process.exitCode = await main({
  arguments: process.argv.slice(2),
  cwd: process.cwd().replaceAll('\\', '/'),
  env: process.env,
  now: new Date(),
  readStdin: () => readFileSync(0),
  out: (text) => write(1, text),
  err: (text) => write(2, text),
  terminal: process.stdout.isTTY === true,
  columns: process.stdout.columns,
});

/** Writes at once, all of it: `process.stdout` may lose what a pipe has not taken when the process ends. */
function write(descriptor: number, text: string): void {
  let rest = new TextEncoder().encode(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const code = (error as { code?: string }).code;
      // A reader that closed its end (`| head`) has seen what it wanted.
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
