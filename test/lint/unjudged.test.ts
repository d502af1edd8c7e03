/** What rules did not say is said: one line each, and none where it does not matter. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';
import { soundPeer } from '../support/objects.ts';
import { policy, root } from '../support/run.ts';

interface Unjudged {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly paste?: string;
}

async function unjudged(files: { readonly [file: string]: string }): Promise<readonly Unjudged[]> {
  const folder = project({ '.git/HEAD': '', ...files });
  const { out } = await command(folder, ['-f', 'json', '.']);
  return JSON.parse(out).ledger.unjudged ?? [];
}

const plan = readFileSync(`${root}/test/rules/terraform/bgp-port-closed/bad-no-rules/plan.json`, 'utf8');

const metallb = (more: string) => `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: {name: leaf, namespace: metallb-system}
spec: {peerAddress: 10.60.0.1, peerASN: 64601, myASN: 64600, passwordSecret: {name: s}${more}}
`;

describe('a rule that is off', () => {
  test('is named where its family is there', async () => {
    const config = 'rules: { calico/global-peer: off, metallb/peer-timers: off }\n';
    expect(await unjudged({ 'bgplint.yaml': config, 'a.yaml': soundPeer })).toEqual([
      { rules: ['calico/global-peer'], reason: 'it is off in bgplint.yaml' },
    ]);
  });

  test('is in one line with all others', async () => {
    const found = await unjudged({ 'bgplint.yaml': 'rules: { calico/*: off }\n', 'a.yaml': soundPeer });
    expect(found).toHaveLength(1);
    expect(found[0]?.rules.length).toBeGreaterThan(10);
    expect(found[0]?.rules.every((id) => id.startsWith('calico/'))).toBe(true);
  });

  test('is none that is off by itself', async () => {
    const off = policy.rules.filter((rule) => rule.off).map(({ id }) => id);
    expect(off.length).toBeGreaterThan(0);
    expect(await unjudged({ 'a.yaml': soundPeer })).toEqual([]);
  });
});

describe('the nodes’ groups in a plan', () => {
  test('are asked for, with the line to paste', async () => {
    const [found, ...others] = await unjudged({ 'plan.json': plan });
    expect(others).toEqual([]);
    expect(found?.rules).toEqual(['terraform/bgp-port-closed']);
    expect(found?.reason).toMatch(/names no terraform\.nodes; in this plan (aws_security_group\.\w+) looks like it/);
    const config = `${found?.paste}\n`;
    const { code } = await command(project({ '.git/HEAD': '', 'bgplint.yaml': config, 'plan.json': plan }), ['.']);
    expect(code).toBe(1);
    expect(await unjudged({ 'bgplint.yaml': config, 'plan.json': plan })).toEqual([]);
  });

  test('are asked for anew where the plan takes the named ones away', async () => {
    const gone = {
      address: 'aws_security_group.old',
      mode: 'managed',
      type: 'aws_security_group',
      name: 'old',
      change: { actions: ['delete'], before: {}, after: null },
    };
    const value = JSON.parse(plan);
    const both = JSON.stringify({ ...value, resource_changes: [...value.resource_changes, gone] });
    const [found] = await unjudged({
      'bgplint.yaml': 'terraform: { nodes: [aws_security_group.old] }\n',
      'plan.json': both,
    });
    expect(found?.reason).toMatch(/^the plan removes aws_security_group\.old, .*looks like it$/);
  });

  test.each([
    ['aws_security_group.public_alb', []],
    ['aws_security_group.db', []],
    [
      'module.rke2.aws_security_group.all["a"]',
      ['terraform: { nodes: ["module.rke2.aws_security_group.all[\\"a\\"]"] }'],
    ],
  ])('only those that look like it: %s', async (address, pasted) => {
    const [module, name = ''] = [address.startsWith('module.') ? 'module.rke2' : undefined, address.split('.').at(-1)];
    const change = {
      actions: ['create'],
      before: null,
      after: { name: 'g', ingress: [], egress: [] },
      after_unknown: {},
    };
    const made = {
      format_version: '1.2',
      terraform_version: '1.9.8',
      resource_changes: [
        {
          address,
          ...(module && { module_address: module }),
          mode: 'managed',
          type: 'aws_security_group',
          name,
          change,
        },
      ],
    };
    const found = await unjudged({ 'plan.json': JSON.stringify(made) });
    expect(found.map(({ paste }) => paste)).toEqual(pasted);
  });
});

describe('MetalLB’s mode', () => {
  const needing = ['metallb/graceful-restart-needs-frr', 'metallb/native-mode-field'];

  test('is asked for where a peer depends on it', async () => {
    const found = await unjudged({ 'a.yaml': metallb(', enableGracefulRestart: true') });
    expect(found.map(({ rules }) => rules)).toEqual([needing]);
    expect(await unjudged({ 'bgplint.yaml': `${found[0]?.paste}\n`, 'a.yaml': metallb(', vrf: red') })).toEqual([]);
  });

  test('is none where no peer does', async () => {
    expect(await unjudged({ 'a.yaml': metallb('') })).toEqual([]);
  });
});

test('the summary and the list of files say it', async () => {
  const folder = project({ '.git/HEAD': '', 'a.yaml': metallb(', enableGracefulRestart: true') });
  const said = '2 rules need metallb.mode: the mode of MetalLB is unknown';
  const flat = (text: string) => text.replace(/\s+/g, ' ');
  expect(flat((await command(folder, ['.'])).out)).toContain(said);
  expect(flat((await command(folder, ['--list-files', '.'])).out)).toContain(said);
});
