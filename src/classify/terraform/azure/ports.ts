/** Ports of rules of Azure (hashicorp/terraform-provider-azurerm website/docs/r/network_security_rule). */
import type { Path } from '../../../model/document.ts';
import type { Ports } from '../../firewall/ports.ts';
import type { Attributes } from '../attributes.ts';
import { allPorts, rangeAt } from '../port-ranges.ts';
import { textsAt } from '../texts.ts';

/** All ranges of ports at a path and in the list beside it, each for itself: `179`, `170-190`, `*`; none where none is given. */
export function portsAt(values: Attributes, one: Path, several: Path): readonly Ports[] {
  const ranges: Ports[] = [];
  for (const path of [one, several]) {
    const { known, unknown } = textsAt(values, path);
    for (const { text, path: place } of known) {
      ranges.push(text.trim() === '*' ? allPorts(place) : rangeAt(values, place));
    }
    for (const place of unknown) ranges.push(rangeAt(values, place));
  }
  return ranges;
}

/** Ports that a client takes: 32768-60999 in Linux, and no well-known one in any system. */
const [lowest, first, last] = [1024, 32768, 60999];

/**
 * Whether rules with source ports match what a client sends: `no` for `179` alone, since a speaker dials from a port that its
 * system chooses, and only answers from 179.
 */
export function clientPorts(ranges: readonly Ports[]): 'yes' | 'no' | 'maybe' {
  if (ranges.length === 0) return 'yes';
  if (ranges.some(({ all, from, to }) => all || (from !== null && to !== null && from <= first && to >= last))) {
    return 'yes';
  }
  return ranges.some(({ from, to }) => from === null || to === null || to >= lowest) ? 'maybe' : 'no';
}
