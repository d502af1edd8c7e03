/**
 * Shapes that once made some stage take the square of their length. Nothing is timed: at these sizes a square takes
 * minutes, and a test that hangs is ended.
 */
import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/lib/limits.ts';
import { readFast } from '../../src/parse/yaml/fast.ts';
import { calicoPeer } from '../support/objects.ts';
import { beside, onePerPeer } from './beside.ts';

const peer = calicoPeer('p');
const found = 'a.yaml:5:1 calico/peer-without-password';
const lines = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i)).join('');
const security = (count: number, rules: number) =>
  JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.8',
    complete: true,
    errored: false,
    resource_changes: [
      ...Array.from({ length: count }, (_, i) => ({
        address: `aws_security_group.g${i}`,
        mode: 'managed',
        type: 'aws_security_group',
        name: `g${i}`,
        change: {
          actions: ['create'],
          after: { ingress: Array.from({ length: rules / count }, () => ssh), egress: [] },
          after_unknown: {},
        },
      })),
      ...Array.from({ length: count }, (_, i) => ({
        address: `aws_security_group_rule.r${i}`,
        mode: 'managed',
        type: 'aws_security_group_rule',
        name: `r${i}`,
        change: {
          actions: ['create'],
          after: { type: 'ingress', protocol: 'tcp', cidr_blocks: ['10.0.0.0/8'] },
          after_unknown: { security_group_id: true, from_port: true, to_port: true },
        },
      })),
    ],
  });
const ssh = { protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: ['10.0.0.0/8'], self: true };

describe('YAML', () => {
  test.each<[string, string, readonly string[]]>([
    ['keys without a comment among them', peer + lines(100_000, (i) => `a${i}: 1\n`), [found]],
    ['keys in brackets', `${peer}x: {${lines(100_000, (i) => `a${i}: 1, `)}z: 1}\n`, [found]],
    ['items in brackets', `${peer}x: [${'a, '.repeat(1_300_000)}b]\n`, [found]],
    ['blank lines', peer + '\n'.repeat(4_000_000), [found]],
    ['blanks before a value', `${peer}x:${' '.repeat(4_000_000)}y\n`, [found]],
    ['blanks in a value', `${peer}x: y${' y'.repeat(2_000_000)}\n`, [found]],
    ['blanks behind values', peer + lines(1000, (i) => `b${i}: 1${' '.repeat(4000)}\n`), [found]],
    ['number signs', `${peer}x: ${'#'.repeat(4_000_000)}\n`, [found]],
    ['markers that end documents', peer + '...\n'.repeat(900_000), [found]],
    ['line ends of two kinds', (peer + lines(100_000, (i) => `a${i}: 1\n`)).replaceAll('\n', '\r\n'), [found]],
    ['anchors', peer + lines(100_000, (i) => `b${i}: &a${i} 1\n`), [found]],
    ['literal blocks', peer + lines(100_000, (i) => `b${i}: |\n  a\n  b\n`), [found]],
  ])('%s', async (_, text, expected) => {
    expect((await beside({ 'a.yaml': text })).found).toEqual(expected);
  });

  test('a block that never ends its lines is left to the long way at once', () => {
    expect(readFast(`a: |\n${'  x\n'.repeat(500_000)}   `, 0, defaultLimits)).toBeUndefined();
  });
});

describe('comments and patches', () => {
  test('a comment for bgplint in each of many documents', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) =>
      calicoPeer(`p${i}`).replace('spec:', 'spec: # bgplint-ignore calico/peer-without-password -- known'),
    ).join('---\n');
    expect((await beside({ 'a.yaml': text }, undefined, onePerPeer)).found).toEqual([]);
  });

  test('many patches of many objects', async () => {
    const targets = lines(20_000, (i) => `- {path: a.yaml, target: {kind: BGPPeer, name: "p${i}.*"}}\n`);
    const peers = Array.from({ length: 3000 }, (_, i) => calicoPeer(`p${i}`)).join('---\n');
    const files = { 'kustomization.yaml': `kind: Kustomization\npatches:\n${targets}`, 'a.yaml': peers };
    const { result } = await beside(files, undefined, onePerPeer);
    expect(result.report.ledger.resources['calico']).toBe(3001);
  });
});

describe('plans', () => {
  const nodes = 'terraform: { nodes: ["aws_security_group.*"] }\n';

  test.each([
    ['many groups and rules of which nobody knows the group', security(3000, 0)],
    ['a group with many rules', security(1, 20_000)],
  ])('%s', async (_, plan) => {
    const { result } = await beside({ 'bgplint.yaml': nodes, 'plan.json': plan });
    expect(result.report.ledger.resources['terraform']).toBeGreaterThanOrEqual(6000);
  });
});
