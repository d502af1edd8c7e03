/** FRR's commands by the node that takes them. */
import { getOrMake } from '../../../../lib/maps.ts';
import { bgpNodes } from './bgp.ts';
import { matchLine, type Outcome } from './match.ts';
import type { Command, Node } from './notation.ts';
import { policyNodes } from './policies.ts';

/** A node of FRR's in which BGP or its policies are set; an address family has its own name, `ipv4 unicast`. */
export type NodeName = keyof typeof bgpNodes | keyof typeof policyNodes;

const commands: { readonly [node in NodeName]: readonly Command[] } = { ...bgpNodes, ...policyNodes };

/** Those of all nodes. */
const everywhere = new Set(['exit', 'quit', 'end']);

const nodes = new Map<NodeName, Index>();

/** What a node makes of the words of a line. */
export function readLine(node: NodeName, words: readonly string[]): Outcome {
  const [first = ''] = words;
  if (words.length === 1 && everywhere.has(first)) return { is: 'match', match: { words, later: false } };
  const index = getOrMake(nodes, node, () => indexOf(commands[node]));
  const outcome = matchLine(
    candidates(index, words, (own, word) => own === '' || own.startsWith(word)),
    words,
  );
  if (outcome.is !== 'none') return outcome;
  if (first === 'n') return readLine(node, ['no', ...words.slice(1)]);
  // How far others of its first word can be read tells where it goes wrong.
  return matchLine(
    candidates(index, words, () => true),
    words,
  );
}

/** Commands by a word that tells them apart: the one behind the neighbor, and behind the first word of the others. */
interface Index {
  readonly positive: Side;
  readonly negative: Side;
}

interface Side {
  readonly [first: string]: readonly { readonly word: string; readonly commands: Command[] }[];
}

const place = (first: string) => (first === 'neighbor' ? 2 : 1);

function indexOf(all: readonly Command[]): Index {
  const negative = all.filter(({ sequence }) => isKeyword(sequence[0], 'no'));
  const positive = all.filter(({ sequence }) => !isKeyword(sequence[0], 'no'));
  return { positive: side(positive, 0), negative: side(negative, 1) };
}

const isKeyword = (node: Node | undefined, text: string) => node?.is === 'keyword' && node.text === text;

/** The word of keywords that a command has at one place; `''` where it has none there, or several. */
function side(all: readonly Command[], start: number): Side {
  const groups = new Map<string, Map<string, Command[]>>();
  for (const command of all) {
    for (const first of keywordsOf(command.sequence[start])) {
      const group = groups.get(first) ?? new Map<string, Command[]>();
      groups.set(first, group);
      for (const word of keywordsOf(command.sequence[start + place(first)]))
        group.set(word, [...(group.get(word) ?? []), command]);
    }
  }
  return Object.fromEntries(
    [...groups].map(([first, group]) => [first, [...group].map(([word, list]) => ({ word, commands: list }))]),
  );
}

function keywordsOf(node: Node | undefined): readonly string[] {
  if (node?.is === 'keyword') return [node.text];
  if (node?.is !== 'one') return [''];
  const words = node.options.map(([head]) => (head?.is === 'keyword' ? head.text : ''));
  return [...new Set(words)];
}

/** Commands that may be meant: their keywords begin with the words that stand there. */
function candidates(
  { positive, negative }: Index,
  words: readonly string[],
  fits: (own: string, word: string) => boolean,
): readonly Command[] {
  const isNegative = words[0] === 'no';
  const start = isNegative ? 1 : 0;
  const found = new Set<Command>();
  for (const [first, group] of Object.entries(isNegative ? negative : positive)) {
    if (!first.startsWith(words[start] ?? '')) continue;
    const word = words[start + place(first)] ?? '';
    for (const { word: own, commands: list } of group)
      if (fits(own, word)) for (const command of list) found.add(command);
  }
  return [...found];
}
