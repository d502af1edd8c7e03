/** Plans that would open TCP/179 to anyone: a finding, or a line of the ledger that names the resource. */
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';

interface Judged {
  readonly code: number;
  readonly findings: readonly string[];
  readonly undecided: readonly string[];
}

const address = 'aws_security_group.edge';

/** A created group, with one rule for traffic into it, as Terraform 1.11 and the provider's release 5 plan it. */
async function judge(rule: object, unknown: object, more: object = {}): Promise<Judged> {
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    complete: true,
    errored: false,
    resource_changes: [
      {
        address,
        mode: 'managed',
        type: 'aws_security_group',
        name: 'edge',
        change: {
          actions: ['create'],
          before: null,
          after: { name: 'edge', ingress: [{ self: false, ...rule }] },
          after_unknown: { id: true, egress: true, ingress: [unknown], ...more },
        },
      },
    ],
    configuration: {
      root_module: {
        resources: [
          {
            address,
            mode: 'managed',
            type: 'aws_security_group',
            name: 'edge',
            expressions: { ingress: { references: ['terraform_data.a.output', 'terraform_data.a'] } },
          },
        ],
      },
    },
  };
  const folder = project({ 'plan.json': JSON.stringify(plan) });
  const { code, out } = await command(folder, ['--no-config', '-f', 'json']);
  const report = JSON.parse(out);
  return {
    code,
    findings: report.findings.map((found: { rule: string }) => found.rule),
    undecided: report.ledger.undecided.map((held: { rule: string; reason: string }) => `${held.rule} ${held.reason}`),
  };
}

const bgp = { protocol: 'tcp', from_port: 179, to_port: 179 };
const all = { cidr_blocks: ['0.0.0.0/0'] };
const narrow = 'terraform/bgp-port-open-to-world';
const wide = 'terraform/all-ports-open-to-world';

describe('what is known only after apply is named', () => {
  test.each<[string, object, object, string, string]>([
    ['all CIDRs', bgp, { cidr_blocks: true }, narrow, 'ingress[0].cidr_blocks'],
    ['one CIDR', { ...bgp, cidr_blocks: [null] }, { cidr_blocks: [true] }, narrow, 'ingress[0].cidr_blocks[0]'],
    ['a port', { ...bgp, ...all, from_port: null }, { from_port: true }, narrow, 'ingress[0].from_port'],
    ['the protocol', { ...bgp, ...all, protocol: null }, { protocol: true }, narrow, 'ingress[0].protocol'],
    ['a prefix list', bgp, { prefix_list_ids: true }, narrow, 'ingress[0].prefix_list_ids'],
    [
      'peers on all ports',
      { protocol: '-1', from_port: 0, to_port: 0 },
      { cidr_blocks: true },
      wide,
      'ingress[0].cidr_blocks',
    ],
  ])('%s', async (_, rule, unknown, id, path) => {
    expect(await judge(rule, unknown)).toEqual({
      code: 0,
      findings: [],
      undecided: [`${id} the plan does not say what ${path} of ${address} holds`],
    });
  });

  test('the whole list', async () => {
    const { undecided } = await judge({}, {}, { ingress: true });
    expect(undecided).toContain(`${narrow} the plan does not say what ingress of ${address} holds`);
  });
});

test.each<[string, object, string]>([
  ['TCP/179', bgp, narrow],
  ['a range', { ...bgp, from_port: 1, to_port: 65534 }, narrow],
  ['all ports', { ...bgp, from_port: 0, to_port: 65535 }, wide],
  ['all but port 0', { ...bgp, from_port: 1, to_port: 65535 }, wide],
  ['all protocols', { protocol: '-1', from_port: 0, to_port: 0 }, wide],
])('no width of a rule is green: %s', async (_, rule, id) => {
  for (const cidrs of [['0.0.0.0/0'], ['0.0.0.0/1', '128.0.0.0/1']]) {
    expect((await judge({ ...rule, cidr_blocks: cidrs }, {})).findings).toEqual([id]);
  }
  expect((await judge({ ...rule, ipv6_cidr_blocks: ['::/0'] }, {})).findings).toEqual([id]);
  expect((await judge({ ...rule, cidr_blocks: ['10.0.0.0/8'] }, {})).findings).toEqual([]);
});
