import { levels } from '../../lib/rules.ts';
import { wrap } from '../../lib/text.ts';
import type { Finding } from '../../model/finding.ts';
import type { Ledger, Report } from '../../model/report.ts';
import type { Rule } from '../../model/rule.ts';
import {
  account,
  byFamily,
  checkedResources,
  elsewhere,
  heldBack,
  hidden,
  leftOut,
  looser,
  unjudged,
  unlisted,
  withoutRules,
} from '../text/ledger.ts';
import { freezing, mostUrgentFirst } from '../text/order.ts';
import { answered, clean, count, placeOf, tally } from '../text/phrases.ts';
import { groupFindings, isLong } from './groups.ts';
import type { Paint } from './style.ts';

/** The most clusters that the summary names. */
const mostClusters = 6;

/** What changed beside the files under check is told first: a reviewer must see it. */
const mostLoosened = 10;

/** How many findings a machine can fix. */
export interface Fixable {
  readonly safe: number;
  readonly review: number;
}

/** The most files or places that the summary names of one sort; the JSON report has them all. */
const mostNamed = 3;

/**
 * The end of a run: what was found, what was checked, and what was not. A clean run over readable files is two lines;
 * what was left unchecked is told in any case, because green means only what was checked.
 */
export function summary(
  { findings, left, ledger }: Report,
  { width, paint, fixable, rules }: { width: number; paint: Paint; fixable: Fixable; rules: ReadonlyMap<string, Rule> },
): readonly string[] {
  const open = findings.filter((finding) => finding.suppressed === null);
  const worst = levels.find((level) => open.some((finding) => finding.level === level));
  const undone = left === undefined ? [] : [`${count(left.length, 'step')} left to do`];
  const counted = [tally(open), ...answered(findings), ...hidden(ledger), ...undone].join(', ');
  const counts = [counted, ...freezing(open, rules)].join('; ');
  const families = byFamily(ledger);
  const looked = account(ledger);
  const clauses = findings.length === 0 && families === '' ? [looked] : [counts, looked];
  const style = worst === 'error' ? 'error' : 'strong';
  const heads = worst === undefined ? [clauses.join('; ')] : clauses;
  return [
    ...heads.flatMap((text, index) => wrap(text, width).map((line) => (index === 0 ? paint(style, line) : line))),
    ...rows([['worst', mostUrgent(open, rules)], ['fixes', fixes(fixable)], ...facts(ledger, mostNamed)], width, paint),
  ];
}

function rows(labelled: readonly Fact[], width: number, paint: Paint): readonly string[] {
  const column = 'undecided'.length + 2;
  return labelled.flatMap(([label, texts]) => {
    const lines = texts.flatMap((text) => {
      const inner = text.startsWith('  ') ? '  ' : '';
      return wrap(text.trimStart(), width - column - 2 - inner.length).map((line) => inner + line);
    });
    return lines.map((line, index) => `  ${paint('faint', (index === 0 ? label : '').padEnd(column))}${line}`);
  });
}

/** The first of the most urgent rules of a long run, whose first findings a terminal has scrolled away. */
function mostUrgent(open: readonly Finding[], rules: ReadonlyMap<string, Rule>): readonly string[] {
  if (!isLong(open)) return [];
  const groups = groupFindings(mostUrgentFirst(open, rules), rules).slice(0, mostNamed);
  return groups.map(({ first, lines, left }) => {
    const more = lines.length + left.length;
    return `${placeOf(first.file, first.range)} ${clean(first.rule)}${more === 0 ? '' : ` and ${more} more`}`;
  });
}

function fixes({ safe, review }: Fixable): readonly string[] {
  const parts = [safe === 0 ? '' : `${safe} with --fix`, review === 0 ? '' : `${review} with --fix-review`];
  const counts = parts.filter(Boolean).join(', ');
  const shown = review === 0 ? '--diff' : '--fix-review --diff';
  return counts === '' ? [] : [`${counts} (${shown} shows them)`];
}

/** Harmless lines under a label. */
type Fact = readonly [label: string, lines: readonly string[]];

/** What the ledger tells, each fact with its label; at most `named` lines of one name a file or a place. */
export function facts(ledger: Ledger, named: number): readonly Fact[] {
  return [
    ['config', ledger.config === undefined ? [] : [clean(ledger.config)]],
    ['clusters', clusters(ledger, named)],
    ['files', files(ledger)],
    ['no rules', noRules(ledger)],
    ['rules', unjudged(ledger)],
    ['unlisted', some(unlisted(ledger), named)],
    ['unchecked', unchecked(ledger, named)],
    ['left out', leftOut(ledger)],
    ['elsewhere', [elsewhere(ledger)].filter(Boolean)],
    ['loosened', some(looser(ledger.loosened), Math.max(named, mostLoosened))],
    ['undecided', undecided(ledger, named)],
  ];
}

/**
 * `131 in all: 7 read (1 in part), 121 without BGP, 2 templates, 1 unchecked`: each file is counted once. Left out where the first
 * lines say it all: no file holds anything about BGP, and none was skipped.
 */
function files(ledger: Ledger): readonly string[] {
  const { read, partly, irrelevant, skipped: left } = ledger.files;
  if (read === 0 && left === 0) return [];
  const whole = Math.max(0, left - partly);
  const inPart = new Set(ledger.inPart);
  const rendered = ledger.skipped.filter((one) => one.template === true && !inPart.has(one.file)).length;
  const parts = [
    `${read} read${partly === 0 ? '' : ` (${partly} in part)`}`,
    irrelevant === 0 ? '' : `${irrelevant} without BGP`,
    rendered === 0 ? '' : `${count(rendered, 'template')} to render first`,
    whole === rendered ? '' : `${whole - rendered} unchecked`,
  ];
  return [`${read + irrelevant + whole} in all: ${parts.filter(Boolean).join(', ')}`];
}

/** Told where it explains something: several clusters, or one that is declared complete. */
function clusters(ledger: Ledger, named: number): readonly string[] {
  if (checkedResources(ledger) === 0) return [];
  if (ledger.clusters.length === 1 && ledger.clusters[0]?.complete === false) return [];
  const parts = ledger.clusters.map(
    ({ name, complete, resources }) =>
      `${clean(name)} (${count(resources, 'resource')}${complete ? ', complete' : ''})`,
  );
  const { guessed } = ledger;
  const all = listed(parts, mostClusters);
  const total = Object.values(ledger.resources).reduce((sum, number) => sum + number, 0);
  const isShared = ledger.clusters.reduce((sum, { resources }) => sum + resources, 0) > total;
  if (guessed === undefined) return [isShared ? `${all}; shared resources count in each` : all];
  const beside = `in each of them also ${count(guessed.resources, 'resource')} from ${listed(guessed.folders.map(clean), named)}`;
  return [`guessed, because objects differ by folder: ${all}`, ...(guessed.resources === 0 ? [] : [beside])];
}

function noRules(ledger: Ledger): readonly string[] {
  const recognized = withoutRules(ledger);
  return recognized === '' ? [] : [`${recognized}: recognized, no rules in this version`];
}

/** What was not read comes first: many kustomizations that are only not built would hide it. */
function unchecked(ledger: Ledger, named: number): readonly string[] {
  const isBuilt = ({ reason }: { readonly reason: string }) =>
    !/: (?:kustomize build|flux build|argocd app) /.test(reason);
  const inOrder = [...ledger.skipped.filter(isBuilt), ...ledger.skipped.filter((one) => !isBuilt(one))];
  return some(
    inOrder.map(({ file, reason }) => `${clean(file)}: ${clean(reason)}`),
    named,
  );
}

function undecided(ledger: Ledger, named: number): readonly string[] {
  return heldBack(ledger).flatMap(({ text, places }) => [text, ...some(places, named).map((place) => `  ${place}`)]);
}

/** The first few of a list in a phrase, and how many more there are. */
function listed(items: readonly string[], named: number): string {
  const rest = items.length - named;
  return [...items.slice(0, named), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}

/** The first few of a list, and how many more there are. */
function some(items: readonly string[], named: number): readonly string[] {
  const rest = items.length - named;
  return rest > 0 ? [...items.slice(0, named), `and ${rest} more`] : items;
}
