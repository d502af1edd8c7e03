/** Texts of hosts, which are neither YAML nor JSON: a parser for each format. */
import type { Parsed, SourceFile } from '../../model/document.ts';
import { parseCommands } from './commands.ts';
import { parseIptables } from './iptables.ts';
import { parseNftables } from './nftables.ts';

type Parser = (source: SourceFile) => Parsed;

const parsers: { readonly [format: string]: Parser } = {
  iptables: parseIptables,
  'iptables-commands': parseCommands,
  nftables: parseNftables,
};

/** Parses a text in a format that it was found to have. Never throws: faults are problems. */
export function parseHost(source: SourceFile, format: string): Parsed {
  return parsers[format]?.(source) ?? { documents: [], problems: [] };
}
