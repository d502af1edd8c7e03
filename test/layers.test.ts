import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, test } from 'vitest';
import { root } from './support/run.ts';

const files = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();

const imports = (file: string): string[] => {
  const text = readFileSync(`${root}/src/${file}`, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => name);
};

/** The room of a file: its folder, or its own name at the top. */
const room = (file: string): string => file.split('/')[0]?.replace(/\.ts$/, '') ?? '';
const stages = [
  'discover',
  'read',
  'parse',
  'classify',
  'cluster',
  'config',
  'evaluate',
  'locate',
  'suppress',
  'narrow',
  'fix',
  'report',
  'export',
];

/** Which rooms a room may import from, besides itself. */
const allowed: { readonly [room: string]: readonly string[] } = {
  model: [],
  lib: ['model'],
  families: ['lib', 'model'],
  ...Object.fromEntries(stages.map((stage) => [stage, ['lib', 'model']])),
  classify: ['families', 'lib', 'model'],
  cluster: ['families', 'lib', 'model'],
  host: ['evaluate', 'lib', 'model'],
  lint: [...stages, 'families', 'lib', 'model'],
  editor: ['lint', 'fix', 'locate', 'suppress', 'parse', 'report', 'cluster', 'families', 'lib', 'model'],
  project: ['lint', 'host', ...stages, 'families', 'lib', 'model'],
  browser: ['editor', 'project', 'lint', ...stages, 'families', 'lib', 'model'],
  lsp: ['editor', 'project', 'lint', 'host', ...stages, 'families', 'lib', 'model'],
  cli: ['browser', 'lsp', 'project', 'lint', 'host', ...stages, 'lib', 'model'],
  action: ['cli', 'project', 'host', 'report', 'lib', 'model'],
};

describe.each(files)('src/%s', (file) => {
  test('imports only from the rooms below it', () => {
    const rooms = imports(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => join(dirname(file), name))
      .filter((target) => !target.startsWith('../'))
      .map(room);
    const own = room(file);
    expect(allowed[own], `a new room ${own}: say in this test what it may import`).toBeDefined();
    expect(rooms.filter((target) => target !== own && !allowed[own]?.includes(target))).toEqual([]);
  });

  test('leaves Node to the command, the action and their host', () => {
    if (['cli', 'action', 'host'].includes(room(file))) return;
    expect(imports(file).filter((name) => name.startsWith('node:'))).toEqual([]);
    expect(readFileSync(`${root}/src/${file}`, 'utf8')).not.toMatch(/(?<!\/)\bprocess\.|\bconsole\.|\bBuffer\b/);
  });

  test('is short enough to hold in the head', () => {
    expect(readFileSync(`${root}/src/${file}`, 'utf8').split('\n').length).toBeLessThanOrEqual(300);
  });
});

test('only cli.ts and action.ts see the process', () => {
  const seeing = files.filter((file) => /(?<!\/)\bprocess\./.test(readFileSync(`${root}/src/${file}`, 'utf8')));
  expect(seeing).toEqual(['action.ts', 'cli.ts']);
});

test('the normal form of firewalling knows none of its readers', () => {
  for (const file of files.filter((name) => name.startsWith('classify/firewall/'))) {
    const targets = imports(file).map((name) => join(dirname(file), name));
    expect(targets.filter((target) => !/^(?:classify\/firewall|lib|model)\//.test(target))).toEqual([]);
  }
});
