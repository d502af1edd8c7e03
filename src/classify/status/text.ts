/** A text in which one or several commands printed what they know: outputs, each read by its format. */
import type { StatusLine } from '../../lib/status/lines.ts';
import { bird } from './bird.ts';
import { calicoctl } from './calicoctl.ts';
import { cilium } from './cilium.ts';
import { ciliumDetails } from './cilium-details.ts';
import { headingOf } from './headings.ts';
import type { StatusOutput } from './model.ts';
import { neighbors } from './neighbors.ts';
import { Cursor, type Format } from './reader.ts';
import { streamsOf } from './streams.ts';
import { summary } from './summary.ts';

const formats: readonly Format[] = [calicoctl, bird, summary, neighbors, cilium, ciliumDetails];

/** A word of what any of them begins with: most lines have none. */
const word =
  /BGP|BIRD|alico|IPv[46]|L2VPN|VPNv|[Pp]eer|PEER|Neighb|GR Mode|Instance|outer identifier|[Pp]roto|control socket|node-to-node|node specific|[Gg]lobal|bgpd|[Nn]o such/;

const beginning = (line: StatusLine) =>
  word.test(line.text) ? formats.find((format) => format.begins(line)) : undefined;

/** True for a line that ends what a format reads: a heading, a prompt, or one with which another format begins. */
function ends(line: StatusLine, format: Format): boolean {
  const other = beginning(line);
  return (other !== undefined && other !== format) || headingOf(line, true) !== undefined;
}

/** All outputs of a text, in order; of several machines whose lines are mixed, one machine after the other. */
export function readStatusLines(lines: readonly StatusLine[]): readonly StatusOutput[] {
  return streamsOf(lines).flatMap((stream) => readStream(stream.lines, stream.node));
}

function readStream(lines: readonly StatusLine[], machine: string | undefined): readonly StatusOutput[] {
  const outputs: StatusOutput[] = [];
  let node = machine;
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as StatusLine;
    const format = beginning(line);
    if (format === undefined) {
      const heading = headingOf(line, false);
      // A prompt without a name is of the machine before it, or of none.
      if (heading !== undefined && (heading.node !== undefined || heading.isPrompt)) node = heading.node;
      i++;
      continue;
    }
    const cursor = new Cursor(lines, i, format, ends);
    for (const output of format.read(cursor, node === undefined ? {} : { node })) outputs.push(output);
    i = Math.max(cursor.position, i + 1);
  }
  return outputs;
}
