import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Family } from './node.ts';

export interface Verdict {
  readonly refused: boolean;
  /** BIRD's own words, without file and line; empty if it says nothing. */
  readonly message: string;
}

/** Asks BIRD about a whole configuration, as confd does before it lets the running daemon have it. */
export function check(config: string, family: Family = 4): Verdict {
  const folder = mkdtempSync(join(tmpdir(), 'bgplint-lab-'));
  try {
    const file = join(folder, 'bird.cfg');
    writeFileSync(file, config);
    const bird = family === 4 ? 'bird' : 'bird6';
    const { error, status, stderr } = spawnSync(bird, ['-p', '-c', file], { encoding: 'utf8', timeout: 60_000 });
    if (error) throw error;
    if (status !== 0 && status !== 1) throw new Error(`${bird} -p ended with ${status}: ${stderr}`);
    const said = stderr.replace(`bird: ${file}:`, '').replace(/^\d+:\d+ /, '');
    return { refused: status !== 0, message: said.trim() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
