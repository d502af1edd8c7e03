import { describe, expect, test } from 'vitest';
import { Builds } from '../../src/classify/builds.ts';

interface Said {
  readonly resources?: readonly string[];
  readonly components?: readonly string[];
}

const none = { files: [], patches: [], replacements: [], resources: [], components: [] };

function reaches(folders: { readonly [folder: string]: Said }, folder: string, file: string): boolean | undefined {
  const builds = new Builds();
  for (const [name, said] of Object.entries(folders)) builds.add(name, { ...none, ...said });
  return builds.reaches(folder, file);
}

describe('the patches of a kustomization are for', () => {
  const tree = {
    'base/app': { resources: ['peer.yaml', 'more'] },
    'over/eu': { resources: ['../../base/app'], components: ['../../parts/bfd'] },
    'over/eu-1': { resources: ['../eu', 'own.yaml'] },
    'over/us': { resources: ['../../base/app'] },
    'parts/bfd': { resources: ['profile.yaml'] },
    'parts/unused': {},
    round: { resources: ['../round', '.', 'a.yaml'] },
    far: { resources: ['https://example.com/base?ref=v1'] },
  };
  test.each<[string, string, string, boolean | undefined]>([
    ['a file that it lists', 'base/app', 'base/app/peer.yaml', true],
    ['what stands below a folder without a kustomization', 'base/app', 'base/app/more/deep/peer.yaml', true],
    ['no file that it does not list', 'base/app', 'base/app/other.yaml', false],
    ['what its base builds', 'over/eu', 'base/app/peer.yaml', true],
    ['what the base of its base builds', 'over/eu-1', 'base/app/peer.yaml', true],
    ['what its component brings', 'over/eu', 'parts/bfd/profile.yaml', true],
    ['nothing that stands beside its base', 'over/eu', 'base/other/peer.yaml', false],
    ['nothing of what builds on it', 'over/eu', 'over/eu-1/own.yaml', false],
    ['what the users of a component build', 'parts/bfd', 'base/app/peer.yaml', true],
    ['what is not known of a component that nothing uses', 'parts/unused', 'base/app/peer.yaml', undefined],
    ['what it lists, in a circle', 'round', 'round/a.yaml', true],
    ['nothing here, of a base elsewhere', 'far', 'far/peer.yaml', false],
  ])('%s', (_, folder, file, expected) => {
    expect(reaches(tree, folder, file)).toBe(expected);
  });

  test('all of a scan, where they list its root', () => {
    expect(reaches({ over: { resources: ['..'] } }, 'over', 'any/peer.yaml')).toBe(true);
    expect(reaches({ '': { resources: ['peer.yaml'] } }, '', 'peer.yaml')).toBe(true);
  });

  test('paths above the scan', () => {
    expect(reaches({ '../over': { resources: ['../base'] } }, '../over', '../base/peer.yaml')).toBe(true);
  });
});

test('many that build one another are no trap', () => {
  const names = Array.from({ length: 1_100 }, (_, i) => `k${i}`);
  const builds = new Builds();
  for (const name of names) builds.add(name, { ...none, resources: names.map((other) => `../${other}`) });
  expect(names.filter((name) => builds.reaches(name, 'p.yaml'))).toEqual([]);
});
