import { resourceText } from '../../lib/resource-name.ts';
import { adviceOf, enforcedIn, levels } from '../../lib/rules.ts';
import { clip, neutralise } from '../../lib/text.ts';
import type { Range } from '../../model/document.ts';
import type { Finding, Related, ResourceName } from '../../model/finding.ts';
import type { Rule } from '../../model/rule.ts';

/** The most UTF-16 units that a report prints of one text of a stranger: a message, a path, a name or a reason. */
export const longest = 2000;

/** The most further places of one finding that a report shows (JSON has all): nobody reads as many. */
const mostRelated = 20;

/** The further places of a finding that a report shows, and how many it leaves out, as a phrase; empty if none. */
export function relatedOf({ related }: Finding): { readonly shown: readonly Related[]; readonly more: string } {
  const rest = related.length - mostRelated;
  return { shown: related.slice(0, mostRelated), more: rest > 0 ? `and ${count(rest, 'more place')}` : '' };
}

/** A stranger's text as one harmless line of bounded length. */
export function clean(text: string): string {
  return neutralise(clip(text, longest));
}

/**
 * The rules that say that a file was not checked. A report that could also mean "not run" says so for them: an error in
 * JUnit, an unsuccessful invocation in SARIF.
 */
const unchecked: ReadonlySet<string> = new Set(['input/unreadable', 'input/limit-exceeded']);

/** True if the finding says that its file was not checked. */
export function leftUnchecked(finding: Finding): boolean {
  return unchecked.has(finding.rule);
}

/**
 * The findings with the worst first. Of one level those of enforced rules come first, so that no others push them out of
 * a report that is bounded; the rest keep their order.
 */
export function worstFirst(findings: readonly Finding[], rules: readonly Rule[]): readonly Finding[] {
  const enforced = enforcedIn(rules);
  return levels.flatMap((level) => {
    const ofLevel = findings.filter((finding) => finding.level === level);
    return [...ofLevel.filter(({ rule }) => enforced.has(rule)), ...ofLevel.filter(({ rule }) => !enforced.has(rule))];
  });
}

/** `file:line:column`, which terminals and editors open; the file alone where there is no text to point at. */
export function placeOf(file: string, range: Range | null): string {
  return range === null ? clean(file) : `${clean(file)}:${range.startLine}:${range.startColumn}`;
}

/** A resource as `kind/namespace/name`, `kind/name` or a plan's address. */
export function resourceLabel(resource: ResourceName): string {
  return clean(resourceText(resource));
}

/** `1 error`, `3 errors`; the plural where it is no `s`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** `2 errors, 1 note`: how many there are of each level, or `no findings`. */
export function tally(findings: readonly Finding[]): string {
  const parts = levels.flatMap((level) => {
    const number = findings.filter((finding) => finding.level === level).length;
    return number === 0 ? [] : [count(number, level)];
  });
  return parts.join(', ') || 'no findings';
}

/** `2 suppressed`, `44 in the baseline`: how many findings somebody answered, in its phrases; none where nobody did. */
export function answered(findings: readonly Finding[]): readonly string[] {
  const all = findings.filter((finding) => finding.suppressed !== null).length;
  const accepted = findings.filter((finding) => finding.suppressed?.by === 'baseline').length;
  return [
    ...(all > accepted ? [`${all - accepted} suppressed`] : []),
    ...(accepted > 0 ? [`${accepted} in the baseline`] : []),
  ];
}

const enough = 240;

/** Why, below a header that has said `FREEZES BGP`. */
export function withoutFreezes(why: string): string {
  return why.replace(/^Freezes BGP[.:] (?=.)/, '');
}

/** Why a finding matters: the first sentence of its description, and those after it that keep the whole short. */
export function whyOf(rule: Rule, variant?: string): string {
  const [first = '', ...rest] = flat(adviceOf(rule, variant).description).split(
    /(?<=[.!?])(?<!\b(?:e\.g|i\.e|cf|vs)\.) /,
  );
  let why = first;
  for (const sentence of rest) {
    if (why.length + 1 + sentence.length > enough) break;
    why += ` ${sentence}`;
  }
  return why;
}

/** What to do about a finding. */
export function remedyOf(rule: Rule, variant?: string): string {
  return flat(adviceOf(rule, variant).remediation);
}

/** METADATA wraps its texts at the width of the file: one line again. */
function flat(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** A line of a log that starts with `::` is a command to GitHub's runner, which drops white space before it. */
export function withoutCommand(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1\\x3a');
}
