import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { rulePage } from '../../src/lib/pages.ts';
import type { Report, ReportContext } from '../../src/model/report.ts';
import { junit } from '../../src/report/junit.ts';
import { attacks, commandLine, harmful, hostileReport } from './hostile.ts';
import { cleanLedger, contextOf, emptyLedger, finding, inBaseline, sample } from './sample.ts';

const schema = readFileSync(new URL('junit.xsd', import.meta.url), 'utf8');

/** What libxml2 finds wrong with an XML text under our schema. */
async function faults(contents: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: { fileName: 'junit.xml', contents }, schema });
  return errors.map((error) => error.message);
}

async function write(report: Report = sample, members: Partial<ReportContext> = {}): Promise<string> {
  const text = junit(report, contextOf(members));
  expect(await faults(text)).toEqual([]);
  return text;
}

/** The test cases of a report, each as one string. */
function cases(text: string): readonly string[] {
  return text.match(/<testcase[\s\S]*?<\/testcase>/g) ?? [];
}

test('counts cases by outcome', async () => {
  const text = await write();
  const totals = 'name="bgplint" tests="9" failures="4" errors="1" skipped="1" time="0"';
  expect(text).toContain(`<testsuites ${totals}>\n<testsuite ${totals}>`);
  expect(cases(text)).toHaveLength(9);
  expect(text.match(/<failure/g)).toHaveLength(4);
});

test('a finding that makes the run fail is a failure', async () => {
  expect(cases(await write())[2]).toBe(
    `<testcase classname="calico/peer-without-password" name="clusters/prod/calico/tor-peers.yaml:5:1 BGPPeer/rack1-tor" file="clusters/prod/calico/tor-peers.yaml" line="5" time="0">
<failure message="peer rack1-tor has no password: the session takes routes from whoever can reach it" type="calico/peer-without-password">clusters/prod/calico/tor-peers.yaml:5:1: error: peer rack1-tor has no password: the session takes routes from whoever can reach it

Why: Without TCP-MD5 (RFC 2385) anyone who can put packets on the segment can reset the session or pose as the peer: Calico's speaker, BIRD, then takes its word for routes.
Do: Put the password into a Secret in the namespace of calico-node and name it under \`spec.password.secretKeyRef\`; set the same password at the other end in the same change.
More: ${rulePage('calico/peer-without-password')}</failure>
</testcase>`,
  );
});

test('a finding below the threshold passes, with its text', async () => {
  const outcomeAt = async (failOn: ReportContext['failOn']): Promise<string | undefined> =>
    /<(failure|system-out)/.exec(cases(await write(sample, { failOn }))[4] ?? '')?.[1];
  expect(await outcomeAt('error')).toBe('system-out');
  expect(await outcomeAt('warning')).toBe('failure');
  expect(await outcomeAt('note')).toBe('failure');
});

test('an unreadable file is an error, a suppressed finding is skipped', async () => {
  const all = cases(await write());
  expect(all[6]).toContain('<error message="clusters/lab/peers.yaml could not be read (EACCES): it was not checked"');
  expect(all[8]).toContain('<skipped message="suppressed by waiver: the lab has no route to anything"/>');
});

test('what a baseline answers is skipped, and counted in the case of the scan', async () => {
  const [scan, accepted] = cases(await write({ findings: [inBaseline], ledger: cleanLedger }));
  expect(scan).toContain('no findings, 1 in the baseline');
  expect(accepted).toContain('<skipped message="suppressed by baseline: accepted in bgplint-baseline.json"/>');
});

test('a clean run has one case, which says what was checked', async () => {
  expect(cases(await write({ findings: [], ledger: cleanLedger }))).toEqual([
    `<testcase classname="bgplint" name="scan" time="0">
<system-out>no findings
checked 14 resources in 6 files
9 calico, 3 metallb, 2 terraform</system-out>
</testcase>`,
  ]);
});

test('every case has a name of its own, whatever the findings are called', async () => {
  const same = finding({ rule: 'calico/duplicate-peer' });
  const posing = finding({ rule: 'calico/duplicate-peer', file: 'peers.yaml:1:1 (2)', range: null });
  const text = await write({ findings: [posing, same, same, same], ledger: emptyLedger });
  expect([...text.matchAll(/ name="(peers[^"]*)"/g)].map(([, name]) => name)).toEqual([
    'peers.yaml:1:1 (2)',
    'peers.yaml:1:1',
    'peers.yaml:1:1 (3)',
    'peers.yaml:1:1 (4)',
  ]);
});

describe.each(attacks)('hostile: %s', (_, attack) => {
  test('stays valid XML with one case for a finding', async () => {
    const text = await write(hostileReport(attack));
    expect(text).not.toMatch(harmful);
    expect(text).not.toMatch(commandLine);
    expect(cases(text)).toHaveLength(4);
  });
});

test('the schema refuses two cases of one name', async () => {
  const text = junit(sample, contextOf()).replace(
    'tor-peers.yaml:14:1 BGPPeer/rack1-tor-old',
    'tor-peers.yaml:5:1 BGPPeer/rack1-tor',
  );
  expect((await faults(text)).join('\n')).toContain('classAndName');
});
