/** `bgplint rules`: the list of the rules. */

import { nodePolicy } from '../host/policy.ts';
import { largest } from '../lib/lists.ts';
import { nearest } from '../lib/nearest.ts';
import { adviceOf, freezes, ruleFamily } from '../lib/rules.ts';
import { wrap } from '../lib/text.ts';
import type { Rule } from '../model/rule.ts';
import { Refusal } from '../project/refusal.ts';
import type { Process } from './process.ts';
import { version } from './version.ts';

const levelColumn = 'warning'.length;

/** Under this a title has no room beside the id and the level. */
const narrowest = 70;

/** Prints the rules, or those of a family, in the order of ids: a line each, or laid out for a terminal; or as JSON. */
export function listRules(caller: Process, family: string | undefined, format: 'table' | 'json'): void {
  const { rules, digest } = nodePolicy();
  const families = [...new Set(rules.map(({ id }) => ruleFamily(id)))];
  if (family !== undefined && !families.includes(family)) throw new Refusal(unknownFamily(family, families));
  const listed = rules.filter((rule) => family === undefined || ruleFamily(rule.id) === family);
  if (format === 'json') {
    const all = { bgplint: version, digest, families, rules: listed.map(described) };
    caller.out(`${JSON.stringify(all, null, 2)}\n`);
    return;
  }
  const width = caller.terminal ? (caller.columns ?? 80) : undefined;
  caller.out(listed.map((rule) => row(rule, listed, width)).join(''));
  const notes = [
    `${listed.length} rules; bgplint explain <rule> says more.`,
    ...(listed.some((rule) => rule.enforced) ? ['An enforced rule cannot be suppressed.'] : []),
  ].join(' ');
  caller.out(`\n${wrap(notes, width ?? notes.length).join('\n')}\n`);
}

function unknownFamily(family: string, families: readonly string[]): string {
  const near = nearest(family, families);
  const hint = near === undefined ? `the families are ${families.join(', ')}.` : `did you mean ${near}?`;
  return `There is no family ${JSON.stringify(family)}: ${hint}`;
}

/** One line into a pipe, for grep. On a terminal the class is left out, and titles are wrapped in a column of their own. */
function row(rule: Rule, listed: readonly Rule[], width: number | undefined): string {
  const id = rule.id.padEnd(largest(listed.map((other) => other.id.length)));
  const level = rule.off ? 'off' : rule.level;
  const enforced = rule.enforced ? ', enforced' : '';
  if (width === undefined)
    return `${id}  ${`${level}${enforced}`.padEnd(17)}  ${rule.class.padEnd(12)}  ${rule.title}\n`;
  const title = `${rule.title}${rule.enforced ? ' (enforced)' : ''}`;
  if (width < narrowest) {
    const lines = wrap(`${level}: ${title}`, width - 4).map((text) => `    ${text}\n`);
    return `${rule.id}\n${lines.join('')}`;
  }
  const left = `${id}  ${level.padEnd(levelColumn)}  `;
  return wrap(title, width - left.length)
    .map((text, i) => `${i === 0 ? left : ' '.repeat(left.length)}${text}\n`)
    .join('');
}

/** A rule as programs want it: what METADATA leaves out is said, and texts are one line. */
function described(rule: Rule) {
  const flat = (text: string) => text.trim().replace(/\s+/g, ' ');
  return {
    id: rule.id,
    family: ruleFamily(rule.id),
    title: rule.title,
    level: rule.level,
    levels: rule.levels ?? [rule.level],
    class: rule.class,
    policy: rule.policy === true,
    off: rule.off === true,
    enforced: rule.enforced === true,
    freezes: rule.freezes === true,
    aliases: rule.aliases ?? [],
    options: rule.options ?? {},
    description: flat(rule.description),
    remediation: flat(rule.remediation),
    variants: Object.fromEntries(
      Object.keys(rule.variants ?? {}).map((name) => {
        const { description, remediation } = adviceOf(rule, name);
        const texts = { description: flat(description), remediation: flat(remediation) };
        return [name, { ...texts, freezes: freezes(rule, name) }];
      }),
    ),
    references: rule.references,
  };
}
