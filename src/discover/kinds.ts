/** What a file's name says about it. */
import { nameOf } from '../lib/paths.ts';

/**
 * `text`: what a host prints, neither YAML nor JSON. `loose`: a name that many texts have, and among them what routers are
 * configured by and what systems print of their sessions: only the content tells.
 */
export type FileKind = 'yaml' | 'json' | 'text' | 'loose' | 'template' | 'other';

const kinds: ReadonlyMap<string, FileKind> = new Map([
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['json', 'json'],
  ['j2', 'template'],
  ['tpl', 'template'],
  ['tmpl', 'template'],
  ['gotmpl', 'template'],
  ...['rules', 'iptables', 'ip6tables', 'nft', 'nftables'].map((extension) => [extension, 'text'] as const),
]);

/**
 * Names of what iptables-save and nft print, or read when a host starts: `rules.v4`, `iptables-save.txt`, `node-1-nft.txt`,
 * `nftables.conf`, `iptables` without an ending.
 */
const ruleset = /^rules[.-]?v[46]$|(?<![a-z])(?:ip6?tables|nft|nftables|netfilter|firewall|ruleset)(?![a-z])/i;

const endings = /^[^.]*$|\.(?:sh|txt|conf|save|saved|dump|out|log|v4|v6|(?:ip6?tables|nft)[\w-]*)$/i;

/** What people call configurations of routers, and where they keep what a command printed. */
const loose =
  /\.(?:conf|cfg|config|confg|ios|txt|log|out|status)$|^[^.]*(?:frr|bgp|router|switch|leaf|spine|tor|confg|status)[^.]*$/i;

/** Why a file is not read of which neither the name nor the content says that it is meant. */
export const leftByName = 'not YAML or JSON by its name';

/** True for a name that says what the file holds. */
export function isTelling(kind: FileKind): boolean {
  return kind !== 'other' && kind !== 'loose';
}

/** By the last extension of the name: `x.yaml.j2` is a template. Kustomize's third name for its file has none. */
export function fileKind(path: string): FileKind {
  const name = nameOf(path);
  if (name === 'Kustomization') return 'yaml';
  const kind = kinds.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
  if (kind !== undefined) return kind;
  if (endings.test(name) && ruleset.test(name)) return 'text';
  return loose.test(name) ? 'loose' : 'other';
}

/** The extensions of files that a walk reads, without the dot. */
export const readExtensions = [...kinds].filter(([, kind]) => kind !== 'template').map(([extension]) => extension);
