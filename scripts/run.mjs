/** What bgplint finds, from a script: the sources themselves, in this process. A process a fixture took minutes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Loads `run` of test/support/run.ts, which checks one file, or a folder with its own bgplint.yaml. Node 20 reads no
 * TypeScript, so it is bundled first.
 * @param {string} root the repository
 * @returns {Promise<typeof import('../test/support/run.ts').run>}
 */
export async function loadRun(root) {
  const entry = join(root, 'test', 'support', 'run.ts');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    write: false,
    // Sources find dist/ from where they stand; run.ts and src/host/ are equally deep.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(entry).href) },
  });
  const folder = mkdtempSync(join(tmpdir(), 'bgplint-'));
  try {
    const file = join(folder, 'run.cjs');
    writeFileSync(file, outputFiles[0]?.contents ?? '');
    return (await import(pathToFileURL(file).href)).default.run;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
