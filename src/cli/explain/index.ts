/** `bgplint explain`: what a rule is about, with an example before and after. */

import { readFileSync } from 'node:fs';
import { distUrl, nodePolicy } from '../../host/policy.ts';
import type { Example } from '../../lib/example.ts';
import { nearest } from '../../lib/nearest.ts';
import { docsPage, rulePage } from '../../lib/pages.ts';
import { ruleFamily } from '../../lib/rules.ts';
import type { Rule } from '../../model/rule.ts';
import { Refusal } from '../../project/refusal.ts';
import { painter } from '../../report/pretty/style.ts';
import type { Process } from '../process.ts';
import { listRules } from '../rules.ts';
import { colored } from '../write-reports.ts';
import { pageText } from './page.ts';

export interface ExplainOptions {
  readonly open?: true;
}

/** The examples of the rules by id. */
type Pages = { readonly [id: string]: Example };

/**
 * Prints the pages of rules, or opens them. Aliases are known too, a family (`calico` or `calico/*`) is listed, and for an
 * unknown name the nearest is told. Throws a Refusal.
 */
export async function explain(caller: Process, names: readonly string[], { open }: ExplainOptions): Promise<void> {
  const { rules } = nodePolicy();
  const wanted = [...new Set(names)].map((name) => meant(name, rules));
  if (open) {
    for (const one of wanted) await show(caller, 'rule' in one ? rulePage(one.rule.id) : docsPage('rules/README.md'));
    return;
  }
  const paint = painter(colored(caller, { color: 'auto' }));
  const look = { columns: caller.terminal ? caller.columns || 80 : undefined, paint };
  for (const [index, one] of wanted.entries()) {
    if (index > 0) caller.out(`\n${paint('faint', '─'.repeat(Math.min(look.columns ?? 80, 80) - 1))}\n\n`);
    if ('family' in one) listRules(caller, one.family, 'table');
    else caller.out(pageText(one.rule, pages()[one.rule.id], look));
  }
}

function pages(): Pages {
  return JSON.parse(readFileSync(new URL('pages.json', distUrl), 'utf8')) as Pages;
}

/** A rule, or the family whose rules are listed. */
function meant(name: string, rules: readonly Rule[]): { readonly rule: Rule } | { readonly family: string } {
  const rule = rules.find(({ id, aliases = [] }) => id === name || aliases.includes(name));
  if (rule !== undefined) return { rule };
  const family = name.replace(/\/\*?$/, '');
  if (rules.some(({ id }) => ruleFamily(id) === family)) return { family };
  throw new Refusal(`There is no rule ${JSON.stringify(name)}${suggestion(name, rules)}`);
}

function suggestion(name: string, rules: readonly Rule[]): string {
  const ids = rules.map(({ id }) => id);
  const families = new Set(ids.map(ruleFamily));
  const near = nearest(name, [...ids, ...families]) ?? ids.find((id) => id.endsWith(`/${name}`));
  return near === undefined ? ': bgplint rules lists them.' : `: did you mean ${near}?`;
}

/** In a browser where somebody sits at a terminal that has one; the address is printed in any case. */
async function show(caller: Process, url: string): Promise<void> {
  caller.out(`${url}\n`);
  if (caller.terminal) await caller.browse(url);
}
