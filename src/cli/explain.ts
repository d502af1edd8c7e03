/** `bgplint explain`: a rule's page, laid out for the terminal. */

import { readFileSync } from 'node:fs';
import { distUrl, nodePolicy } from '../host/policy.ts';
import { nearest } from '../lib/nearest.ts';
import { wrap } from '../lib/text.ts';
import type { Rule } from '../model/rule.ts';
import { Refusal } from '../project/refusal.ts';
import type { Process } from './process.ts';

const narrowest = 40;

/** Longer lines are hard to read. */
const widest = 100;

const indent = '  ';

interface Shown {
  readonly file: string;
  readonly text: string;
}

/** An example as dist/pages.json holds it: what is flagged, what bgplint says of it, and what differs once it is mended. */
interface Example {
  readonly flagged: readonly Shown[];
  readonly findings: readonly { readonly place: string; readonly level: string; readonly message: string }[];
  readonly mended: readonly Shown[];
  /** Files that are no more. */
  readonly removed: readonly string[];
  /** Whether something stays as it is and is not shown again. */
  readonly excerpt: boolean;
}

/** The examples of the rules by id. */
type Pages = { readonly [id: string]: Example };

/** Prints a rule's page. Aliases are known too; for an unknown id the nearest is named. */
export function explain(caller: Process, wanted: string): void {
  const { rules } = nodePolicy();
  const rule = rules.find(({ id, aliases = [] }) => id === wanted || aliases.includes(wanted));
  if (rule === undefined) throw new Refusal(`There is no rule ${JSON.stringify(wanted)}${suggestion(wanted, rules)}`);
  const pages = JSON.parse(readFileSync(new URL('pages.json', distUrl), 'utf8')) as Pages;
  const width = Math.min(widest, Math.max(narrowest, (caller.columns ?? 80) - 1));
  caller.out(`${page(rule, pages[rule.id], width).join('\n\n')}\n`);
}

function suggestion(wanted: string, rules: readonly Rule[]): string {
  const near =
    nearest(
      wanted,
      rules.map((rule) => rule.id),
    ) ?? rules.find((rule) => rule.id.endsWith(`/${wanted}`))?.id;
  if (rules.some((rule) => rule.id.startsWith(`${wanted}/`))) return `: bgplint rules ${wanted} lists the family.`;
  return near === undefined ? ': bgplint rules lists them.' : `: did you mean ${near}?`;
}

/** The paragraphs of a page. Prose is wrapped; what stands in files is shown as it is. */
function page(rule: Rule, example: Example | undefined, width: number): readonly string[] {
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
      `Variant ${name}`,
      ...(description === undefined ? [] : [prose(description)]),
      ...(remediation === undefined ? [] : [`${indent}What to do`, filled(remediation, indent.repeat(2))]),
    ].join('\n'),
  );
  const said = example?.findings.map(
    ({ place, level, message }) => `${indent}${place}  ${level}\n${filled(message, indent.repeat(2))}`,
  );
  return [
    [rule.id, ...wrap(rule.title, width), ...wrap(standing(rule), width)].join('\n'),
    `Why\n${prose(rule.description)}`,
    `What to do\n${prose(rule.remediation)}`,
    ...variants,
    ...(options.length === 0 ? [] : [`Options\n${options.join('\n')}`]),
    ...(example === undefined ? [] : [`Flagged\n${shown(example.flagged)}`, (said ?? []).join('\n'), mended(example)]),
    ...(sources.length === 0 ? [] : [`Sources\n${sources.join('\n')}`]),
  ];
}

function standing(rule: Rule): string {
  const levels = rule.levels?.join(' or ') ?? rule.level;
  return [
    rule.off ? `off (${levels} where the config turns it on)` : levels,
    rule.class,
    ...(rule.policy ? ['a policy: `extends` in bgplint.yaml can make it lighter or heavier'] : []),
    ...(rule.enforced ? ['enforced: nothing silences it'] : []),
    ...(rule.aliases === undefined ? [] : [`also known as ${rule.aliases.join(', ')}`]),
  ].join('; ');
}

function mended({ mended, removed, excerpt }: Example): string {
  const gone = removed.map((file) => `${indent}${file} is removed`);
  return `Mended${excerpt ? ' (the rest stays as it is)' : ''}\n${[...(mended.length === 0 ? [] : [shown(mended)]), ...gone].join('\n\n')}`;
}

function shown(files: readonly Shown[]): string {
  const lines = (text: string) => text.replace(/^(?=.)/gm, indent.repeat(2));
  return files.map(({ file, text }) => `${indent}${file}\n${lines(text)}`).join('\n\n');
}
