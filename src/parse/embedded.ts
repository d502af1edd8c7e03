import { at } from '../lib/json.ts';
import type { Limits } from '../lib/limits.ts';
import { LineIndex } from '../lib/lines.ts';
import { getOrMake } from '../lib/maps.ts';
import { ScalarOffsets } from '../lib/scalar-offsets.ts';
import type {
  Comment,
  Document,
  JsonObject,
  On,
  Parsed,
  Path,
  Problem,
  ScalarStyle,
  SourceFile,
  Span,
  Wanted,
} from '../model/document.ts';
import { parseYaml } from './yaml/index.ts';

/** YAML in a scalar of a document, such as a file in a ConfigMap. */
export interface Embedded {
  readonly path: Path;
  readonly parsed: Parsed;
}

export interface EmbeddedOptions {
  /** All documents of a stream, and not only the first. */
  readonly stream?: boolean;
  readonly apart?: boolean;
  readonly sensitive?: Document['sensitive'];
}

/**
 * Reads the YAML in the scalars at these paths. Places, faults and comments are those of the outer file. Of a stream only
 * the first document counts, as to whoever reads a configuration; `stream` gives all of them. Scalars that stand at one
 * place, behind an alias, are read once: the first path has them. Paths at which there is no text are left out.
 */
export function parseEmbedded(
  outer: Document,
  paths: readonly Path[],
  limits: Limits,
  { stream = false, apart = false, sensitive }: EmbeddedOptions = {},
): Embedded[] {
  // All at once: a large JSON file is gone through for each call.
  const spans = outer.locate(paths.flatMap((path) => [{ path, on: 'key' } as const, { path, on: 'value' } as const]));
  const seen = new Set<number>();
  return paths.flatMap((path, i) => {
    const [key, span] = [spans[2 * i], spans[2 * i + 1]];
    const value = at(outer.value, path);
    const style = outer.style(path)?.style;
    if (span === undefined || typeof value !== 'string' || style === undefined || seen.has(span.start)) return [];
    seen.add(span.start);
    const offsets = offsetsOf(outer, path, span, style, value);
    // Comments in quotes share their line with all that stands between these.
    const isInLines = !(outer instanceof EmbeddedDocument) || outer.hasLines;
    const hasLines = offsets.isExact && isInLines && (style === 'literal' || style === 'folded');
    const hidden = sensitive ?? inherited(outer, path);
    const frame = { outer, path, key, span, offsets, hasLines, stream, apart, ...(hidden && { sensitive: hidden }) };
    return [{ path, parsed: read(frame, value, limits) }];
  });
}

/** Where the characters of a text stand in the file. */
type Offsets = Pick<ScalarOffsets, 'isExact' | 'outer'>;

/** Of a text in a text, what the inner one says of the outer one, and that of the file: each has escapes of its own. */
function offsetsOf(outer: Document, path: Path, span: Span, style: ScalarStyle, value: string): Offsets {
  if (!(outer instanceof EmbeddedDocument)) return ScalarOffsets.of(outer.source.text, span, style, value);
  const { inner, offsets } = outer;
  const [within = { start: 0, end: 0 }] = inner.locate([{ path, on: 'value' }]);
  const own = ScalarOffsets.of(inner.source.text, within, style, value);
  return { isExact: own.isExact && offsets.isExact, outer: (one) => offsets.outer(own.outer(one)) };
}

/** A text in what is sensitive is so as a whole. */
function inherited({ sensitive }: Document, path: Path): Document['sensitive'] {
  const isHidden = sensitive?.paths.some((one) => one.every((step, i) => step === path[i]));
  return sensitive !== undefined && isHidden ? { paths: [[]], told: sensitive.told } : undefined;
}

/** Where a text stands in the outer document. */
interface Frame {
  readonly outer: Document;
  readonly path: Path;
  readonly key: Span | undefined;
  readonly span: Span;
  readonly offsets: Offsets;
  readonly hasLines: boolean;
  readonly stream: boolean;
  readonly apart: boolean;
  readonly sensitive?: Document['sensitive'];
}

/** The lines of an outer file: most texts have no fault, and need none. */
const outerLines = new WeakMap<SourceFile, LineIndex>();

function linesOf(source: SourceFile): LineIndex {
  return getOrMake(outerLines, source, () => new LineIndex(source.text));
}

function read(frame: Frame, text: string, limits: Limits): Parsed {
  const { file } = frame.outer.source;
  const parsed = parseYaml({ file, text }, { limits, wants: () => true });
  const documents = frame.stream ? parsed.documents : parsed.documents.filter(({ index }) => index === 0);
  const inner = new LineIndex(text);
  const problems = parsed.problems.map(({ document: _inner, ...problem }): Problem => {
    const mark = problem.mark && visible(frame.offsets.outer(problem.mark), frame.span);
    return { ...problem, file, mark, detail: detailIn(frame, problem, inner) };
  });
  return { ...parsed, problems, documents: documents.map((one) => new EmbeddedDocument(frame, one)) };
}

/** Lines that a fault speaks of are the outer file's; `kept`: strict readers keep none of two equal keys. */
function detailIn({ outer, offsets }: Frame, { detail }: Problem, inner: LineIndex): JsonObject {
  const line = detail['firstLine'];
  if (typeof line !== 'number') return detail;
  const span = inner.line(line);
  return { ...detail, kept: 'none', firstLine: linesOf(outer.source).position(offsets.outer(span).start).line };
}

/** A span with at least one character, within the scalar. */
function visible({ start, end }: Span, whole: Span): Span {
  if (end > start) return { start, end };
  const from = Math.max(Math.min(start, whole.end - 1), whole.start);
  return { start: from, end: from + 1 };
}

/** A document inside of a scalar. Its spans are of the outer file, the key of its root is that of the scalar. */
class EmbeddedDocument implements Document {
  readonly source: SourceFile;
  readonly index: number;
  readonly span: Span;
  readonly comments: readonly Comment[];
  readonly within: { readonly document: Document; readonly path: Path };
  readonly apart: boolean;
  readonly sensitive?: NonNullable<Document['sensitive']>;
  /** The document as it stands in its own text. */
  readonly inner: Document;
  readonly offsets: Offsets;
  /** True where its lines are lines of the file. */
  readonly hasLines: boolean;
  readonly #key: Span | undefined;

  constructor({ outer, path, key, span, offsets, hasLines, apart, sensitive }: Frame, inner: Document) {
    this.source = outer.source;
    this.index = outer.index;
    this.span = span;
    this.within = { document: outer, path };
    this.apart = apart;
    if (sensitive !== undefined) this.sensitive = sensitive;
    this.#key = key;
    this.offsets = offsets;
    this.inner = inner;
    this.hasLines = hasLines;
    this.comments = hasLines
      ? inner.comments.map((comment) => ({ span: offsets.outer(comment.span), text: comment.text }))
      : [];
  }

  get value() {
    return this.inner.value;
  }

  locate(wanted: readonly Wanted[]) {
    const found = this.inner.locate(wanted);
    return wanted.map((one, i) => {
      if (isRootKey(one)) return this.#key;
      const span = found[i];
      return span && this.offsets.outer(span);
    });
  }

  style(path: Path) {
    return this.inner.style(path);
  }

  uses(path: Path) {
    const { document, path: outer } = this.within;
    const inner = this.inner.uses?.(path) ?? [];
    return [...(document.uses?.(outer) ?? []), ...inner.map((span) => this.offsets.outer(span))];
  }

  open(path: Path) {
    return this.inner.open(path);
  }
}

function isRootKey({ path, on }: { readonly path: Path; readonly on: On }): boolean {
  return path.length === 0 && on === 'key';
}
