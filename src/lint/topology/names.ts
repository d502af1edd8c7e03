/** Names in the order that people expect, and what a box of many nodes is called. */
import { compare } from '../../lib/order.ts';

const digits = /\d+/g;

/** Digits longer than this are no number of nodes. */
const longest = 15;

/** The order in which `node-2` comes before `node-10`, the same in every language of the system. */
export function byName(a: string, b: string): number {
  return compare(padded(a), padded(b)) || compare(a, b);
}

function padded(name: string): string {
  return name.replace(digits, (number) => number.padStart(longest, '0'));
}

/** What nodes in their order are called together: `a`, `a, b`, or `a … z`. */
export function titleOf(nodes: readonly string[]): string {
  if (nodes.length < 3) return nodes.join(', ');
  return `${nodes[0]} … ${nodes[nodes.length - 1]}`;
}
