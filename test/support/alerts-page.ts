/** The rules that docs/alerts.md offers. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { root } from './run.ts';

export interface OfferedRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
}

export interface OfferedGroup {
  readonly name: string;
  readonly rules: readonly OfferedRule[];
  /** As it stands on the page. */
  readonly text: string;
}

/** Its groups, in the order of the page. */
export function offeredGroups(): readonly OfferedGroup[] {
  const page = readFileSync(`${root}/docs/alerts.md`, 'utf8');
  return [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].flatMap(([, text = '']) => {
    const { groups } = parse(text) as { readonly groups: readonly Omit<OfferedGroup, 'text'>[] };
    return groups.map((group) => ({ ...group, text }));
  });
}
