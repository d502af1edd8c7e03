/** Comments of sources that may suppress findings: those in the blocks of a plan's resources, and above them. */
import { LineIndex } from '../../lib/lines.ts';
import { getOrMake } from '../../lib/maps.ts';
import type { Comment, SourceFile } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import type { TerraformFile } from '../../model/terraform.ts';
import type { Sources } from './sources.ts';

/** Each file with its comments. One beside a block that no plan speaks of is nobody's: it may be of another plan. */
export function commentsBeside(
  resources: readonly Resource[],
  sources: Sources,
): readonly { readonly source: SourceFile; readonly comments: readonly Comment[] }[] {
  const blocks = new Map<TerraformFile, Set<number>>();
  for (const resource of resources) {
    const found = sources.blockOf(resource);
    if (found === undefined || found.file.comments.length === 0) continue;
    getOrMake(blocks, found.file, () => new Set()).add(found.span.start);
  }
  return [...blocks].map(([file, starts]) => {
    const lines = new LineIndex(file.source.text);
    const commented = new Set(file.comments.map(({ span }) => lines.position(span.start).line));
    const spans = file.blocks
      .filter(({ span }) => starts.has(span.start))
      .map(({ span }) => {
        let first = lines.position(span.start).line;
        while (commented.has(first - 1)) first--;
        return { start: lines.line(first).start, end: lines.line(lines.position(span.end).line).end };
      });
    // Both stand in the order of the text.
    let next = 0;
    const isBeside = ({ span }: Comment) => {
      while ((spans[next]?.end ?? Number.POSITIVE_INFINITY) < span.end) next++;
      return (spans[next]?.start ?? Number.POSITIVE_INFINITY) <= span.start;
    };
    return { source: file.source, comments: file.comments.filter(isBeside) };
  });
}
