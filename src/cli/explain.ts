/** `bgplint rules` and `bgplint explain`: what the rules say of themselves. */
import { readFileSync } from 'node:fs';
import { distUrl, nodePolicy } from '../host/policy.ts';
import { nearest } from '../lib/nearest.ts';
import type { Rule } from '../model.ts';
import { Refusal, type World } from './world.ts';

/** Prints a table: id, level, class and title, in the order of ids. */
export function listRules(world: World): void {
  const { rules } = nodePolicy();
  const widest = Math.max(...rules.map((rule) => rule.id.length));
  for (const rule of rules) {
    const level = `${rule.off ? 'off' : rule.level}${rule.enforced ? ', enforced' : ''}`;
    world.out(`${rule.id.padEnd(widest)}  ${level.padEnd(17)}  ${rule.class.padEnd(12)}  ${rule.title}\n`);
  }
  world.out(`\n${rules.length} rules; bgplint explain <rule> says more. An enforced rule cannot be suppressed.\n`);
}

/** Prints a rule's page. Aliases are known too; for an unknown id the nearest is named. */
export function explain(world: World, wanted: string): void {
  const { rules } = nodePolicy();
  const rule = rules.find(({ id, aliases = [] }) => id === wanted || aliases.includes(wanted));
  if (rule === undefined) throw new Refusal(`There is no rule ${JSON.stringify(wanted)}${suggestion(wanted, rules)}`);
  const pages = JSON.parse(readFileSync(new URL('pages.json', distUrl), 'utf8')) as { [id: string]: string };
  world.out(pages[rule.id] ?? '');
}

function suggestion(wanted: string, rules: readonly Rule[]): string {
  const near =
    nearest(
      wanted,
      rules.map((rule) => rule.id),
    ) ?? rules.find((rule) => rule.id.endsWith(`/${wanted}`))?.id;
  return near === undefined ? ': bgplint rules lists them.' : `: did you mean ${near}?`;
}
