/**
 * The table of verdicts: what TCP/179 between the nodes is in a plan, by provider, spelling, unknown and precedence. What is
 * expected is what the cloud's documentation says happens to the packet.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LintResult } from '../../src/lint/request.ts';
import { root } from '../support/run.ts';
import { scanned } from '../support/scan.ts';
import { aws } from './verdicts/aws.ts';
import { azure } from './verdicts/azure.ts';
import { google } from './verdicts/google.ts';
import { openstack } from './verdicts/openstack.ts';
import { digitalocean, hetzner, oci } from './verdicts/others.ts';
import { real } from './verdicts/real.ts';
import type { Row, Verdict } from './verdicts/row.ts';

const folder = `${root}/test/plans/aws`;

/** What a scan says of a plan. */
async function judged({ plan, nodes }: Row): Promise<LintResult> {
  const { name, text } = typeof plan === 'string' ? madeIn(plan) : { name: 'plan.json', text: JSON.stringify(plan) };
  const config = `terraform:\n  nodes: [${JSON.stringify(nodes)}]\n`;
  return scanned({ 'bgplint.yaml': config, [name]: text }, { paths: [name] });
}

/** The file that Terraform made in a scenario's folder. */
function madeIn(scenario: string): { readonly name: string; readonly text: string } {
  const name = ['plan.json', 'state.json', 'terraform.tfstate'].find((file) =>
    existsSync(`${folder}/${scenario}/${file}`),
  );
  if (name === undefined) throw new Error(`Terraform made nothing in ${scenario}: run test/plans/make.mjs`);
  return { name, text: readFileSync(`${folder}/${scenario}/${name}`, 'utf8') };
}

const closing = {
  in: ['terraform/bgp-port-closed', 'terraform/bgp-port-denied-first'],
  out: ['terraform/bgp-egress-closed'],
};
const opening = ['terraform/bgp-port-open-to-world', 'terraform/all-ports-open-to-world'];

function verdictOf({ report }: LintResult, way: 'in' | 'out'): Verdict | string {
  const found = (rules: readonly string[]) => report.findings.some(({ rule }) => rules.includes(rule));
  const held = (rules: readonly string[]) => report.ledger.undecided.some(({ rule }) => rules.includes(rule));
  const passage = found(closing[way]) ? 'closed' : held(closing[way]) ? 'undecided' : 'peers';
  if (way === 'out') return passage;
  if (found(opening)) return passage === 'closed' ? 'closed, world' : 'world';
  return held(opening) && passage !== 'undecided' ? `${passage}, perhaps world` : passage;
}

const table = [
  ['AWS, by Terraform', real],
  ['AWS', aws],
  ['Google Cloud', google],
  ['Azure', azure],
  ['OpenStack', openstack],
  ['Hetzner Cloud', hetzner],
  ['DigitalOcean', digitalocean],
  ['Oracle Cloud', oci],
] as const;

describe.each(table)('%s', (_, rows) => {
  for (const row of rows) {
    const name = `${row.name}: ${row.verdict}${row.way === 'out' ? ', out' : ''}`;
    test(name, async () => {
      expect(verdictOf(await judged(row), row.way ?? 'in')).toBe(row.verdict);
    });
  }
});

test('every plan that Terraform made has a verdict', () => {
  expect([...new Set(real.map(({ plan }) => plan))].sort()).toEqual(readdirSync(folder).sort());
});
