/** The page of a rule, short enough for what opens over a text. */
import { comparisons, type Example, near } from '../../lib/example.ts';
import { append } from '../../lib/lists.ts';
import { rulePage } from '../../lib/pages.ts';
import { adviceOf, freezes } from '../../lib/rules.ts';
import type { Finding } from '../../model/finding.ts';
import type { Level, Rule } from '../../model/rule.ts';
import { remedyOf, whyOf } from '../../report/text/phrases.ts';
import { yamlOf } from '../../report/text/yaml.ts';
import { block, code } from './markdown.ts';

/** Lines of an example that are shown at most. */
const mostLines = 30;

/** Lines of what is missing: a Secret with what may read it is 31. */
const mostMissing = 100;

/** Lines around a change. */
const around = 3;

/** A rule's title, why it breaks, what to do, its example and where its page is, as Markdown. */
export function ruleMarkdown(
  rule: Rule,
  example: Example | undefined,
  about: { readonly level?: Level; readonly variant?: string } = {},
): string {
  const { description, remediation } = adviceOf(rule, about.variant);
  const lines = example === undefined ? [] : diffOf(example);
  return [
    `**${rule.title}**  \n${code(rule.id)}: ${standing(rule, about.level, about.variant)}`,
    description.trim(),
    `**What to do.** ${remediation.trim()}`,
    ...(lines.length === 0 ? [] : [block(lines, 'diff')]),
    linkTo(rule),
  ].join('\n\n');
}

/** A finding beside another one: its title, why in short, and what to do. */
export function briefMarkdown({ level, variant }: Finding, rule: Rule): string {
  const title = `**${rule.title}**  \n${code(rule.id)}: ${standing(rule, level, variant)}`;
  return [title, whyOf(rule, variant), `**What to do.** ${remedyOf(rule, variant)} ${linkTo(rule)}`].join('\n\n');
}

/** What is said of a finding: its rule's page, what would make what is missing, and who answered it. */
export function findingMarkdown(finding: Finding, rule: Rule, example: Example | undefined): string {
  const { level, variant, paste, suppressed } = finding;
  const page = ruleMarkdown(rule, example, { level, ...(variant !== undefined && { variant }) });
  const parts = [page];
  if (paste !== undefined && paste.length > 0) {
    const lines = yamlOf(paste);
    const shown = lines.length > mostMissing ? [...lines.slice(0, mostMissing), '...'] : lines;
    parts.push(`**What is missing**, to complete and apply:\n\n${block(shown, 'yaml')}`);
  }
  if (suppressed !== null) parts.push(`Suppressed (${suppressed.by}): ${code(suppressed.reason)}`);
  return parts.join('\n\n');
}

function linkTo(rule: Rule): string {
  return `[The page of this rule](${rulePage(rule.id)})`;
}

function standing(rule: Rule, level: Level | undefined, variant: string | undefined): string {
  const levels = level ?? rule.levels?.join(' or ') ?? rule.level;
  return [
    rule.off === true && level === undefined ? `off (${levels} where the config turns it on)` : levels,
    rule.class,
    ...(rule.policy ? ['policy'] : []),
    ...(freezes(rule, variant) ? ['freezes BGP'] : []),
    ...(rule.enforced ? ['enforced: nothing silences it'] : []),
  ].join(', ');
}

/** What a fix changes in the example: lines that go, lines that come, and some around them. */
function diffOf(example: Example): readonly string[] {
  const files = comparisons(example);
  const shown: string[] = [];
  for (const { file, rows, isRemoved } of files) {
    if (!isRemoved && !rows.some(({ changed }) => changed)) continue;
    if (files.length > 1) shown.push(`# ${file}`);
    if (isRemoved) {
      shown.push(`- (the file is removed)`);
      continue;
    }
    let come: string[] = [];
    for (const row of near(rows, ({ changed }) => changed, around)) {
      if (row?.changed !== true) {
        append(shown, come);
        come = [];
      }
      if (row === undefined) shown.push('  ...');
      else if (!row.changed) shown.push(`  ${row.fresh?.text ?? ''}`);
      else {
        if (row.old !== undefined) shown.push(`- ${row.old.text}`);
        if (row.fresh !== undefined) come.push(`+ ${row.fresh.text}`);
      }
    }
    append(shown, come);
  }
  return shown.length > mostLines ? [...shown.slice(0, mostLines), '...'] : shown;
}
