/**
 * MetalLB's configuration up to 0.12: YAML in a ConfigMap, which the program's flag `--config` names (metallb/metallb
 * v0.12.1 internal/config/config.go; removed in 0.13).
 *
 * It is known by its keys, not by its name, which that flag sets. Its words are no needles, which would cost every run a
 * third more: they are looked for where the text holds `ConfigMap`.
 */
import { text } from '../../lib/json.ts';
import type { EmbeddedRow } from '../family.ts';
import { legacyFacts } from './legacy-facts.ts';

const place = ['data', 'config'];

/** Words that no other file is likely to hold: one of them is in each such configuration that does something. */
const words = /\b(?:my-asn|peer-asn|address-pools|bgp-communities|bfd-profiles)\b/;

/** The same, to look for in a text: their dashes may be escapes. Those of other characters are needles of their own. */
const written = new RegExp(String.raw`${words.source}|\\(?:x|u00|U000000)2[dD]`);

export const legacyConfig: EmbeddedRow = {
  kind: 'LegacyConfig',
  place,
  /** True for a ConfigMap of any name whose member `config` speaks of what MetalLB's did. */
  isHeldBy: (object) =>
    object['apiVersion'] === 'v1' && object['kind'] === 'ConfigMap' && words.test(text(object, place)),
  words: written,
  mayBeIn: (whole) => whole.includes('ConfigMap') && written.test(whole),
  factsOf: legacyFacts,
};
