/** Configurations of IOS and IOS-XE, EOS and NX-OS: one grammar for the most part, with other defaults. */
import type { RouterLine } from '../../../lib/router/lines.ts';
import type { Dialect, Interface, RouterConfig } from '../model.ts';
import { blocksOf } from './blocks.ts';
import { interfaceOf } from './interfaces.ts';
import { PolicyReader } from './policies.ts';
import { ProcessReader } from './process.ts';
import { processOf } from './resolve.ts';

/** Reads the lines of a text. Lines that are not known are counted, and named where they may change something. */
export function readIos(lines: readonly RouterLine[], dialect: Dialect): RouterConfig {
  const reader = new ProcessReader(dialect);
  const policies = new PolicyReader();
  const interfaces: Interface[] = [];
  let hostname: string | undefined;
  let open = false;
  for (const block of blocksOf(lines)) {
    const [first, second] = block.words;
    if (first === 'router' && second === 'bgp') reader.read(block);
    else if (first === 'hostname' || first === 'switchname') hostname = second;
    else if (first === 'interface' && second !== undefined && !block.no) {
      const found = interfaceOf(block);
      interfaces.push(found.made);
      open ||= found.open && !found.made.shutdown;
    } else policies.read(block);
  }
  const { prefixLists, routeMaps, asPathLists, accessLists } = policies;
  const names = {
    'route-map': new Set(routeMaps.map(({ name }) => name)),
    'prefix-list': new Set(prefixLists.map(({ name }) => name)),
    'filter-list': new Set(asPathLists.map(({ name }) => name)),
    'distribute-list': new Set([...accessLists, ...prefixLists].map(({ name }) => name)),
  };
  const main = reader.scopes.get('');
  const version = versionOf(lines);
  return {
    dialect,
    ...(version !== undefined && { version }),
    ...(hostname !== undefined && { hostname }),
    whole: !open && isWhole(lines, interfaces),
    notUnderstood: reader.notUnderstood + policies.notUnderstood,
    interfaces,
    processes:
      main === undefined
        ? []
        : [...reader.scopes.values()].map((scope) =>
            processOf(scope, {
              dialect,
              templates: reader.templates,
              main,
              defined: (kind, name) => names[kind].has(name),
            }),
          ),
    prefixLists,
    routeMaps,
    asPathLists,
    accessLists,
    syntax: [],
  };
}

/** What a device says of its release, in a line of its own or in a heading. */
function versionOf(lines: readonly RouterLine[]): string | undefined {
  for (const { words } of lines.slice(0, 40)) {
    const text = words.map((word) => word.text).join(' ');
    const [, plain] = /^version (\S+)/i.exec(text) ?? /\bEOS-(\d[\w.-]*)/.exec(text) ?? [];
    if (plain !== undefined) return plain;
  }
  return undefined;
}

/** A part of what a device prints was asked for. */
const section = /^(?:!Command: )?(?:do )?sh\w* run\S* .*(?:\||\b(?:section|router|bgp|interface|vrf|partition)\b)/;

/** True for a text that holds all that a device prints: what it names and does not define is nowhere. */
function isWhole(lines: readonly RouterLine[], interfaces: readonly Interface[]): boolean {
  for (const { words } of lines) {
    const text = words.map((word) => word.text).join(' ');
    if (section.test(text.replace(/^!\s*/, '!'))) return false;
  }
  return interfaces.some(({ addresses }) => addresses.length > 0);
}
