import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { rulePage } from '../../src/lib/pages.ts';
import type { Fix } from '../../src/model/finding.ts';
import type { ReportContext } from '../../src/model/report.ts';
import { sarif } from '../../src/report/sarif/index.ts';
import { uriOf } from '../../src/report/text/uri.ts';
import { policy } from '../support/run.ts';
import { githubFaults } from './github-limits.ts';
import { attacks, commandLine, harmful, hostileReport } from './hostile.ts';
import { cleanLedger, contextOf, emptyLedger, finding, inBaseline, on, rules, sample } from './sample.ts';

const multitool = createRequire(import.meta.url).resolve('@microsoft/sarif-multitool-ts');

const schema = JSON.parse(readFileSync(join(dirname(multitool), '../assets/sarif-2.1.0.schema.json'), 'utf8'));

// The schema's formats (uri, date-time) are not checked here: ajv has them in another package.
const validate = new Ajv2020.default({ allErrors: true, strict: false, validateFormats: false }).compile(schema);

/** The run of a SARIF text, which must obey the standard's schema and GitHub's rules. */
function read(text: string) {
  const log = JSON.parse(text);
  validate(log);
  expect(validate.errors).toBeNull();
  expect(githubFaults(text)).toEqual([]);
  return log.runs[0];
}

function run(report = sample, members: Partial<ReportContext> = {}) {
  return read(sarif(report, contextOf(members)));
}

test('describes the rules that found something, each text once', () => {
  const described = run().tool.driver.rules;
  expect(described.map((rule: { id: string }) => rule.id)).toEqual(rules.map((rule) => rule.id));
  const page = rulePage('calico/peer-without-password');
  expect(described[0]).toEqual({
    id: 'calico/peer-without-password',
    name: 'CalicoPeerWithoutPassword',
    shortDescription: { text: 'BGP peer without a password' },
    fullDescription: { text: expect.stringMatching(/^Without TCP-MD5 .*[^\n]$/) },
    helpUri: page,
    help: {
      text: `What to do: ${rules[0]?.remediation.trim().replace('\n', ' ')}\nMore: ${page}\nBGPPeer resource, field password: ${rules[0]?.references[0]?.ref}`,
      markdown: `${rules[0]?.description.trim()}\n\n**What to do:** ${rules[0]?.remediation.trim()}\n\n[The page of calico/peer-without-password](${page}), with an example and its fix\n\n- [BGPPeer resource, field password](${rules[0]?.references[0]?.ref})`,
    },
    defaultConfiguration: { level: 'error' },
    properties: {
      tags: ['bgp', 'calico', 'security'],
      precision: 'high',
      'problem.severity': 'error',
      'security-severity': '8.0',
    },
  });
  expect(described[5].defaultConfiguration).toEqual({ level: 'note', enabled: false });
  expect(described[5].properties['security-severity']).toBeUndefined();
});

test('describes no rule that found nothing, and names those that ran', () => {
  const ledger = { ...emptyLedger, unjudged: [{ rules: ['terraform/bgp-port-open-to-world'], reason: 'x' }] };
  const ran = () => rules.filter((rule) => rule.off !== true).map(({ id }) => id);
  const { tool, results } = run({ findings: [finding({ rule: 'input/unreadable' })], ledger }, { ran });
  expect(tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(['input/unreadable']);
  expect(results[0].ruleIndex).toBe(0);
  expect(tool.driver.properties.rulesRun).toEqual([
    'calico/peer-without-password',
    'calico/duplicate-peer',
    'metallb/peer-without-graceful-restart',
    'input/unreadable',
  ]);
});

test('describes no rule whose findings are suppressed, unless these are there', () => {
  const report = { findings: [inBaseline], ledger: cleanLedger };
  const described = (members: Partial<ReportContext>) => run(report, members).tool.driver.rules.length;
  expect([described({}), described({ includeSuppressed: true })]).toEqual([0, 1]);
});

test('of three findings is small, with all of the rules that there are', () => {
  const some = policy.rules.toSorted((a, b) => b.description.length - a.description.length).slice(0, 3);
  const findings = some.map(({ id, class: of }) => finding({ rule: id, class: of, message: 'x'.repeat(300) }));
  const ran = () => policy.rules.map(({ id }) => id);
  const text = sarif({ findings, ledger: cleanLedger }, contextOf({ rules: policy.rules, ran }));
  expect(text.length).toBeLessThan(36_900);
  read(text);
});

test('gives a finding its place, its resource and links to related places', () => {
  const found = run().results.find((result: { ruleId: string }) => result.ruleId === 'calico/duplicate-peer');
  const file = 'clusters/prod/calico/tor-peers.yaml';
  expect(found).toEqual({
    ruleId: 'calico/duplicate-peer',
    ruleIndex: 1,
    level: 'error',
    message: {
      text: `${sample.findings[0]?.message}\n[the same address, in peer rack1-tor](1)\n[both selectors match this node](2)`,
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file, uriBaseId: '%SRCROOT%' },
          region: { startLine: 15, startColumn: 11, endLine: 15, endColumn: 20 },
        },
        logicalLocations: [{ fullyQualifiedName: 'BGPPeer/rack1-tor-old', kind: 'resource' }],
      },
    ],
    relatedLocations: [
      {
        id: 1,
        physicalLocation: {
          artifactLocation: { uri: file, uriBaseId: '%SRCROOT%' },
          region: { startLine: 6, startColumn: 11, endLine: 6, endColumn: 20 },
        },
        message: { text: 'the same address, in peer rack1-tor' },
      },
      {
        id: 2,
        physicalLocation: {
          artifactLocation: { uri: 'clusters/prod/calico/nodes.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 4, startColumn: 9, endLine: 4, endColumn: 15 },
        },
        message: { text: 'both selectors match this node' },
      },
    ],
    partialFingerprints: { 'bgplint/v1': 'a1' },
  });
});

test('tells what was not read', () => {
  const [invocation] = run().invocations;
  expect(invocation.executionSuccessful).toBe(false);
  expect(
    invocation.toolExecutionNotifications.map((told: { level: string; message: { text: string } }) => [
      told.level,
      told.message.text,
    ]),
  ).toEqual([
    ['note', 'checked 20 resources in 7 files'],
    ['note', '1 suppressed'],
    ['note', '1 finding held back, because EDGE_ASN is a variable'],
    ['error', 'clusters/lab/peers.yaml could not be read (EACCES): it was not checked'],
    ['warning', 'not checked: a Helm template: render it with helm template'],
    ['warning', 'not checked: a Helm template: render it with helm template'],
  ]);
});

test('of a clean run has results, an empty list', () => {
  const clean = run({ findings: [], ledger: cleanLedger });
  expect(clean.results).toEqual([]);
  expect(clean.invocations[0].executionSuccessful).toBe(true);
});

test('leaves suppressed findings out unless they are asked for', () => {
  expect(run().results).toHaveLength(7);
  const { results } = run(sample, { includeSuppressed: true });
  expect(results).toHaveLength(8);
  expect(results.flatMap((result: { suppressions?: unknown[] }) => result.suppressions ?? [])).toEqual([
    {
      kind: 'external',
      status: 'accepted',
      justification: 'the lab has no route to anything; owner net-ops; until 2027-03-31',
    },
  ]);
});

test('what a baseline answers is suppressed from outside of the source', () => {
  const report = { findings: [inBaseline], ledger: cleanLedger };
  expect(run(report).results).toEqual([]);
  expect(run(report, { includeSuppressed: true }).results[0].suppressions).toEqual([
    { kind: 'external', status: 'accepted', justification: 'accepted in bgplint-baseline.json' },
  ]);
});

test('keeps the worst 5,000 results and says how many it left out', () => {
  const findings = Array.from({ length: 5010 }, (_, index) =>
    finding({
      rule: 'calico/duplicate-peer',
      level: index % 3 === 0 ? 'error' : 'note',
      file: `f${index}.yaml`,
      related: Array.from({ length: index === 0 ? 1200 : 1 }, () => ({
        message: 'again',
        file: 'a.yaml',
        range: on(1, 1, 2),
      })),
    }),
  );
  const kept = run({ findings, ledger: emptyLedger });
  const uris = kept.results.map(
    (result: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
      result.locations[0]?.physicalLocation.artifactLocation.uri,
  );
  expect(uris).toHaveLength(5000);
  expect(uris.slice(0, 2)).toEqual(['f0.yaml', 'f3.yaml']);
  expect(uris[1670]).toBe('f1.yaml');
  expect(kept.results[0].relatedLocations).toHaveLength(20);
  expect(kept.results[0].message.text).toMatch(/\nand 1180 more places$/);
  expect(kept.invocations[0].toolExecutionNotifications[0]).toEqual({
    level: 'warning',
    message: { text: '10 results left out: the report holds the worst 5000' },
  });
});

test('puts a file outside of the repository under no base', () => {
  const outside = finding({ rule: 'calico/duplicate-peer', file: '/etc/calico/a b.yaml' });
  const { results } = run({ findings: [outside], ledger: emptyLedger }, { fromRepository: () => undefined });
  expect(results[0].locations[0].physicalLocation.artifactLocation).toEqual({ uri: 'file:///etc/calico/a%20b.yaml' });
});

describe('a fix', () => {
  const edit = (file: string, line: number, from: number, to: number, text: string) => {
    const range = on(line, from, to);
    return { file, span: { start: from, end: to }, range, text };
  };
  const fixesOf = (fix: Fix | undefined, members: Partial<ReportContext> = {}) => {
    const report = { findings: [finding({ rule: 'calico/duplicate-peer' })], ledger: emptyLedger };
    return run(report, { fix: () => fix, ...members }).results[0].fixes;
  };

  test('says of one for review what it leaves to do', () => {
    const edits = [edit('c.yaml', 1, 1, 1, 'new: 1\n')];
    const step = {
      when: 'before',
      text: 'Create Secret bgp-leaf-1 [now](evil)',
      command: 'kubectl create secret',
    } as const;
    // biome-ignore lint/suspicious/noThenProperty: a list, as the contract calls it
    const [fix] = fixesOf({ safe: false, title: 'add passwordSecret', edits, then: [step] });
    expect(fix).toMatchObject({
      description: {
        text: 'add passwordSecret (look at it before you apply it; then: Create Secret bgp-leaf-1 [now] (evil))',
      },
    });
  });

  test('holds all of its edits, by file', () => {
    const edits = [
      edit('a b.yaml', 3, 9, 16, '64512'),
      edit('c.yaml', 1, 1, 1, 'new: 1\n'),
      edit('a b.yaml', 5, 1, 8, ''),
    ];
    expect(fixesOf({ safe: true, title: 'write 64512 without quotes', edits })).toEqual([
      {
        description: { text: 'write 64512 without quotes' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'a%20b.yaml', uriBaseId: '%SRCROOT%' },
            replacements: [
              {
                deletedRegion: { startLine: 3, startColumn: 9, endLine: 3, endColumn: 16 },
                insertedContent: { text: '64512' },
              },
              {
                deletedRegion: { startLine: 5, startColumn: 1, endLine: 5, endColumn: 8 },
                insertedContent: { text: '' },
              },
            ],
          },
          {
            artifactLocation: { uri: 'c.yaml', uriBaseId: '%SRCROOT%' },
            replacements: [
              {
                deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
                insertedContent: { text: 'new: 1\n' },
              },
            ],
          },
        ],
      },
    ]);
  });

  test('says that a person must look at it', () => {
    const [fix] = fixesOf({ safe: false, title: 'remove the peer', edits: [edit('a.yaml', 1, 1, 2, '')] });
    expect(fix.description.text).toBe('remove the peer (look at it before you apply it)');
  });

  test('names a file outside of the repository by itself', () => {
    const fix = { safe: true, title: 't', edits: [edit('/etc/a.yaml', 1, 1, 2, '')] };
    const [told] = fixesOf(fix, { fromRepository: () => undefined });
    expect(told.artifactChanges[0].artifactLocation).toEqual({ uri: 'file:///etc/a.yaml' });
  });

  test('that is none is not there', () => {
    expect(fixesOf(undefined)).toBeUndefined();
    expect(fixesOf({ safe: true, title: 't', edits: [] })).toBeUndefined();
  });

  test.each(attacks)('hostile: %s', (_, attack) => {
    const fix = { safe: true, title: attack, edits: [edit(attack, 1, 1, 2, attack)] };
    const report = { findings: [finding({ rule: 'calico/duplicate-peer' })], ledger: emptyLedger };
    const text = sarif(report, contextOf({ fix: () => fix }));
    expect(text).not.toMatch(harmful);
    expect(text).not.toMatch(commandLine);
    const [told] = read(text).results[0].fixes;
    expect(told.artifactChanges[0].replacements[0].insertedContent.text).toBe(attack);
    expect(told.description.text).not.toContain('](');
  });
});

test.each([
  ['a b/c#d/e%f.yaml', 'a%20b/c%23d/e%25f.yaml'],
  ['\u5bbf/\u00e9.yaml', '%E5%AE%BF/%C3%A9.yaml'],
  ['a:b/c.yaml', './a:b/c.yaml'],
  ['a/b:c.yaml', 'a/b:c.yaml'],
  ['./a.yaml', 'a.yaml'],
  ['../a.yaml', '../a.yaml'],
  ['C:/x y/a.yaml', 'file:///C:/x%20y/a.yaml'],
  ['', '.'],
  ['a\ud800.yaml', 'a%EF%BF%BD.yaml'],
])('%j is written as %s', (path, uri) => {
  expect(uriOf(path)).toBe(uri);
});

describe.each(attacks)('hostile: %s', (_, attack) => {
  test('stays one valid result for a finding', () => {
    const text = sarif(hostileReport(attack), contextOf({ includeSuppressed: true }));
    expect(text).not.toMatch(harmful);
    expect(text).not.toMatch(commandLine);
    const { results } = read(text);
    expect(results).toHaveLength(3);
    for (const { message } of results) expect(message.text).not.toMatch(harmful);
  });
});

describe('the checker of GitHub', () => {
  const text = sarif(sample, contextOf());
  test.each([
    ['"startLine": 15', '"startLine": 0', 'does not start at 1'],
    ['"bgplint/v1"', '"primaryLocationLineHash"', 'a line hash'],
    ['"security-severity": "8.0"', '"security-severity": "high"', 'no score'],
    ['tor-peers.yaml"', 'tor peers.yaml"', 'not percent-encoded'],
    ['"ruleIndex": 1', '"ruleIndex": 2', 'ruleIndex'],
    ['](2)', '](7)', 'a link'],
    ['"id": "bgplint/"', '"id": "bgplint"', 'no category'],
    ['"precision": "high"', '"precision": "sure"', 'unknown precision'],
  ])('sees %s become %s', (from, to, fault) => {
    expect(githubFaults(text.replace(from, to)).join('\n')).toContain(fault);
  });
});
