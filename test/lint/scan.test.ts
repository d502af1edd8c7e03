import { describe, expect, test } from 'vitest';
import { HostError, PolicyLimit } from '../../src/lib/host.ts';
import type { JsonObject } from '../../src/model/document.ts';
import type { Policy } from '../../src/model/rule.ts';
import { calicoPeer, metallbPeer, soundPeer } from '../support/objects.ts';
import { onlyRules } from '../support/only-rules.ts';
import { policy } from '../support/run.ts';
import { places, scanned } from '../support/scan.ts';

const bad = calicoPeer('bad');

const found = 'calico/peer-without-password';

const config = onlyRules(found, 'input/limit-exceeded', 'input/unreadable', 'input/yaml-syntax');

const encrypted = 'ENC[AES256_GCM,data:secret,iv:aXY=,tag:dGFn,type:str]';

const placeholder = 'its value is a placeholder';

describe('undecided', () => {
  test.each<[string, string, string]>([
    ['a variable', `\${TOR:=secret}`, `its value is a placeholder, \${TOR}`],
    ['a Go template', "'{{ .Values.tor }}'", 'its value is a placeholder, {{ .Values.tor }}'],
    ['a template with a literal', '\'{{ .x | default "secret" }}\'', 'its value is a placeholder'],
    [
      'SOPS',
      `"${encrypted}"\nsops: {lastmodified: "2026-11-01T00:00:00Z", mac: "${encrypted}"}`,
      `${placeholder}, ENC[…]`,
    ],
    ['documentation', '<secret>', 'its value is a placeholder'],
  ])('%s is held back, and in the ledger', async (_, value, reason) => {
    const text = metallbPeer('a', [`password: ${value}`]);
    const { report } = await scanned({ 'a.yaml': text });
    expect(report.findings.map((one) => one.rule)).not.toContain('metallb/plaintext-password');
    expect(report.ledger.undecided).toMatchObject([
      { rule: 'metallb/plaintext-password', file: 'a.yaml', range: { startLine: 11 }, reason },
    ]);
    expect(report.ledger.undecided[0]?.reason).not.toContain('secret');
  });
});

describe('what is no placeholder as a whole', () => {
  const sops = `\nsops: {lastmodified: "2026-11-01T00:00:00Z", mac: "${encrypted}"}`;
  test.each([
    ['beside one', 'hunter2${X}'],
    ['around one', '${X}-hunter2-${Y}'],
    ['in the form of SOPS', `"${encrypted.replace('secret', 'hunter2')}"`],
    ['in the form of SOPS, in escapes', `"\\x45NC${encrypted.slice(3).replace('secret', 'hunter2')}"`],
    ['in a part of that form', `"ENC[hunter2"${sops}`],
    [
      'with a forgery of metadata',
      `"${encrypted.replace('secret', 'hunter2')}"\nsops: {mac: hunter2, lastmodified: today}`,
    ],
  ])('is told of a password %s, and not what it is', async (_, value) => {
    const { report } = await scanned({ 'a.yaml': metallbPeer('a', [`password: ${value}`]) });
    expect(report.findings.map((one) => one.rule)).toContain('metallb/plaintext-password');
    expect(JSON.stringify(report)).not.toContain('hunter2');
  });
});

describe('one bad file loses no finding of others', () => {
  test.each<[string, Parameters<typeof scanned>[0], string]>([
    ['broken', { 'x.yaml': 'kind: BGPPeer\n a: [' }, 'x.yaml:2:3 input/yaml-syntax'],
    ['no permission', { 'x.yaml': new HostError('permission denied') }, 'x.yaml:- input/unreadable'],
    [
      'in no encoding',
      { 'x.yaml': new Uint8Array([...new TextEncoder().encode('BGPPeer'), 0xff]) },
      'x.yaml:- input/unreadable',
    ],
    [
      'too deep',
      { 'x.yaml': `kind: BGPPeer\nx: ${'['.repeat(300)}${']'.repeat(300)}` },
      'x.yaml:2:203 input/limit-exceeded',
    ],
    ['JSON cut off', { 'x.json': '{"kind": "BGPPeer"' }, 'x.json:1:1 input/json-syntax'],
  ])('%s', async (_, files, fault) => {
    const result = await scanned({ ...files, 'a.yaml': bad, 'z.yaml': calicoPeer('z') });
    expect(places(result).filter((place) => place.includes(found))).toEqual([
      `a.yaml:5:1 ${found}`,
      `z.yaml:5:1 ${found}`,
    ]);
    expect(places(result).map((place) => place.replace(/:\d+:\d+/, ''))).toContain(fault.replace(/:\d+:\d+/, ''));
    expect(result.report.ledger).toMatchObject({ skipped: [{ file: fault.split(':')[0] }], files: { skipped: 1 } });
  });

  test('a file with several faults is skipped once', async () => {
    const { report } = await scanned({
      'x.yaml': 'kind: BGPPeer\n a: [\n---\nkind: BGPPeer\n b: [\n---\nkind: BGPPeer\n c: [',
    });
    expect(report.ledger.files.skipped).toBe(1);
    expect(report.findings.length).toBeGreaterThan(1);
  });

  test('a file that is of no encoding is skipped once, though it could be read for context', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('BGPPeer kind: Node'), 0xff]);
    const { report } = await scanned({ 'bgplint.yaml': config, 'x.yaml': bytes, 'a.yaml': soundPeer });
    expect(report.ledger.skipped).toHaveLength(1);
    expect(report.findings).toHaveLength(1);
  });
});

describe('a file that changes under the hand', () => {
  const node = 'apiVersion: v1\nkind: Node\nmetadata: {name: n}\n';

  test('one that vanishes between the passes is in the ledger', async () => {
    let readings = 0;
    const vanishing = () => {
      if (readings++ > 0) throw new HostError('there is no such file or folder');
      return node;
    };
    const { report } = await scanned({ 'bgplint.yaml': config, 'a.yaml': bad, 'n.yaml': vanishing });
    expect(report.findings).toHaveLength(1);
    expect(report.ledger.skipped).toEqual([{ file: 'n.yaml', reason: 'it can no longer be read' }]);
  });

  test('one that turns into a broken one is in the ledger', async () => {
    let readings = 0;
    const { report } = await scanned({
      'bgplint.yaml': config,
      'a.yaml': bad,
      'n.yaml': () => (readings++ > 0 ? 'kind: Node\n a: [' : node),
    });
    expect(report.findings).toHaveLength(1);
    expect(report.ledger.skipped).toMatchObject([{ file: 'n.yaml' }]);
  });
});

describe('limits', () => {
  const large = `# ${'x'.repeat(200)}\n${bad}`;
  const tiny = (most: number) => ({
    files: (files: Parameters<NonNullable<Parameters<typeof scanned>[1]>['files'] & object>[0]) => ({
      ...files,
      read: (path: string) => files.read(path, most),
    }),
  });

  test('a file that is too large is a finding without a range', async () => {
    const result = await scanned({ 'a.yaml': large, 'b.yaml': 'a: 1' }, tiny(100));
    expect(places(result)).toEqual(['a.yaml:- input/limit-exceeded']);
    expect(result.report.findings[0]?.message).toContain('the file is too large');
  });

  test('the config raises one', async () => {
    const deep = `${bad}status: { x: ${'['.repeat(250)}${']'.repeat(250)} }\n`;
    expect(places(await scanned({ 'a.yaml': deep })).join()).toContain('input/limit-exceeded');
    const raised = await scanned({ 'a.yaml': deep, 'bgplint.yaml': `${config}limits: { depth: 300 }` });
    expect(places(raised)).toEqual([`a.yaml:5:1 ${found}`]);
  });

  /** Rules that find what the real ones find, very often. */
  const often = (times: number): Policy => ({
    ...policy,
    evaluate: (input) =>
      policy
        .evaluate(input)
        .flatMap((one) =>
          one.rule === found
            ? Array.from({ length: times }, (_, i) => ({ ...one, message: `${one.message} ${i}` }))
            : [one],
        ),
  });

  test('100,000 findings are kept, all of them', async () => {
    const { report } = await scanned({ 'bgplint.yaml': config, 'b.yaml': bad }, { through: often(100_000) });
    expect(report.findings).toHaveLength(100_000);
    expect(report.findings.some((one) => one.rule === 'input/limit-exceeded')).toBe(false);
  });

  test('more findings than are kept: a finding says so, and the worst stay', async () => {
    const warning = calicoPeer('w', ['password: {secretKeyRef: {name: a, key: b}}']).replace(
      / {2}nodeSelector.*\n/,
      '',
    );
    const { report } = await scanned({ 'a.yaml': warning, 'b.yaml': bad }, { through: often(100_001) });
    expect(report.findings).toHaveLength(100_001);
    expect(report.findings.filter((one) => one.rule === 'input/limit-exceeded')).toMatchObject([
      { message: expect.stringContaining('more findings than can be kept'), range: null },
    ]);
    expect(report.findings.some((one) => one.level === 'warning')).toBe(false);
  });
});

describe('a cluster that does not fit into memory', () => {
  const clusters = `${config}clusters: [{ name: a, paths: [a] }, { name: b, paths: [b] }]`;
  const full = (cluster: string): Policy => ({
    ...policy,
    evaluate(input: JsonObject) {
      const { name } = input['cluster'] as { name: string };
      if (name === cluster && input['calico'] !== undefined) throw new PolicyLimit('the rules ran out of memory');
      return policy.evaluate(input);
    },
  });

  test.each([
    ['a', 'b'],
    ['b', 'a'],
  ])('is given up: %s; the findings of %s stand', async (given, stands) => {
    const files = { 'bgplint.yaml': clusters, 'a/p.yaml': bad, 'b/p.yaml': bad, 'c.yaml': 'kind: BGPPeer\n a: [' };
    const result = await scanned(files, { through: full(given) });
    expect(places(result).filter((place) => !place.startsWith('c.yaml'))).toEqual(
      [`${given}/p.yaml:1:1 input/limit-exceeded`, `${stands}/p.yaml:5:1 ${found}`].sort(),
    );
    expect(places(result).filter((place) => place.startsWith('c.yaml'))).toHaveLength(1);
    expect(result.report.ledger.skipped).toContainEqual({
      file: `${given}/p.yaml`,
      reason: 'not checked by every rule, see the finding',
    });
  });

  test('any other fault of the engine ends the run', async () => {
    const broken: Policy = {
      ...policy,
      evaluate() {
        throw new Error('unreachable');
      },
    };
    await expect(scanned({ 'a.yaml': bad }, { through: broken })).rejects.toThrow('unreachable');
  });
});

describe('clusters that have too much in common', () => {
  const node = (i: number) => `apiVersion: v1\nkind: Node\nmetadata:\n  name: n${i}\n`;
  const common = Array.from({ length: 1000 }, (_, i) => node(i)).join('---\n');
  /** As many clusters, of which each sees its own peer and the nodes. */
  const clusters = (count: number) =>
    Object.fromEntries([
      ...Array.from({ length: count }, (_, i) => [`c${1000 + i}/p.yaml`, soundPeer.replace('64513', String(i + 1))]),
      ['nodes.yaml', common],
    ]);
  const through: Policy = {
    ...policy,
    evaluate: (input) => ((input['calico'] as object | undefined) === undefined ? policy.evaluate(input) : []),
  };

  test('are judged up to a million objects', async () => {
    const result = await scanned(clusters(999), { through });
    expect([places(result), result.report.ledger.files.skipped]).toEqual([[], 0]);
  });

  test('and given up from there, with one finding', async () => {
    const result = await scanned(clusters(1003), { through });
    expect(places(result)).toEqual(['c1999/p.yaml:- input/limit-exceeded']);
    expect(result.report.ledger.skipped.map(({ file }) => file)).toEqual(
      ['c1999', 'c2000', 'c2001', 'c2002'].map((folder) => `${folder}/p.yaml`),
    );
  });
});

describe('the report', () => {
  const files = {
    'bgplint.yaml': 'clusters: [{ name: a, paths: [a] }, { name: b, paths: [b] }]',
    'common.yaml': bad,
    'a/p.yaml': metallbPeer('p', ['password: x']),
    'b/p.yaml': metallbPeer('p', ['password: y']),
    'b/q.yaml': `${calicoPeer('q')}---\n${calicoPeer('r')}---\n${calicoPeer('q')}`,
  };

  test('names a fault of a common file once', async () => {
    const result = await scanned(files);
    const told = places(result).filter((place) => place.startsWith('common') && place.endsWith(` ${found}`));
    expect(told).toEqual([`common.yaml:5:1 ${found}`]);
    expect(result.report.ledger.clusters.map(({ name, resources }) => `${name} ${resources}`)).toEqual(['a 2', 'b 5']);
  });

  test('is the same again, and with the files in another order', async () => {
    const first = await scanned(files);
    expect((await scanned(files)).report).toEqual(first.report);
    const other = await scanned(files, { paths: ['b/q.yaml', 'common.yaml', 'b', 'a'] });
    expect(other.report.findings).toEqual(first.report.findings);
    const prefix = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`a/0${i}.yaml`, soundPeer]));
    const more = await scanned({ ...prefix, ...files });
    expect(more.report.findings.filter(({ file }) => !(file in prefix))).toEqual(first.report.findings);
  });
});

test('what a selector with a placeholder matches is undecided, at the placeholder', async () => {
  const config =
    'apiVersion: cilium.io/v2\nkind: CiliumBGPClusterConfig\nmetadata: {name: a}\nspec:\n' +
    '  nodeSelector:\n    matchLabels:\n      rack: ${RACK}\n  bgpInstances: [{name: a, localASN: 64512, peers: []}]\n';
  const node = 'apiVersion: v1\nkind: Node\nmetadata: {name: n, labels: {rack: a}}\n';
  const { report } = await scanned({ 'bgplint.yaml': 'complete: true\n', 'a.yaml': config, 'n.yaml': node });
  const rule = 'cilium/selector-matches-no-node';
  expect(report.findings.map((one) => one.rule)).not.toContain(rule);
  expect(report.ledger.undecided.filter((one) => one.rule === rule)).toMatchObject([
    { file: 'a.yaml', range: { startLine: 7 }, reason: 'its value is a placeholder, ${RACK}' },
  ]);
});
