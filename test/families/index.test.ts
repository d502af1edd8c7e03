import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { KindRow } from '../../src/families/family.ts';
import { families, familyOf, kindOf, nearestKind, structured } from '../../src/families/index.ts';
import { familiesIn, isSubject } from '../../src/families/needles.ts';
import { at, followed } from '../../src/lib/json.ts';
import type { Json, JsonObject } from '../../src/model/document.ts';
import { root } from '../support/run.ts';

const json = (file: string): JsonObject => JSON.parse(readFileSync(`${root}/${file}`, 'utf8'));

/** The structures of a kind: of its newest version, and of those that have another. */
function structures(family: string, kind: string): JsonObject[] {
  const folder = `schemas/crds/${family}`;
  const names = structured.some((name) => name === family) ? readdirSync(`${root}/${folder}`) : [];
  const of = names.filter((name) => name.split('.')[0] === kind);
  return of.map((name) => json(`${folder}/${name}`));
}

/** True if a structure has a field at a path, in which `*` and numbers stand for items of a list. */
function has(structure: JsonObject, path: readonly (string | number)[]): boolean {
  let node: Json | undefined = structure;
  for (const step of path) {
    node = followed(structure, node ?? {});
    node = step === '*' ? at(node, ['items']) : (at(node, ['properties', step]) ?? at(node, ['additionalProperties']));
    if (node === undefined || node === false) return false;
  }
  return true;
}

const isImported = ({ title }: JsonObject) => typeof title === 'string' && title.includes('import-crds');

/** All paths of a row, with where they stand in it. */
function pathsOf({
  facts = [],
  selectors = [],
  refers = [],
  defines = [],
  secrets = [],
  routerText,
  needed = [],
  handsOut = [],
  peerAddresses = [],
  nodeAddresses = [],
}: KindRow) {
  return [
    ...facts.map(([path]) => path),
    ...selectors.map(({ path }) => path),
    ...[...refers, ...defines].map(({ path }) => path).filter(([first]) => first !== 'metadata'),
    ...[...handsOut, ...peerAddresses, ...nodeAddresses].filter(([first]) => first !== 'metadata'),
    ...secrets,
    ...(routerText === undefined ? [] : [routerText]),
    ...needed.flat(),
  ];
}

test('a folder a family, and a row for each', () => {
  const folders = readdirSync(`${root}/src/families`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(families.map(({ family }) => family).sort());
});

test('no two families answer for one group', () => {
  const groups = families.flatMap((row) => row.groups);
  expect(groups).toEqual([...new Set(groups)]);
});

describe.each(families)('$family', (row) => {
  const { family, groups, kinds } = row;
  const all = Object.entries(kinds);

  test('its kinds are the buckets of the input', () => {
    const buckets = at(json('schemas/input.json'), ['properties', family, 'properties']);
    expect(Object.keys(kinds).sort()).toEqual(Object.keys(buckets ?? {}).sort());
  });

  test('each kind of BGP has a structure, and each structure is of a kind', () => {
    for (const [kind, { role }] of all)
      if (role === 'bgp') expect(structures(family, kind).length, `schemas/crds of ${kind}`).toBeGreaterThan(0);
    const files = structured.includes(family) ? readdirSync(`${root}/schemas/crds/${family}`) : [];
    for (const file of files) expect(Object.keys(kinds)).toContain(file.split('.')[0]);
  });

  test('each structure that is imported says of which release it is', () => {
    const imported = all.flatMap(([kind]) => structures(family, kind)).filter(isImported);
    for (const { $comment } of imported) expect($comment).toMatch(/^Structure of [\w-]+\/[\w-]+ v\d+\.\d+\.\d+(?:,|$)/);
  });

  test('each path is a field of the structure of its kind', () => {
    for (const [kind, known] of all) {
      const own = structures(family, kind);
      for (const path of own.length === 0 ? [] : pathsOf(known))
        expect(
          own.some((structure) => has(structure, path)),
          `${kind} ${path.join('.')}`,
        ).toBe(true);
    }
  });

  test('a file with an object of BGP is read, and counts as one of its family', () => {
    for (const [kind, { role }] of all) {
      if (role !== 'bgp') continue;
      const text = `apiVersion: ${groups[0]}/v1\nkind: ${kind}\n`;
      expect(isSubject(text, 'yaml'), kind).toBe(true);
      expect(familiesIn(text), kind).toContain(family);
    }
  });

  test('a kind is found under each of its groups, unless it is made of something else', () => {
    for (const group of groups)
      for (const [kind, { role }] of all)
        expect(familyOf(group, kind)).toEqual(role === 'made' ? undefined : { family, context: role === 'context' });
  });

  test('what it says of other kinds, its own or those of others, is said of kinds that there are', () => {
    const { embedded, formerKinds = {}, patches, mergedWith } = row;
    for (const kind of [...Object.values(formerKinds), ...(embedded === undefined ? [] : [embedded.kind])])
      expect(kinds[kind]?.role, kind).toBe('made');
    for (const kind of Object.values(patches?.kinds ?? {})) expect(kinds[kind], kind).toBeDefined();
    expect(groups).toContain(patches?.group ?? groups[0]);
    if (mergedWith !== undefined) expect(families.map((other) => other.family)).toContain(mergedWith);
    for (const [, { selectors = [] }] of all)
      for (const { of } of selectors) {
        const [other = '', kind = ''] = of?.split('/') ?? [family, all[0]?.[0]];
        expect(kindOf(other, kind), of).toBeDefined();
      }
  });

  test('a kind with a letter too many is looked for where one of its groups is', () => {
    for (const [kind, { role }] of all) {
      if (role !== 'bgp' || !kind.includes('BGP')) continue;
      const [group = ''] = groups;
      const misspelt = kind.replace('BGP', 'BGGP');
      expect(nearestKind(group, misspelt)).toBe(kind);
      expect(isSubject(`apiVersion: ${group}/v1\nkind: ${misspelt}\n`, 'yaml'), misspelt).toBe(true);
    }
  });
});

test('names of what every object has are no kinds', () => {
  expect(kindOf('calico', 'constructor')).toBeUndefined();
  expect(familyOf('projectcalico.org', 'toString')).toBeUndefined();
  expect(kindOf('terraform', 'SecurityRule')).toBeUndefined();
});
