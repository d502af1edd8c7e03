import { expect, test } from 'vitest';
import type { Ledger } from '../../../src/model/report.ts';
import { facts } from '../../../src/report/pretty/summary.ts';
import { gaps, hidden, leftOut, unjudged } from '../../../src/report/text/ledger.ts';
import { cleanLedger, emptyLedger } from '../sample.ts';

const none = { error: 0, warning: 0, note: 0 };

const template = (file: string) => ({ file, reason: 'a Helm template', template: true as const });

const partial: Ledger = {
  ...emptyLedger,
  files: { seen: 9, read: 4, irrelevant: 1, partly: 2, skipped: 6 },
  skipped: [
    ...[template('a.yaml'), template('b.yaml'), template('c.yaml')],
    ...['d.yaml', 'e.yaml', 'f.yaml'].map((file) => ({ file, reason: 'cut off' })),
  ],
  inPart: ['a.yaml', 'd.yaml'],
};

const fact = (ledger: Ledger, label: string) => facts(ledger, 3).find(([name]) => name === label)?.[1];

test('each file is counted once, so the parts are the whole', () => {
  expect(fact(partial, 'files')).toEqual([
    '9 in all: 4 read (2 in part), 1 without BGP, 2 templates to render first, 2 unchecked',
  ]);
  expect(fact(cleanLedger, 'files')).toEqual(['120 in all: 6 read, 114 without BGP']);
});

test('what green does not mean is counted once, too', () => {
  expect(gaps(partial)).toEqual([
    '3 templates not checked (render them first)',
    '2 files not checked',
    '1 file checked in part',
  ]);
  expect(gaps(cleanLedger)).toEqual([]);
});

test('rules that need something of the config say what to write', () => {
  const reason = 'nothing tells the mode';
  const paste = 'metallb: { mode: frr }';
  const ledger: Ledger = {
    ...emptyLedger,
    unjudged: [
      { rules: ['metallb/a', 'metallb/b'], needs: 'metallb.mode', reason, paste },
      { rules: ['calico/c'], reason: 'it is off in bgplint.yaml' },
    ],
  };
  expect(unjudged(ledger)).toEqual([
    '2 rules need metallb.mode: nothing tells the mode; write `metallb: { mode: frr }` in bgplint.yaml (metallb/a, metallb/b)',
    '1 rule said nothing: it is off in bgplint.yaml (calico/c)',
  ]);
  expect(gaps(ledger)).toEqual(['2 rules need metallb.mode']);
});

test('what was left out is counted, and what fails the run all the same', () => {
  const asked = ['--only calico'];
  const some = {
    ...emptyLedger,
    leftOut: { asked, rules: 9, findings: { ...none, error: 3, note: 1 }, enforced: none },
  };
  expect(leftOut(some)).toEqual(['by --only calico: 9 rules, which found 3 errors, 1 note']);
  expect(hidden(some)).toEqual([]);
  const red = { ...emptyLedger, leftOut: { asked, rules: 9, findings: none, enforced: { ...none, error: 2 } } };
  expect(leftOut(red)).toEqual([
    'by --only calico: 9 rules, which found nothing',
    '2 errors of enforced rules not shown (they count for the exit code)',
  ]);
  expect(leftOut(emptyLedger)).toEqual([]);
});

test('clusters that share resources say why their numbers are more than all', () => {
  const clusters = ['a', 'b'].map((name) => ({ name, complete: false, resources: 10 }));
  expect(fact({ ...cleanLedger, clusters }, 'clusters')?.[0]).toMatch(/; shared resources count in each$/);
  const apart = clusters.map((cluster) => ({ ...cluster, resources: 7 }));
  expect(fact({ ...cleanLedger, clusters: apart }, 'clusters')?.[0]).not.toContain('share');
});

test('a configuration of a folder below is named', () => {
  expect(fact({ ...cleanLedger, config: 'x/bgplint.yaml' }, 'config')).toEqual(['x/bgplint.yaml']);
  expect(fact(cleanLedger, 'config')).toEqual([]);
});
