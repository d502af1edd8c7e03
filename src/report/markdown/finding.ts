/** One finding: as a block with its lines, or as an item of a list. */
import { clip } from '../../lib/text.ts';
import type { Finding } from '../../model/finding.ts';
import type { ReportContext } from '../../model/report.ts';
import type { Rule } from '../../model/rule.ts';
import { freezesBgp } from '../text/order.ts';
import { clean, relatedOf, remedyOf, whyOf, withoutFreezes } from '../text/phrases.ts';
import { yamlOf } from '../text/yaml.ts';
import { fenced, framed, type Texts } from './frames.ts';
import { placeLink, ruleLink } from './links.ts';
import { inert, prose } from './text.ts';

/** The most UTF-16 units of one text of a stranger, so that a few cannot take the room of all others. */
const longestMessage = 500;

/** What is the same for all findings of a report. */
export interface Page {
  readonly context: ReportContext;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly texts: Texts;
}

/** Level, rule and place; what is wrong; the marked lines; and, folded, why and what to do. */
export function block(finding: Finding, page: Page, advised: boolean): string {
  const { context, texts } = page;
  const { shown, more } = relatedOf(finding);
  const { block: lines, left } = framed(finding, shown, texts);
  const others = left.map((other) => `- ${placeLink(other.file, other.range, context)}: ${said(other.message)}`);
  const parts = [
    `${head(finding, page)}<br>${placeLink(finding.file, finding.range, context)}`,
    said(finding.message),
    lines,
    [...others, ...(more === '' ? [] : [`- ${more}`])].join('\n'),
    advised ? advice(finding, page) : '',
    paste(finding),
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** The same on one line of a list. */
export function item(finding: Finding, page: Page): string {
  const { suppressed } = finding;
  const answer = suppressed === null ? '' : ` (by ${suppressed.by}: ${said(suppressed.reason)})`;
  const rule = ruleLink(finding.rule, page.rules.get(finding.rule));
  const what = suppressed === null ? '' : `suppressed ${finding.level} ${rule}: `;
  return `- ${placeLink(finding.file, finding.range, page.context)}: ${what}${said(finding.message)}${answer}`;
}

/** `error FREEZES BGP`: what a finding is, in words. */
export function weight(finding: Finding, rules: Page['rules']): string {
  return `${finding.level}${freezesBgp(finding, rules) ? ' FREEZES BGP' : ''}`;
}

function head(finding: Finding, { rules }: Page): string {
  return `**${weight(finding, rules)}** ${ruleLink(finding.rule, rules.get(finding.rule))}`;
}

/** A stranger's text, which begins nothing, not even a list. */
function said(text: string): string {
  return prose(clip(clean(text), longestMessage));
}

/** The most lines and characters of YAML below a finding: a screen. */
const [mostLines, mostCharacters] = [60, 4000];

/** Objects that are missing, for a person to complete and apply. */
function paste({ paste: objects }: Finding): string {
  const lines = objects === undefined ? [] : yamlOf(objects);
  if (lines.length === 0 || lines.length > mostLines || lines.join('').length > mostCharacters) return '';
  const isOpen = lines.some((line) => line.includes('<'));
  const summary = `To paste${isOpen ? ', once what is in &lt;&gt; is filled in' : ''}`;
  return [`<details><summary>${summary}</summary>`, fenced(lines, 'yaml'), '</details>'].join('\n\n');
}

/** Why it matters and what to do: the rule's own Markdown. */
function advice(finding: Finding, { rules, context }: Page): string {
  const rule = rules.get(finding.rule);
  if (rule === undefined) return '';
  const why = whyOf(rule, finding.variant);
  const fix = finding.fixable === null ? undefined : context.fix(finding);
  return [
    '<details><summary>Why, and what to do</summary>',
    freezesBgp(finding, rules) ? withoutFreezes(why) : why,
    `**Do:** ${remedyOf(rule, finding.variant)}`,
    ...(fix === undefined
      ? []
      : [`**Fix:** ${inert(clean(fix.title))} (\`bgplint ${fix.safe ? '--fix' : '--fix-review'}\`)`]),
    '</details>',
  ].join('\n\n');
}
