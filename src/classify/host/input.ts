/** Rulesets as rules read them: `input.host.Ruleset` (schemas/input.json). */
import type { JsonObject } from '../../model/document.ts';
import type { DropAt, Verdict } from '../firewall/chains/evaluate.ts';
import type { Chain, Ruleset, Statement } from '../firewall/chains/ruleset.ts';

/** What of a ruleset rules ask for: its verdicts, and what it says of the host that it is of. */
export function rulesetInput(ruleset: Ruleset, verdicts: readonly Verdict[]): JsonObject {
  return {
    speaks_of_bgp: ruleset.chains.some(speaksOfBgp),
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
    .replace(/\s+-m comment\b/g, '')
    .replace(/\s+--comment\s+(?:"(?:[^"\\]|\\.)*"|\S+)/g, '')
    .replace(/\s+comment\s+"(?:[^"\\]|\\.)*"/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 1)}…`;
}

const bgp = 179;

/** True where somebody has thought of BGP: a rule for its port alone, or by a name. What Calico writes for itself does not count. */
function speaksOfBgp({ name, rules }: Chain): boolean {
  if (/^cali-/.test(name)) return false;
  return (
    /(?:^|[^a-z])(?:e?bgp|bird|frr)(?:[^a-z]|$)/i.test(name) ||
    rules.some(({ statements }) => statements.some(isForBgp))
  );
}

function isForBgp(statement: Statement): boolean {
  if (statement.is === 'any') return statement.of.some(isForBgp);
  if (statement.is === 'lookup') {
    const at = statement.fields.findIndex((field) => /_port$/.test(field));
    return at >= 0 && statement.entries.some(({ keys }) => isBgpPort(keys[at]));
  }
  return statement.is === 'match' && /_port$/.test(statement.field) && isBgpPort(statement.values);
}

function isBgpPort(values: { readonly are: string; readonly ranges?: readonly unknown[] } | undefined): boolean {
  const ranges = (values?.are === 'numbers' ? values.ranges : []) as readonly { from: number; to: number }[];
  return ranges.some(({ from, to }) => from === bgp && to === bgp);
}
