/** The page of a rule, laid out for the terminal. */

import { levelIn } from '../../config/profile.ts';
import type { Example } from '../../lib/example.ts';
import { rulePage } from '../../lib/pages.ts';
import { wrap } from '../../lib/text.ts';
import type { Rule } from '../../model/rule.ts';
import type { Paint } from '../../report/pretty/style.ts';
import { exampleText } from './example.ts';

const narrowest = 40;

/** Longer lines of prose are hard to read. */
const widest = 100;

const indent = '  ';

/** How a page is laid out. */
export interface PageLook {
  /** The columns of the terminal; undefined where nothing is cut. */
  readonly columns: number | undefined;
  readonly paint: Paint;
}

/** The paragraphs of a page. Prose is wrapped; what stands in files is shown as it is. */
export function pageText(rule: Rule, example: Example | undefined, { columns, paint }: PageLook): string {
  const width = Math.min(widest, Math.max(narrowest, (columns ?? 80) - 1));
  const strong = (text: string) => paint('strong', text);
  const filled = (text: string, by: string = indent) =>
    wrap(text, width - by.length)
      .map((line) => `${by}${line}`)
      .join('\n');
  const prose = (text: string) =>
    text
      .trim()
      .split(/\n\s*\n/)
      .map((paragraph) => filled(paragraph))
      .join('\n\n');
  const options = Object.entries(rule.options ?? {}).map(
    ([name, { type, default: value, description }]) =>
      `${indent}${name} (${type}, default ${value === '' ? 'none' : value})\n${filled(description, indent.repeat(2))}`,
  );
  const sources = rule.references.map(({ ref, description }) =>
    [...(description === undefined ? [] : [filled(description)]), `${indent}${ref}`].join('\n'),
  );
  const variants = Object.entries(rule.variants ?? {}).map(([name, { description, remediation }]) =>
    [
      strong(`Variant ${name}`),
      ...(description === undefined ? [] : [prose(description)]),
      ...(remediation === undefined ? [] : [`${indent}What to do`, filled(remediation, indent.repeat(2))]),
    ].join('\n'),
  );
  const look = { width: columns === undefined ? undefined : Math.max(narrowest, columns - 1), paint };
  const paragraphs = [
    [strong(rule.id), ...wrap(rule.title, width), ...wrap(standing(rule), width)].join('\n'),
    `${strong('Why')}\n${prose(rule.description)}`,
    `${strong('What to do')}\n${prose(rule.remediation)}`,
    ...variants,
    ...(options.length === 0 ? [] : [`${strong('Options')}\n${options.join('\n')}`]),
    ...(example === undefined ? [] : exampleText(example, look)),
    `${strong('Sources')}\n${[...sources, `${indent}This page, and all of the rule's fixtures\n${indent}${rulePage(rule.id)}`].join('\n')}`,
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function standing(rule: Rule): string {
  const levels = rule.levels?.join(' or ') ?? rule.level;
  return [
    rule.off ? `off (${levels} where the config turns it on)` : levels,
    rule.class,
    ...(rule.policy ? [`policy${inProfiles(rule)}`] : []),
    ...(rule.freezes ? ['freezes BGP'] : []),
    ...(rule.enforced ? ['enforced: nothing silences it'] : []),
    ...(rule.aliases === undefined ? [] : [`also known as ${rule.aliases.join(', ')}`]),
  ].join('; ');
}

/** What the other profiles make of a policy. */
function inProfiles(rule: Rule): string {
  const usual = levelIn('recommended', rule, rule.level);
  const others = (['correctness', 'strict'] as const).flatMap((profile) => {
    const level = levelIn(profile, rule, rule.level);
    return level === usual ? [] : [`${level} with \`extends: ${profile}\``];
  });
  return others.length === 0 ? '' : ` (${others.join(', ')})`;
}
