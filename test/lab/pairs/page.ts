/** docs/experiments.md: what was broken, what the daemons did, what bgplint said. */
import { type Experiment, experiments } from './experiments.ts';
import { alarms, isKnown, type Said, said } from './lint.ts';
import type { Outcome } from './pair.ts';
import { rulesOf } from './random-pair.ts';
import { kept, type Reading, readings } from './readings.ts';
import { type RecordedExperiment, recordedExperiments, recordedPairs } from './recorded.ts';
import { statusOf } from './status.ts';

export interface Told {
  readonly experiment: Experiment;
  readonly recorded: RecordedExperiment;
  /** Of the rule that the experiment is for, and of those that say that a session or its routes fail. */
  readonly broken: readonly Said[];
  readonly mended: readonly Said[];
}

export async function told(): Promise<readonly Told[]> {
  const recorded = new Map(recordedExperiments().map((one) => [`${one.rule}: ${one.what}`, one]));
  const all: Told[] = [];
  for (const experiment of experiments) {
    const { rule, what } = experiment;
    const one = recorded.get(`${rule}: ${what}`);
    if (one === undefined) throw new Error(`${rule}: ${what} was never run: npm run lab -- pairs/experiments`);
    const relevant = (findings: readonly Said[]) => {
      const loud = new Set(alarms(findings));
      return findings.filter((finding) => finding.rule === rule || loud.has(finding));
    };
    all.push({
      experiment,
      recorded: one,
      broken: relevant(await said(experiment.broken)),
      mended: relevant(await said(experiment.mended)),
    });
  }
  return all;
}

export interface Read {
  readonly reading: Reading;
  readonly output: string;
  readonly broken: readonly string[];
  readonly mended: readonly string[];
}

/** What is said of each output that was kept. */
export async function readOutputs(): Promise<readonly Read[]> {
  const all: Read[] = [];
  for (const reading of readings)
    for (const output of reading.outputs) {
      const of = async (half: 'broken' | 'mended') => {
        const text = kept(reading.of, half, output);
        if (text === undefined)
          throw new Error(`${reading.of}: ${output} was never kept: npm run lab -- pairs/experiments`);
        // Graceful restart is asked of a sound session too.
        const own = (rule: string) => rule === reading.rule || rule !== 'status/graceful-restart-not-negotiated';
        const findings = (await statusOf(output, text)).filter(({ rule }) => own(rule));
        return findings.map(({ rule, level }) => `${level}: \`${rule}\``);
      };
      all.push({ reading, output, broken: await of('broken'), mended: await of('mended') });
    }
  return all;
}

const list = (items: readonly string[]) => (items.length === 0 ? 'nothing' : [...new Set(items)].join('<br>'));

function readingRow({ reading: { rule, of }, output, broken, mended }: Read): string {
  return `| ${link(rule)} | ${of.replace(': ', '<br>')} | ${output} | ${list(broken)} | ${list(mended)} |`;
}

const link = (rule: string) => (isKnown(rule) ? `[${rule}](rules/${rule}.md)` : `\`${rule}\``);

const PRODUCTS = { metallb: 'MetalLB', 'frr-k8s': 'frr-k8s', calico: 'Calico', cilium: 'Cilium' } as const;
const SPEAKERS = { metallb: 'FRR', 'frr-k8s': 'FRR', calico: 'BIRD', cilium: 'GoBGP' } as const;

export function page(all: readonly Told[], read: readonly Read[]): string {
  const pairs = recordedPairs();
  const sound = pairs.filter(({ outcome }) => outcome.sound).length;
  const untold = pairs.filter(
    ({ outcome, faults }) => !outcome.sound && faults.length > 0 && !faults.flatMap(rulesOf).some(isKnown),
  );
  const untoldFaults = [...new Set(untold.flatMap(({ faults }) => faults))].join(', ');
  return [
    '# What daemons do with it',
    '',
    'This page shows that the rules about sessions are right: each fault was tried on real daemons, next to what bgplint says about',
    'it. Use it to see what a fault looks like on the node and on the router.',
    '',
    'Every rule about a session that a daemon can show was tried: a node as the product renders it from the manifests, and a',
    'router’s `frr.conf`, each in its own network namespace. bgplint read the same manifests and the same file as the daemons.',
    '`npm run lab` does it again, and fails if they do anything else. The router is FRR 8.4.4; the nodes are FRR (MetalLB in',
    'FRR mode, frr-k8s), BIRD 1.6.8 (Calico) and GoBGP 3.10 (Cilium).',
    '',
    'Each row was run twice: with its fault, and fixed. When fixed, every session was Established, every prefix of the node was',
    'in the routing table of the router’s kernel, and bgplint reported nothing. A row about graceful restart kills the node and',
    'looks for its routes five seconds later.',
    '',
    '| rule | what is broken | the node says | the router says | the routes | bgplint says |',
    '|---|---|---|---|---|---|',
    ...all.map(row),
    '',
    '## What they print',
    '',
    'Output of the same runs, read as [running state](running-state.md): what bgplint says about each, broken and fixed.',
    '',
    '| rule | experiment | printed | broken | fixed |',
    '|---|---|---|---|---|',
    ...read.map(readingRow),
    '',
    '## Random pairs',
    '',
    `${pairs.length} pairs of a node and a router, drawn from seeds, ran on the same daemons: ${sound} came up with all of their routes,`,
    `${pairs.length - sound} did not. bgplint says why, of ${pairs.length - sound - untold.length} of those; of ${untold.length} no rule speaks (${untoldFaults}). Of the others it names`,
    'no error but lines that FRR refused, and warns of what works only as long as the other end dials. A test compares it with',
    'what the daemons did. `npm run lab -- pairs/pairs` runs them again, `BGPLINT_LAB_SEED=1000` others.',
    '',
  ].join('\n');
}

function row({ experiment, recorded, broken }: Told): string {
  const { rule, what, broken: pair } = experiment;
  const sessions = (list: readonly string[], none: string) =>
    list.length === 0 ? none : [...new Set(list.map((session) => session.replace(/^\S+ /, '')))].join('; ');
  const who = [pair.product, ...(pair.beside === undefined ? [] : [pair.beside])];
  const node = who.map((one) => `${PRODUCTS[one]} (${SPEAKERS[one]})`).join(' and ');
  const killed = pair.kill === true;
  const cells = [
    link(rule),
    what,
    killed ? `${node}: killed` : `${node}: ${sessions(recorded.broken.node, 'no session')}`,
    sessions(recorded.broken.router, 'does not know the node'),
    routes(recorded.broken),
    list(broken.map((one) => `${one.level}: \`${one.rule}\``)),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function routes({ routed, missing }: Outcome): string {
  if (missing.length === 0) return 'all there';
  return routed.length === 0 ? 'none' : `without ${missing.join(', ')}`;
}
