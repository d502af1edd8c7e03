/**
 * The same plans for Checkov and bgplint: where Checkov's classes for "ingress from anyone to a port" see too much or too little.
 * BGPLINT_CHECKOV names the program (PyPI's checkov).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/document.ts';
import { firewall, vpc } from '../plans/verdicts/google.ts';
import { planOf } from '../plans/verdicts/row.ts';
import { command, project } from '../support/command.ts';
import { root } from '../support/run.ts';
import { toolOf } from './tools.ts';

const checkov = toolOf('BGPLINT_CHECKOV', 'Checkov');

/** Checkov reads `planned_values`, which the committed plans leave out: what is known of each resource after apply. */
function whole(plan: JsonObject): string {
  const changes = plan['resource_changes'] as readonly JsonObject[];
  const resources = changes.map(({ change, ...named }) => ({
    ...named,
    values: (change as JsonObject)['after'] ?? null,
  }));
  return JSON.stringify({ ...plan, planned_values: { root_module: { resources } } });
}

const made = (scenario: string) =>
  whole(JSON.parse(readFileSync(join(root, 'test/plans/aws', scenario, 'plan.json'), 'utf8')));
const google = (more: JsonObject) =>
  whole(planOf('registry.terraform.io/hashicorp/google', vpc, firewall('bgp', more)));
const tcp = [{ protocol: 'tcp', ports: ['179'] }];

/** Whether anyone gets in on TCP/179, by the cloud's documentation; and what Checkov says of it. */
const plans: readonly (readonly [what: string, plan: string, open: boolean, checkov: boolean])[] = [
  ['TCP/179 for anyone', made('inline-world'), true, true],
  ['TCP/179 for members', made('inline-self'), false, false],
  ['1: UDP/179 for anyone', made('world-udp'), false, true],
  ['1: UDP/179 for anyone, alone', made('vpc-rule-udp'), false, true],
  ['2: a prefix list beside 0.0.0.0/0', made('world-beside-prefix-list'), true, false],
  ['3: a block for members before one for anyone', made('world-after-self'), true, false],
  ['4: TCP from 0 to 0 for anyone', made('world-tcp-zero'), false, true],
  ['5: all protocols without ports', made('vpc-rule-world-all-protocols'), true, false],
  ['0.0.0.0/1 and 128.0.0.0/1', made('inline-world-halves'), true, false],
  ['Google: TCP/179 for anyone', google({ allow: tcp, source_ranges: ['0.0.0.0/0'] }), true, true],
  [
    'Google: TCP without ports',
    google({ allow: [{ protocol: 'tcp', ports: [] }], source_ranges: ['0.0.0.0/0'] }),
    true,
    false,
  ],
  [
    'Google: UDP/179',
    google({ allow: [{ protocol: 'udp', ports: ['179'] }], source_ranges: ['0.0.0.0/0'] }),
    false,
    true,
  ],
  ['Google: ::/0', google({ allow: tcp, source_ranges: ['::/0'] }), true, false],
  ['Google: no source', google({ allow: tcp }), true, false],
];

/** The files in which it has something to say, of one run over a folder. */
function askCheckov(folder: string): ReadonlySet<string> {
  const args = ['-d', folder, '--framework', 'terraform_plan', '-o', 'json', '--quiet', '--soft-fail'];
  const own = ['--external-checks-dir', join(root, 'test/integration/checkov'), '--check', 'CKV_BGP_1,CKV_BGP_2'];
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  const out = execFileSync(checkov ?? '', [...args, ...own], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const failed: readonly { readonly file_path: string }[] = JSON.parse(out).results?.failed_checks ?? [];
  return new Set(failed.map(({ file_path }) => basename(file_path)));
}

async function askBgplint(folder: string): Promise<ReadonlySet<string>> {
  const { out } = await command(folder, ['--no-config', '-f', 'json']);
  const open = /^terraform\/(?:bgp-port|all-ports)-open-to-world$/;
  const found: readonly { readonly rule: string; readonly file: string }[] = JSON.parse(out).findings;
  return new Set(found.filter(({ rule }) => open.test(rule)).map(({ file }) => file));
}

test.skipIf(checkov === undefined)('side by side', async () => {
  const fileOf = (i: number) => `plan-${String(i).padStart(2, '0')}.json`;
  const folder = project({ '.git/HEAD': '', ...Object.fromEntries(plans.map(([, plan], i) => [fileOf(i), plan])) });
  const ours = await askBgplint(folder);
  const theirs = askCheckov(folder);
  const said = (open: boolean) => (open ? 'open' : '-');
  const rows = plans.map(([what, , open], i) =>
    [what, said(open), said(ours.has(fileOf(i))), said(theirs.has(fileOf(i)))].join(' | '),
  );
  console.log(
    ['| plan | is | bgplint | Checkov |', '|---|---|---|---|', ...rows.map((row) => `| ${row} |`)].join('\n'),
  );
  expect(rows).toEqual(plans.map(([what, , open, seen]) => [what, said(open), said(open), said(seen)].join(' | ')));
});
