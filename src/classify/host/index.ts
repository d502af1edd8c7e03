/** The rulesets of hosts: what their packet filters do to BGP. */
import type { Document, JsonObject, Path } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import { verdictsOf } from '../firewall/chains/evaluate.ts';
import type { Ruleset } from '../firewall/chains/ruleset.ts';
import { isOfOthers, rulesetInput } from './input.ts';
import { readIptables } from './iptables/index.ts';
import { readNftablesJson, readNftablesText } from './nftables/documents.ts';

interface HostOptions {
  /** The user named the file: it is meant. */
  readonly named: boolean;
  readonly isJson: boolean;
}

/** A document in one of the formats, and its reader, which answers undefined for what is none of it. */
const readers: readonly {
  readonly format: 'iptables' | 'nftables';
  readonly json: boolean;
  read(document: Document): Ruleset | undefined;
}[] = [
  { format: 'nftables', json: false, read: readNftablesText },
  { format: 'iptables', json: false, read: readIptables },
  { format: 'nftables', json: true, read: readNftablesJson },
];

/** One resource for a document with a ruleset; none for another. */
export function classifyHost(document: Document, firstId: number, { named, isJson }: HostOptions): readonly Resource[] {
  for (const { format, json, read } of readers) {
    if (json !== isJson) continue;
    const ruleset = read(document);
    if (ruleset === undefined) continue;
    const verdicts = verdictsOf(ruleset);
    const notUnderstood = new Set(verdicts.flatMap(({ restsOn }) => restsOn.map(({ path }) => JSON.stringify(path))));
    const extra = { format, named, of_others: isOfOthers(document.source.file), ...rulesetInput(ruleset, verdicts) };
    return [resource(document, firstId, extra, (path) => notUnderstood.has(JSON.stringify(path)))];
  }
  return [];
}

function resource(document: Document, id: number, extra: JsonObject, unknown: (path: Path) => boolean): Resource {
  return {
    id,
    document,
    base: [],
    family: 'host',
    kind: 'Ruleset',
    gvk: { group: '', version: '', kind: 'Ruleset' },
    name: '',
    namespace: '',
    partial: false,
    object: {},
    facts: {},
    extra,
    unknown,
  };
}
