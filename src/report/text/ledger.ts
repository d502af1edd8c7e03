import { grouped } from '../../lib/lists.ts';
import { levels } from '../../lib/rules.ts';
import type { Ledger } from '../../model/report.ts';
import { clean, count, placeOf } from './phrases.ts';

/** How many resources rules were run on: those of families without rules do not count. */
export function checkedResources(ledger: Ledger): number {
  return checkedFamilies(ledger).reduce((sum, [, number]) => sum + number, 0);
}

/** `checked 14 resources in 6 files`: what a green run means, in one phrase; and if it means nothing, that. */
export function checked(ledger: Ledger): string {
  const resources = checkedResources(ledger);
  if (resources > 0) return `checked ${count(resources, 'resource')} in ${count(ledger.files.read, 'file')}`;
  const unread = unreadPeers(ledger);
  if (unread.length > 0) return `nothing was checked: ${unread.join()}`;
  if (ledger.files.seen === 0) return 'nothing was checked: no files';
  const objects = withoutRules(ledger) === '' ? 'BGP objects' : 'BGP objects that this version has rules for';
  // What was left may well be about BGP.
  const read = ledger.skipped.length > 0 ? ' could be read' : '';
  return `nothing was checked: no ${objects}${read} in ${count(ledger.files.seen, 'file')}`;
}

/** `checked 14 resources in 6 files: 14 calico; 1 template not checked`: what was looked at, and what could not be. */
export function account(ledger: Ledger): string {
  const families = byFamily(ledger);
  return [
    families === '' ? checked(ledger) : `${checked(ledger)}: ${families}`,
    ...templates(ledger),
    ...(families === '' ? [] : unreadPeers(ledger)),
  ].join('; ');
}

/** `3 templates not checked (render them first)`, `1 file not checked`, `2 findings undecided`: what a green run does not mean. */
export function gaps(ledger: Ledger): readonly string[] {
  const { undecided } = ledger;
  const rendered = new Set(ledger.skipped.filter((one) => one.template === true).map(({ file }) => file));
  const partly = (ledger.inPart ?? []).filter((file) => !rendered.has(file)).length;
  const whole = Math.max(0, ledger.skipped.length - rendered.size - partly);
  return [
    ...templates(ledger),
    ...(whole === 0 ? [] : [`${count(whole, 'file')} not checked`]),
    ...(partly === 0 ? [] : [`${count(partly, 'file')} checked in part`]),
    ...needs(ledger),
    ...(undecided.length === 0 ? [] : [`${count(undecided.length, 'finding')} undecided`]),
  ];
}

/** `1 template not checked (render it first)`, if there is any: a file about BGP that is no YAML until it is rendered. */
export function templates(ledger: Ledger): readonly string[] {
  const number = ledger.skipped.filter((one) => one.template === true).length;
  return number === 0
    ? []
    : [`${count(number, 'template')} not checked (render ${number === 1 ? 'it' : 'them'} first)`];
}

/** `1 rule needs terraform.nodes`: what rules have to be told in the config. */
function needs({ unjudged = [] }: Ledger): readonly string[] {
  return unjudged.flatMap(({ rules, needs: need }) =>
    need === undefined ? [] : [`${count(rules.length, 'rule')} ${rules.length === 1 ? 'needs' : 'need'} ${need}`],
  );
}

/** `BGP peers in 1 file are in a form that is not read`, if there are any. */
function unreadPeers(ledger: Ledger): readonly string[] {
  const number = ledger.skipped.filter(({ reason }) => reason.startsWith('holds BGP peers in a form')).length;
  return number === 0 ? [] : [`BGP peers in ${count(number, 'file')} are in a form that is not read`];
}

/** `9 calico, 3 metallb`: what was checked by family, the largest first. */
export function byFamily(ledger: Ledger): string {
  return checkedFamilies(ledger)
    .toSorted((a, b) => b[1] - a[1])
    .map(([family, number]) => `${number} ${clean(family)}`)
    .join(', ');
}

/** `cilium (4 resources)`: what was recognized and not checked, because this version has no rules for it. */
export function withoutRules(ledger: Ledger): string {
  return ledger.unchecked
    .filter((family) => (ledger.resources[family] ?? 0) > 0)
    .map((family) => `${clean(family)} (${count(ledger.resources[family] ?? 0, 'resource')})`)
    .join(', ');
}

/** `3 errors, 1 note, not shown: …`: what a run found beside the part that it reports on; empty if nothing. */
export function elsewhere(ledger: Ledger): string {
  const numbers = levels.map((level) => [ledger.elsewhere[level], level] as const).filter(([number]) => number > 0);
  if (numbers.length === 0) return '';
  const counts = numbers.map(([number, level]) => count(number, level)).join(', ');
  const one = numbers.length === 1 && numbers[0]?.[0] === 1;
  return `${counts}, not shown: ${one ? 'it does' : 'they do'} not touch what changed or was named`;
}

/** `2 errors of enforced rules not shown (they count for the exit code)`: findings that fail the run and that --only left out. */
export function hidden({ leftOut: left }: Ledger): readonly string[] {
  const counts = byLevel(left?.enforced);
  return counts === '' ? [] : [`${counts} of enforced rules not shown (they count for the exit code)`];
}

/** `by --only calico: 3 errors, 1 note not shown`: what rules found that nobody asked for. */
export function leftOut(ledger: Ledger): readonly string[] {
  const { leftOut: left } = ledger;
  if (left === undefined) return [];
  const counts = byLevel(left.findings) || 'no findings';
  const by = `by ${left.asked.map(clean).join(', ')}: ${count(left.rules, 'rule')}, which found ${counts}`;
  return [by.replace('which found no findings', 'which found nothing'), ...hidden(ledger)];
}

function byLevel(numbers: Ledger['elsewhere'] | undefined): string {
  return levels
    .flatMap((level) => ((numbers?.[level] ?? 0) === 0 ? [] : [count(numbers?.[level] ?? 0, level)]))
    .join(', ');
}

/** `bgplint.yaml changed since 1a2b3c4: exclude gained "old/**"`: sentences on what decides on findings, and changed. */
export function looser(loosened: Ledger['loosened'] = []): readonly string[] {
  return loosened.map(({ file, since, what }) => {
    const clauses = what.length === 0 ? 'it loosens nothing' : what.join('; ');
    return `${clean(file)} changed since ${clean(since)}: ${clean(clauses)}`;
  });
}

/** Findings that were held back for one reason, in a clause without the name of a placeholder. */
export interface HeldBack {
  /** `2 findings held back, each because its value is a placeholder`. */
  readonly text: string;
  /** Each with what its own reason has more: `a.yaml:3:1  calico/duplicate-peer`. */
  readonly places: readonly string[];
}

/** What was held back, by reason, the most first. */
export function heldBack({ undecided }: Ledger): readonly HeldBack[] {
  const reasons = grouped(undecided, ({ reason }) => placeholder.exec(reason)?.[0] ?? reason);
  const groups = [...reasons].map(([reason, held]) => ({
    text: `${count(held.length, 'finding')} held back, ${held.length === 1 ? '' : 'each '}because ${clean(reason)}`,
    places: held.map((one) => {
      const more = one.reason.slice(reason.length);
      return `${placeOf(one.file, one.range)}  ${clean(one.rule)}${clean(more)}`;
    }),
  }));
  return groups.sort((a, b) => b.places.length - a.places.length);
}

const placeholder = /^its value is a placeholder/;

/** `a.yaml: its kustomization does not list it, so it is checked on its own`: sentences on files that are applied with no others. */
export function unlisted(ledger: Ledger): readonly string[] {
  return (ledger.unlisted ?? []).map(
    (file) => `${clean(file)}: its kustomization does not list it, so it is checked on its own`,
  );
}

function checkedFamilies(ledger: Ledger): readonly (readonly [string, number])[] {
  return Object.entries(ledger.resources).filter(
    ([family, number]) => number > 0 && !ledger.unchecked.includes(family),
  );
}

/** The most rules that a sentence names. */
const mostRules = 5;

/** `2 rules need metallb.mode: …; write \`metallb: { mode: frr }\` in bgplint.yaml (…)`: sentences on rules that said nothing. */
export function unjudged(ledger: Ledger): readonly string[] {
  return (ledger.unjudged ?? []).map(({ rules, reason, needs: need, paste }) => {
    const named = rules.slice(0, mostRules).map(clean);
    const rest = rules.length - named.length;
    const all = `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
    const verb = need === undefined ? 'said nothing' : `${rules.length === 1 ? 'needs' : 'need'} ${need}`;
    const help = paste === undefined ? '' : `; write \`${clean(paste)}\` in bgplint.yaml`;
    return `${count(rules.length, 'rule')} ${verb}: ${clean(reason)}${help} (${all})`;
  });
}
