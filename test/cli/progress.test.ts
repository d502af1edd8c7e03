import { describe, expect, test } from 'vitest';
import type { Process } from '../../src/cli/process.ts';
import { progressLine } from '../../src/cli/progress.ts';
import { caller, command, project } from '../support/command.ts';
import { soundPeer } from '../support/objects.ts';

const clear = '\r\x1b[K';

/** A world on a terminal whose clock goes on by `step` milliseconds at each look; and what it wrote. */
function watched(step: number, members: Partial<Process> = {}) {
  const written: string[] = [];
  let time = 0;
  const seen = caller('/', {
    stderrTerminal: true,
    clock: () => {
      time += step;
      return time;
    },
    err: (text) => {
      written.push(text);
    },
    ...members,
  });
  return { line: progressLine(seen), written, looks: () => time / step };
}

describe('the line', () => {
  test.each<[string, Partial<Process>]>([
    ['no terminal', { stderrTerminal: false }],
    ['CI', { env: { CI: 'true' } }],
    ['a dumb terminal', { env: { TERM: 'dumb' } }],
  ])('is not there in %s', (_, members) => {
    expect(watched(1, members).line).toBeUndefined();
  });

  test('is not there in a run of less than a second, and nothing is cleared', () => {
    const { line, written } = watched(1);
    for (let i = 0; i < 900; i++) line?.progress('read', i, 900);
    line?.clear();
    expect(written).toEqual([]);
  });

  test('says how far a long run is, again after a while, and goes', () => {
    const { line, written } = watched(60);
    for (let i = 0; i < 160; i++) line?.progress('read', i + 1200, 10_000);
    line?.progress('evaluate', 3, 12);
    line?.clear();
    line?.clear();
    expect(written.slice(0, -2).length).toBeGreaterThan(0);
    for (const text of written.slice(0, -2)) {
      expect(text.startsWith(`${clear}reading 1,`)).toBe(true);
      expect(text.endsWith(' of 10,000 files')).toBe(true);
      expect(text).not.toContain('\n');
    }
    expect(written.slice(-2)).toEqual([`${clear}checking 3 of 12 clusters`, clear]);
  });

  test('looks at the clock now and then only', () => {
    const { line, looks } = watched(1);
    for (let i = 0; i < 800; i++) line?.progress('read', i, 800);
    expect(looks()).toBeLessThanOrEqual(101);
  });

  test('is no wider than the terminal', () => {
    const { line, written } = watched(2000, { columns: 12 });
    line?.progress('read', 1, 10_000);
    expect(written).toEqual([`${clear}reading 1 o`]);
  });
});

test('a long run shows it on standard error, and takes it away before the report', async () => {
  let time = 0;
  const clock = () => {
    time += 600;
    return time;
  };
  const said: string[] = [];
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.yaml`, i === 0 ? soundPeer : 'a: 1']));
  const { code } = await command(project(files), ['-f', 'json'], {
    clock,
    stderrTerminal: true,
    out: (text) => said.push(`out ${text.slice(0, 1)}`),
    err: (text) => said.push(`err ${text}`),
  });
  expect(code).toBe(0);
  expect(said.filter((text) => text.includes('reading')).length).toBeGreaterThan(1);
  expect(said).toContain(`err ${clear}checking what was read`);
  expect(said.slice(-2)).toEqual([`err ${clear}`, 'out {']);
});
