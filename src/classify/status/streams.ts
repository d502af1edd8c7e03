/** Lines of several machines in one text, where a tool has put the name of one before each: `node-1: …`, `[pod/x/y] …`. */
import type { StatusLine } from '../../lib/status/lines.ts';

export interface Stream {
  /** The machine, where the prefix is a name. */
  readonly node?: string;
  readonly lines: readonly StatusLine[];
}

const prefix = /^(?:([A-Za-z\d][\w.-]{0,252}):|\[[\w./:-]{1,300}\])$/;

/** A line that only such a tool would begin so: what outputs begin with stands behind the prefix. */
const start =
  /^\s*\S+\s+(?:Calico process is (?:not )?running|IPv[46] BGP status|BIRD \S+ ready|BGP router identifier|BGP neighbor is|(?:IPv[46]|L2VPN) \w+ Summary|Local AS\s+Peer AS|Instance\s+Peer\s+Session|[Nn]ame\s+[Pp]roto\s+[Tt]able|Neighbor\s+V\s+AS)/;

/** One stream for each prefix, in the order of their first lines; the text as it is where lines have none. */
export function streamsOf(lines: readonly StatusLine[]): readonly Stream[] {
  const prefixes = new Set<string>();
  for (const { text, words } of lines) {
    const first = words[0]?.text ?? '';
    if (prefix.test(first) && start.test(text)) prefixes.add(first);
  }
  if (prefixes.size === 0) return [{ lines }];
  const streams = new Map<string, StatusLine[]>();
  for (const line of lines) {
    const first = line.words[0]?.text ?? '';
    const own = prefixes.has(first) ? first : '';
    const stream = streams.get(own) ?? [];
    streams.set(own, stream);
    const rest = own === '' ? line : behindPrefix(line);
    if (rest.words.length > 0) stream.push(rest);
  }
  return [...streams].map(([own, of]) => {
    const [, node] = prefix.exec(own) ?? [];
    return { ...(node !== undefined && { node }), lines: of };
  });
}

function behindPrefix(line: StatusLine): StatusLine {
  const [first, ...words] = line.words;
  const length = first === undefined ? 0 : first.at + first.text.length;
  // One blank belongs to the prefix; those behind it to the line.
  const from = length + (/^\s/.test(line.text.slice(length)) ? 1 : 0);
  return {
    ...line,
    text: line.text.slice(from),
    words: words.map((word) => ({ ...word, at: word.at - from })),
    skipped: line.skipped + 1,
  };
}
