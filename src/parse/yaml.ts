import { LineIndex } from '../lib/lines.ts';
import { clip } from '../lib/text.ts';
import type { Comment, Document, On, Parsed, Path, Problem, SourceFile, Span, Wanted } from '../model.ts';
import { Composer } from './compose.ts';
import type { Duplicate } from './mapping.ts';
import type { ParseOptions } from './options.ts';
import { type Place, placeAt, spanAt } from './place.ts';
import { type Opaque, readSyntax } from './read.ts';
import { limitFault, problemOf, Refusal } from './refusal.ts';
import { firstLine, trim } from './span.ts';
import { type Slice, split } from './split.ts';
import { BareExpressions, engineOf, findExpressions, Mask, mayHoldExpressions } from './template.ts';

const commentWord = 'bgplint-ignore';

/**
 * Parses a YAML file: a stream of documents, of which only those that `options.wants`, or that hold a comment for
 * bgplint, are composed. Never throws: faults are problems, at most one a document beside its duplicate keys.
 */
export function parseYaml(source: SourceFile, options: ParseOptions): Parsed {
  return new StreamParser(source, options).parse();
}

class StreamParser {
  readonly #source: SourceFile;
  readonly #options: ParseOptions;
  readonly #mask: Mask | undefined;
  /** What YAML is read from: same offsets as the file's text. */
  readonly #text: string;
  readonly #documents: Document[] = [];
  readonly #problems: Problem[] = [];
  readonly #lines: LineIndex;

  constructor(source: SourceFile, options: ParseOptions) {
    this.#source = source;
    this.#options = options;
    this.#lines = new LineIndex(source.text);
    if (mayHoldExpressions(source.text)) this.#mask = new Mask(source.text, findExpressions(source.text));
    const text = this.#mask?.apply() ?? source.text;
    // To YAML a lone CR ends a line; to the yaml package it does not.
    this.#text = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
  }

  parse(): Parsed {
    const { text } = this.#source;
    const { limits, wants } = this.#options;
    if (text.length > limits.yamlBytes) {
      const mark = firstLine(text, 0, text.length);
      return this.#refuse(limitFault(mark, 'file-bytes', limits.yamlBytes, text.length));
    }
    const mayHaveComments = text.includes(commentWord);
    const unwanted: Slice[] = [];
    for (const slice of split(this.#text, text.startsWith('\ufeff') ? 1 : 0)) {
      if (slice.index >= limits.documents) {
        this.#report(limitFault(firstLine(text, slice.start, slice.end), 'documents', limits.documents));
        break;
      }
      const own = text.slice(slice.start, slice.end);
      const hasComments = mayHaveComments && own.includes(commentWord);
      if (!hasComments && !wants(own)) {
        unwanted.push(slice);
      } else if (own.length > limits.documentBytes) {
        const mark = firstLine(text, slice.start, slice.end);
        this.#report(limitFault(mark, 'document-bytes', limits.documentBytes, own.length));
      } else if (this.#read(slice, hasComments)) {
        return this.#template();
      }
    }
    if (this.#documents.length + this.#problems.length > 0 && unwanted.some((slice) => this.#isControlled(slice))) {
      return this.#template();
    }
    return { documents: this.#documents, problems: this.#problems };
  }

  /** Composes one document. True if it shows that the whole file is a template. */
  #read(slice: Slice, hasComments: boolean): boolean {
    const { limits } = this.#options;
    const comments: Comment[] = [];
    const expressions = this.#mask && new BareExpressions(this.#mask.expressions, slice);
    const watch = (kind: Opaque, span: Span): void => {
      expressions?.hide(span);
      if (kind === 'comment' && hasComments) this.#comment(span, comments);
    };
    try {
      const syntax = readSyntax(this.#text, slice, limits.depth, expressions || hasComments ? watch : undefined);
      if (expressions?.hasControl()) return true;
      const composer = new Composer(syntax.handles, limits, this.#mask);
      const span = trim(this.#source.text, slice);
      const root = composeUnless(syntax.fault, () => composer.compose(syntax, span));
      this.#documents.push(new YamlDocument(this.#source, slice.index, span, root, comments));
      for (const duplicate of composer.duplicates) this.#duplicate(duplicate);
    } catch (error) {
      const refusal = asRefusal(error, slice, limits.depth);
      if (refusal.kind === 'YamlSyntax' && expressions?.hasAny()) return true;
      this.#report(refusal);
    }
    return false;
  }

  #comment(span: Span, comments: Comment[]): void {
    const text = this.#source.text.slice(span.start + 1, span.end);
    if (text.includes(commentWord)) comments.push({ span, text });
  }

  /** True if an unwanted document holds control flow outside of scalars and comments. */
  #isControlled(slice: Slice): boolean {
    if (!this.#mask || slice.end - slice.start > this.#options.limits.documentBytes) return false;
    const expressions = new BareExpressions(this.#mask.expressions, slice);
    if (!expressions.hasControl()) return false;
    try {
      readSyntax(this.#text, slice, this.#options.limits.depth, (_, span) => expressions.hide(span));
    } catch {
      return false;
    }
    return expressions.hasControl();
  }

  #duplicate({ key, span, first }: Duplicate): void {
    if (this.#problems.length >= this.#options.limits.findings) return;
    const detail = { key: clip(key, 100), kept: 'last', firstLine: this.#lines.position(first).line };
    this.#problems.push({ kind: 'DuplicateKey', file: this.#source.file, mark: span, detail });
  }

  #report(refusal: Refusal): void {
    if (this.#problems.length < this.#options.limits.findings) this.#problems.push(problemOf(this.#source, refusal));
  }

  #refuse(refusal: Refusal): Parsed {
    return { documents: [], problems: [problemOf(this.#source, refusal)] };
  }

  #template(): Parsed {
    return { documents: [], problems: [], template: engineOf(this.#source.text) };
  }
}

/** The fault of the parser or of the composer, whichever comes first in the text. */
function composeUnless(fault: Refusal | undefined, compose: () => Place): Place {
  let root: Place | undefined;
  try {
    root = compose();
  } catch (error) {
    if (!(error instanceof Refusal) || !fault || error.span.start <= fault.span.start) throw error;
  }
  if (fault || !root) throw fault ?? new Error('nothing was composed');
  return root;
}

/** Running out of stack is a matter of depth, which a high `limits.depth` let pass. */
function asRefusal(error: unknown, span: Span, depth: number): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof RangeError) return limitFault({ start: span.start, end: span.start + 1 }, 'depth', depth);
  throw error;
}

class YamlDocument implements Document {
  readonly source: SourceFile;
  readonly index: number;
  readonly span: Span;
  readonly comments: readonly Comment[];
  readonly #root: Place;

  constructor(source: SourceFile, index: number, span: Span, root: Place, comments: readonly Comment[]) {
    this.source = source;
    this.index = index;
    this.span = span;
    this.comments = comments;
    this.#root = root;
  }

  get value() {
    return this.#root.value;
  }

  locate(wanted: readonly Wanted[]) {
    return wanted.map(({ path, on }) => this.#locate(path, on));
  }

  #locate(path: Path, on: On): Span | undefined {
    return path.length === 0 && on === 'key' ? this.span : spanAt(this.#root, path, on);
  }

  style(path: Path) {
    const place = placeAt(this.#root, path);
    if (!place?.style) return undefined;
    return place.tag === undefined ? { style: place.style } : { style: place.style, tag: place.tag };
  }

  open(path: Path) {
    return placeAt(this.#root, path)?.open === true;
  }
}
