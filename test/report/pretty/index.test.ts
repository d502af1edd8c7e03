import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/lib/text.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { pretty } from '../../../src/report/pretty/index.ts';
import { whyOf } from '../../../src/report/text/phrases.ts';
import { attacks, commandLine, harmful, hostileReport } from '../hostile.ts';
import { cleanLedger, contextOf, emptyLedger, finding, inBaseline, rules, sample } from '../sample.ts';

/** The lines of the findings that start with a header, each up to the next one. */
function blocksOf(text: string, header: string): readonly (readonly string[])[] {
  const isHead = (line: string) => /^(?:error|warning|note)\[|^suppressed |^\d+ errors?/.test(line);
  const lines = text.split('\n');
  return lines.flatMap((line, start) => {
    if (line !== header) return [];
    const next = lines.findIndex((other, index) => index > start && isHead(other));
    return [lines.slice(start, next - 1)];
  });
}

describe('a finding', () => {
  const text = pretty(sample, contextOf());

  test('has its rule, place, source, message at the mark, reason and remedy', () => {
    expect(blocksOf(text, 'error[calico/peer-without-password]')[0]).toEqual([
      'error[calico/peer-without-password]',
      ' --> clusters/prod/calico/tor-peers.yaml:5:1',
      '  |',
      '3 | metadata:',
      '4 |   name: rack1-tor',
      '5 | spec:',
      '  | ^^^^ peer rack1-tor has no password: the session takes routes from whoever can reach it',
      '6 |   peerIP: 192.0.2.1',
      '',
      '  why  Without TCP-MD5 (RFC 2385) anyone who can put packets on the segment can reset the session or',
      "       pose as the peer: Calico's speaker, BIRD, then takes its word for routes.",
      '  do   Put the password into a Secret in the namespace of calico-node and name it under',
      '       `spec.password.secretKeyRef`; set the same password at the other end in the same change.',
    ]);
  });

  test('shows related places in the same frame, and those of other files in frames of their own', () => {
    const [block] = blocksOf(text, 'error[calico/duplicate-peer]');
    expect(block).toContain('   |           --------- the same address, in peer rack1-tor');
    expect(block?.join('\n')).toContain('\n   |           ^^^^^^^^^ peers rack1-tor and ');
    expect(block?.slice(-12, -5)).toEqual([
      '  see clusters/prod/calico/nodes.yaml:4:9',
      '   |',
      ' 2 | kind: Node',
      ' 3 | metadata:',
      ' 4 |   name: node-a',
      '   |         ------ both selectors match this node',
      ' 5 |   labels:',
    ]);
  });

  test('is explained once in a run, and the next one of its rule says no more than its place and message', () => {
    expect(text.match(/Without TCP-MD5/g)).toHaveLength(1);
    const [, second] = blocksOf(text, 'error[calico/peer-without-password]');
    expect(second?.at(-1)).toBe('15 |   peerIP: 192.0.2.1');
  });

  test('comes before those of lower levels', () => {
    const order = [...text.matchAll(/^(error|warning|note)\[/gm)].map(([, level]) => level);
    expect(order).toEqual(['error', 'error', 'error', 'error', 'error', 'warning', 'note']);
  });

  test('says that it freezes BGP, once', () => {
    const [rule] = rules;
    const description = 'Freezes BGP. BIRD refuses the whole file.';
    const freezing = rules.map((one) => (one.id === rule?.id ? { ...one, description, freezes: true } : one));
    const frozen = pretty(sample, contextOf({ rules: freezing }));
    expect(frozen).toMatch(/^error\[calico\/peer-without-password\] FREEZES BGP\n --> /);
    expect(frozen).toContain('\n  why  BIRD refuses the whole file.\n');
    expect(frozen).toContain('\n5 errors, 1 warning, 1 note, 1 suppressed; 2 freeze BGP\n');
    expect(text).not.toMatch(/freezes? BGP/i);
  });

  test('without a frame has its message below its place, and names further ones', () => {
    const report = { findings: sample.findings.slice(0, 1), ledger: emptyLedger };
    const bare = pretty(report, contextOf({ frame: () => undefined, rules: [] }));
    expect(bare.split('\n\n')[0]).toBe(
      [
        'error[calico/duplicate-peer]',
        ' --> clusters/prod/calico/tor-peers.yaml:15:11',
        '     peers rack1-tor and rack1-tor-old both give node-a a session with 192.0.2.1: BIRD refuses the',
        '     whole file, and every later change on node-a is lost',
        ' see clusters/prod/calico/tor-peers.yaml:6:11',
        '     the same address, in peer rack1-tor',
        ' see clusters/prod/calico/nodes.yaml:4:9',
        '     both selectors match this node',
      ].join('\n'),
    );
  });

  describe('with objects to paste', () => {
    const secret = { kind: 'Secret', apiVersion: 'v1', data: { password: '<the password>' } };
    const found = { ...finding({ rule: 'x/y', message: 'm' }), paste: [secret, { kind: 'Role' }] };
    const write = (findings: readonly Finding[]) => pretty({ findings, ledger: emptyLedger }, contextOf());

    test('has them as YAML at the margin, where they are copied as they are', () => {
      expect(write([found]).split('\n\n')[1]).toBe(
        [
          '# to paste, once what is in <> is filled in',
          'apiVersion: v1',
          'kind: Secret',
          'data:',
          '  password: "<the password>"',
          '---',
          'kind: Role',
        ].join('\n'),
      );
    });

    test('has those that are like others once', () => {
      expect(write([found, found, { ...found, paste: [secret] }]).match(/# to paste/g)).toHaveLength(2);
    });

    test('leaves out what is longer than a screen', () => {
      const [many] = [Array.from({ length: 61 }, (_, i) => ({ kind: `K${i}` }))];
      expect(
        write([
          { ...found, paste: many },
          { ...found, paste: [{ kind: 'x'.repeat(7000) }] },
        ]),
      ).not.toContain('paste');
    });
  });

  test('shows twenty related places, and counts the others', () => {
    const related = Array.from({ length: 50 }, () => ({ message: 'again', file: 'other.yaml', range: null }));
    const report = { findings: [finding({ rule: 'x/y', related })], ledger: emptyLedger };
    const text = pretty(report, contextOf());
    expect(text.match(/^ see other\.yaml\n {5}again$/gm)).toHaveLength(20);
    expect(text).toContain('\n     and 30 more places\n');
  });

  test('asks for the text of a file once', () => {
    const asked: string[] = [];
    const base = contextOf();
    const frame = (file: string): string | undefined => {
      asked.push(file);
      return base.frame(file);
    };
    pretty(sample, { ...base, frame });
    expect(asked).toHaveLength(new Set(asked).size);
  });
});

test.each([20, 40, 80, 100, 300])('a terminal of %i columns', (width) => {
  const limit = Math.min(110, Math.max(40, width));
  for (const line of pretty(sample, contextOf({ width })).split('\n')) {
    const isHead = /^ *(?:-->|see) \S+$|^(?:suppressed )?(?:error|warning|note)\[/.test(line);
    expect(isHead || displayWidth(line) <= limit, line).toBe(true);
  }
});

test('colour leaves the grid as it is', () => {
  const context = contextOf({ includeSuppressed: true });
  const colored = pretty(sample, { ...context, color: true });
  expect(colored).toContain('\x1b[1;31merror[\x1b[0m');
  expect(stripVTControlCharacters(colored)).toBe(pretty(sample, context));
});

const accepted = { ...sample, findings: [...sample.findings, inBaseline, inBaseline] };

test('suppressed findings are counted, and listed if asked for', () => {
  const quiet = pretty(sample, contextOf());
  expect(quiet).toContain('5 errors, 1 warning, 1 note, 1 suppressed\n');
  expect(quiet).not.toContain('peer lab');
  expect(pretty(accepted, contextOf())).toContain('5 errors, 1 warning, 1 note, 1 suppressed, 2 in the baseline\n');
  expect(pretty(sample, contextOf({ includeSuppressed: true }))).toContain(
    [
      'suppressed error[calico/peer-without-password] BGPPeer/lab',
      ' --> clusters/lab/lab.yaml:5:1',
      '     peer lab has no password: the session takes routes from whoever can reach it',
      '     by waiver: the lab has no route to anything; owner net-ops; until 2027-03-31',
    ].join('\n'),
  );
});

describe('the summary', () => {
  test('says what was checked, what was not, and why', () => {
    expect(pretty(sample, contextOf()).split('\n\n').at(-1)).toBe(
      `5 errors, 1 warning, 1 note, 1 suppressed
checked 20 resources in 7 files: 11 terraform, 4 calico, 3 kubernetes, 2 metallb
  clusters   prod (14 resources, complete), lab (6 resources)
  files      131 in all: 7 read, 121 without BGP, 3 unchecked
  no rules   cilium (2 resources): recognized, no rules in this version
  unchecked  clusters/lab/peers.yaml: permission denied
             charts/tor/templates/peer.yaml: a Helm template: render it with helm template
             charts/tor/templates/pool.yaml: a Helm template: render it with helm template
  undecided  1 finding held back, because EDGE_ASN is a variable
               clusters/prod/calico/edge.yaml:7:13 session/as-number-mismatch
`,
    );
  });

  test('of a clean run is two lines', () => {
    expect(pretty({ findings: [], ledger: cleanLedger }, contextOf())).toBe(
      'no findings; checked 14 resources in 6 files: 9 calico, 3 metallb, 2 terraform\n' +
        '  files      120 in all: 6 read, 114 without BGP\n',
    );
  });

  test('says plainly that nothing was checked', () => {
    const files = { seen: 12, read: 0, irrelevant: 12, partly: 0, skipped: 0 };
    expect(pretty({ findings: [], ledger: { ...emptyLedger, files } }, contextOf())).toBe(
      'nothing was checked: no BGP objects in 12 files\n',
    );
    const skipped = [{ file: 'a.yaml', reason: 'not checked, see the finding' }];
    expect(pretty({ findings: [], ledger: { ...emptyLedger, files, skipped } }, contextOf())).toContain(
      'nothing was checked: no BGP objects could be read in 12 files\n',
    );
    expect(pretty({ findings: [], ledger: emptyLedger }, contextOf())).toBe('nothing was checked: no files\n');
  });

  test('counts no family without rules as checked', () => {
    const ledger = { ...cleanLedger, resources: { cilium: 4 }, unchecked: ['cilium'] };
    expect(pretty({ findings: [], ledger }, contextOf())).toBe(
      'nothing was checked: no BGP objects that this version has rules for in 120 files\n' +
        '  files      120 in all: 6 read, 114 without BGP\n' +
        '  no rules   cilium (4 resources): recognized, no rules in this version\n',
    );
  });

  test('names what was not read before what was only not built', () => {
    const built = Array.from({ length: 9 }, (_, index) => ({
      file: `k${index}.yaml`,
      reason: 'patched, not built: kustomize build . | bgplint -',
    }));
    const skipped = [...built, { file: 'z.yaml', reason: 'a template' }];
    const text = pretty({ findings: [], ledger: { ...cleanLedger, skipped } }, contextOf());
    expect(text).toContain('unchecked  z.yaml: a template\n');
  });

  test('names a few of many skipped files', () => {
    const skipped = Array.from({ length: 9 }, (_, index) => ({ file: `t${index}.yaml`, reason: 'a template' }));
    const text = pretty({ findings: [], ledger: { ...cleanLedger, skipped } }, contextOf());
    expect(text).toContain('             t2.yaml: a template\n             and 6 more\n');
  });
});

describe.each(attacks)('hostile: %s', (_, attack) => {
  test('stays harmless text', () => {
    const context = contextOf({ includeSuppressed: true, frame: () => `x: ${attack}\n${attack}\n` });
    const text = pretty(hostileReport(attack), context);
    expect(text).not.toMatch(harmful);
    expect(text).not.toMatch(commandLine);
    expect(text.length).toBeLessThan(200_000);
  });
});

test('a finding whose rule is not known is printed without advice', () => {
  const text = pretty({ findings: [finding({ rule: 'x/y', message: 'm' })], ledger: emptyLedger }, contextOf());
  expect(text.split('\n').slice(0, 4)).toEqual(['error[x/y]', ' --> peers.yaml:1:1', '     m', '']);
});

test.each([
  ['Freezes BGP. It does so at once. Really.', 'Freezes BGP. It does so at once. Really.'],
  [`Some speakers, e.g. BIRD, refuse it. ${'Long. '.repeat(60)}`, /^Some speakers, e\.g\. BIRD, refuse it\. Long\./],
  [`Short. ${'x'.repeat(300)}.`, 'Short.'],
  [`${'x'.repeat(300)}. Short.`, `${'x'.repeat(300)}.`],
])('of a description as much is shown as a reader takes in: %#', (description, shown) => {
  const [rule] = rules;
  const why = rule === undefined ? '' : whyOf({ ...rule, description });
  if (typeof shown === 'string') expect(why).toBe(shown);
  else expect(why).toMatch(shown);
  expect(why.length).toBeLessThanOrEqual(301);
});
