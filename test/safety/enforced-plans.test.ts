/** Ways around the enforced rules for plans that lie in the scanned repository itself: none answers them, or it is on record. */
import { symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/document.ts';
import { planOf } from '../plans/verdicts/row.ts';
import { command, project } from '../support/command.ts';
import { soundPeer } from '../support/objects.ts';

const address = 'aws_security_group.nodes';
const config = `terraform: { nodes: [${address}] }\n`;
const peers = { cidr_blocks: [], ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], description: '' };
const block = (more: JsonObject) => ({ ...peers, protocol: 'tcp', from_port: 179, to_port: 179, self: false, ...more });

/** A group that is new, with these blocks and further attributes. */
const groupOf = (ingress: readonly JsonObject[], more: JsonObject = {}) => ({
  address,
  after: { name: 'nodes', ingress, egress: [], ...more },
});
const planWith = (...groups: Parameters<typeof planOf>[1][]) =>
  planOf('registry.terraform.io/hashicorp/aws', ...groups);

const closed = {
  rule: 'terraform/bgp-port-closed',
  plan: planWith(groupOf([block({ from_port: 22, to_port: 22, self: true })])),
};
const world = {
  rule: 'terraform/bgp-port-open-to-world',
  plan: planWith(groupOf([block({ self: true, cidr_blocks: ['0.0.0.0/0'] })])),
};
const rules = [closed, world];

interface Told {
  readonly rule: string;
  readonly level: string;
  readonly suppressed: unknown;
}

type Files = { readonly [file: string]: string | Uint8Array };

async function check(files: Files, args: readonly string[] = []) {
  const folder = project({ '.git/HEAD': '', 'bgplint.yaml': config, ...files });
  const { code, out } = await command(folder, ['-f', 'json', ...args]);
  const { findings, ledger } = JSON.parse(out) as {
    findings: readonly Told[];
    ledger: {
      skipped: readonly { file: string; reason: string }[];
      undecided: readonly { rule: string; file: string; reason: string }[];
    };
  };
  return { code, findings, ledger, folder };
}

const standing = (rule: string) => expect.objectContaining({ rule, level: 'error', suppressed: null });

const source = (comment: string) => `${comment}\nresource "aws_security_group" "nodes" { ${comment}\n}\n`;

/** Files beside the plan, or in its place, and what they are. */
const beside: readonly (readonly [what: string, files: (rule: string, plan: JsonObject) => Files])[] = [
  ['a comment in the source', (rule) => ({ 'main.tf': source(`# bgplint-ignore ${rule} -- we know`) })],
  ['a comment of another scanner', (rule) => ({ 'main.tf': source(`#checkov:skip=${rule}:we know`) })],
  ['a block comment in the source', (rule) => ({ 'main.tf': source(`/* bgplint-ignore ${rule} -- we know */`) })],
  ['a config in a folder of its own', (rule) => ({ 'sub/bgplint.yaml': `rules:\n  ${rule}: off\nexclude: ["**"]\n` })],
  ['a config of another name', (rule) => ({ '.bgplint.yaml': `rules:\n  ${rule}: off\n` })],
  ['a file of ignored paths', () => ({ '.bgplintignore': '*\nplan.json\n' })],
  [
    'files of ignored paths for others',
    () => ({ '.dockerignore': '*\n', '.helmignore': '*\n', '.terraformignore': '*\n' }),
  ],
  [
    'a sound plan of the same address',
    () => ({ 'a.json': JSON.stringify(planWith(groupOf([block({ self: true })]))) }),
  ],
  [
    'a sound plan of the same address, read later',
    () => ({ 'z.json': JSON.stringify(planWith(groupOf([block({ self: true })]))) }),
  ],
  [
    'a plan that deletes the group',
    () => ({ 'z.json': JSON.stringify(planWith({ address, after: null, before: { name: 'nodes' } })) }),
  ],
  [
    'a plan that stopped at an error',
    () => ({ 'z.json': JSON.stringify({ ...planWith(), errored: true, complete: false }) }),
  ],
  [
    'objects that answer it',
    (rule) => ({
      'peer.yaml': soundPeer.replace('metadata:', `metadata:\n  annotations: { bgplint/ignore: "${rule} -- ok" }`),
    }),
  ],
  ['a manifest that takes the name of the plan', () => ({ 'plan.yaml': 'exclude: [plan.json]\n' })],
];

describe.each(rules)('$rule', ({ rule, plan }) => {
  const text = JSON.stringify(plan);

  test.each(beside)('%s', async (_, files) => {
    const { code, findings } = await check({ 'plan.json': text, ...files(rule, plan) });
    expect(code).toBe(1);
    expect(findings).toContainEqual(standing(rule));
  });

  test('nothing that a resource says of itself', async () => {
    const said = `bgplint-ignore ${rule} -- we know`;
    const tags = { 'bgplint/ignore': `${rule} -- we know`, bgplint: 'ignore', skip: rule };
    const own = structuredClone(plan) as { resource_changes: { change: { after: JsonObject } }[] };
    for (const { change } of own.resource_changes)
      Object.assign(change.after, { description: said, tags, tags_all: tags });
    const { code, findings } = await check({ 'plan.json': JSON.stringify({ '//': said, ...own, comment: said }) });
    expect(code).toBe(1);
    expect(findings).toContainEqual(standing(rule));
  });

  test('no key that stands twice: the last one counts, as for Terraform', async () => {
    const hidden = text.replace('"resource_changes":', '"resource_changes":[],"resource_changes":');
    const { code, findings } = await check({ 'plan.json': hidden });
    expect(code).toBe(1);
    expect(findings).toContainEqual(standing(rule));
    const { findings: told } = await check({
      'plan.json': text.replace(/}$/, ',"resource_changes":[]}'),
      'bgplint.yaml': '',
    });
    expect(told).toContainEqual(expect.objectContaining({ rule: 'input/duplicate-key', level: 'error' }));
  });

  test('no baseline', async () => {
    const folder = project({ '.git/HEAD': '', 'bgplint.yaml': config, 'plan.json': text });
    await command(folder, ['--baseline', 'accepted.json', '--update-baseline']);
    const { code, out } = await command(folder, ['-f', 'json', '--baseline', 'accepted.json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).findings).toContainEqual(standing(rule));
  });

  test('no baseline that is the default', async () => {
    const folder = project({ '.git/HEAD': '', 'bgplint.yaml': config, 'plan.json': text });
    await command(folder, ['--update-baseline']);
    const { code, out } = await command(folder, ['-f', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).findings).toContainEqual(standing(rule));
  });

  test.each([
    ['two byte units, as PowerShell writes them', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['a byte order mark', `\ufeff${text}`],
    ['white space before it', `\n\n  ${text}\n\n`],
    ['members in another order', JSON.stringify(Object.fromEntries(Object.entries(plan).reverse()))],
  ])('no spelling of the text: %s', async (_, spelt) => {
    const { code, findings } = await check({ 'plan.json': spelt });
    expect(code).toBe(1);
    const answers = findings.filter(({ level, suppressed }) => level === 'error' && suppressed === null);
    expect(answers.map((one) => one.rule)).toContainEqual(expect.stringMatching(`^(?:${rule}|input/unreadable)$`));
  });

  test('a link in the place of the plan is followed inside of the repository', async () => {
    const { folder } = await check({ 'plans/real.json': text });
    symlinkSync('plans/real.json', `${folder}/plan.json`);
    const { code, out } = await command(folder, ['-f', 'json', 'plan.json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).findings).toContainEqual(standing(rule));
  });

  test('what .gitignore names is not looked for, and stands in the ledger; named, it is read', async () => {
    const files = { 'plan.json': text, '.gitignore': '*.json\n', 'peer.yaml': soundPeer };
    const { ledger } = await check(files);
    expect(ledger.skipped).toContainEqual(expect.objectContaining({ file: 'plan.json' }));
    const { code, findings } = await check(files, ['plan.json']);
    expect(code).toBe(1);
    expect(findings).toContainEqual(standing(rule));
  });

  test('a version of the format that nobody knows is an error of its own', async () => {
    const { code, findings } = await check({
      'plan.json': JSON.stringify({ ...plan, format_version: '9.0' }),
      'bgplint.yaml': '',
    });
    expect(code).toBe(1);
    expect(findings).toContainEqual(standing('input/unreadable'));
  });

  test('a plan that lost what the config names ends the run', async () => {
    const folder = project({ '.git/HEAD': '', 'bgplint.yaml': config, 'plan.json': JSON.stringify(planWith()) });
    const { code, err } = await command(folder, []);
    expect(code).toBe(2);
    expect(err).toContain(address);
  });
});

describe('a plan that says it is not whole', () => {
  test.each([{ errored: true }, { complete: false }])('is undecided, by name: %o', async (more) => {
    const { findings, ledger } = await check({ 'plan.json': JSON.stringify({ ...closed.plan, ...more }) });
    expect(findings.map(({ rule }) => rule)).not.toContain(closed.rule);
    expect(ledger.undecided).toContainEqual(expect.objectContaining({ rule: closed.rule, file: 'plan.json' }));
  });

  test.each([{ errored: true }, { complete: false }])('does not hide what it opens: %o', async (more) => {
    const { code, findings } = await check({ 'plan.json': JSON.stringify({ ...world.plan, ...more }) });
    expect(code).toBe(1);
    expect(findings).toContainEqual(standing(world.rule));
  });
});
