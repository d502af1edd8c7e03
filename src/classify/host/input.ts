/** Rulesets as rules read them: `input.host.Ruleset` (schemas/input.json). */
import type { JsonObject } from '../../model/document.ts';
import type { DropAt, Verdict } from '../firewall/chains/evaluate.ts';
import type { Ruleset } from '../firewall/chains/ruleset.ts';
import { subjectOf } from './subject.ts';

/** What of a ruleset rules ask for: its verdicts, and what it says of the host that it is of. */
export function rulesetInput(ruleset: Ruleset, verdicts: readonly Verdict[]): JsonObject {
  return {
    speaks_of: subjectOf(ruleset),
    verdicts: verdicts.map(({ connection, family, is, part, drops, restsOn }) => ({
      connection,
      family,
      is,
      part: part ?? null,
      drops: drops.map(dropInput),
      rests_on: restsOn.map(({ path }) => path),
    })),
  };
}

/** A name that machines beside the nodes have. */
const others =
  /(?:^|[/._-])(?:alb|elb|nlb|lb|haproxy|nginx|web|www|proxy|bastion|jump(?:host|box)?|vpn|db|mysql|postgres(?:ql)?|redis|mail|smtp|nfs|ci|gitlab|runner|laptop)\d*(?=[/._-]|$)/i;

/** True for the name of a file that says that the ruleset is that of a machine that is no node. */
export function isOfOthers(file: string): boolean {
  return others.test(file) && !/node|worker|k8s|kube|control-?plane|master/i.test(file);
}

function dropInput({ place, how, with: answer, entry, chain }: DropAt): JsonObject {
  return {
    path: place.path,
    text: shown(place.text),
    how,
    with: answer ?? '',
    entry: { path: entry.path, text: shown(entry.text) },
    chain: chain.name,
    table: chain.table,
  };
}

const longest = 96;

/** A rule as messages write it, without what people have written beside it. */
export function shown(text: string): string {
  const plain = text
    .slice(0, longest * 8)
    .replace(/\s+-m comment\b/g, '')
    .replace(/\s+--comment\s+(?:"(?:[^"\\]|\\.)*"|\S+)/g, '')
    .replace(/\s+comment\s+"(?:[^"\\]|\\.)*"/g, '')
    .replace(/(?:^|\s)counter packets \d+ bytes \d+(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 1)}…`;
}
