/**
 * MetalLB's configuration up to 0.12: YAML in a ConfigMap, which the program's flag `--config` names (metallb/metallb
 * v0.12.1 internal/config/config.go; removed in 0.13). Cilium up to 1.13 had MetalLB in it, and read the member `config.yaml`
 * of a ConfigMap `bgp-config` in the same way (cilium/cilium v1.13 Documentation/network/bgp.rst). Helm charts make the
 * ConfigMap of values, and kustomize of a file.
 *
 * It is known by its keys, not by its name, which that flag sets. Its words are no needles, which would cost every run a
 * third more: `mayBeIn` looks for what they end with.
 */
import { at, isObject } from '../../lib/json.ts';
import type { Json } from '../../model/document.ts';
import type { EmbeddedRow } from '../family.ts';

/** Words that no other file is likely to hold: one of them is in each such configuration that does something. */
const words = ['my-asn', 'peer-asn', 'address-pools', 'bgp-communities', 'bfd-profiles'];

const anyWord = new RegExp(String.raw`\b(?:${words.join('|')})\b`);

/** The same, to look for in a text: their dashes may be escapes. Those of other characters are needles of their own. */
const written = new RegExp(String.raw`${anyWord.source}|\\(?:x|u00|U000000)2[dD]`);

/** What the words end with: one pattern that starts with a rare character is ten times as fast as a search for each. */
const tails = /-(?:asn|pools|communities|profiles)/;

export const legacyConfig: EmbeddedRow = {
  kind: 'LegacyConfig',
  places: [
    ['data', 'config'],
    ['data', 'config.yaml'],
  ],
  /** A ConfigMap of any name. */
  isHolder: (object) => object['apiVersion'] === 'v1' && object['kind'] === 'ConfigMap',
  isText: (text) => anyWord.test(text),
  isValue: isLegacyConfig,
  words: written,
  mayBeIn: (whole) =>
    (tails.test(whole) && words.some((word) => whole.includes(word))) ||
    (whole.includes('\\') && whole.includes('ConfigMap') && written.test(whole)),
};

/** True for a mapping with peers or pools as that configuration has them. */
export function isLegacyConfig(value: Json): boolean {
  const holds = (list: string, fields: readonly string[]) => {
    const items = at(value, [list]);
    return Array.isArray(items) && items.some((item) => isObject(item) && fields.some((field) => field in item));
  };
  return (
    isObject(value) &&
    (holds('peers', ['peer-address', 'peer-asn', 'my-asn']) || holds('address-pools', ['addresses', 'protocol']))
  );
}
