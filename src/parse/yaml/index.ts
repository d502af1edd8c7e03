import { LineIndex } from '../../lib/lines.ts';
import type { Comment, Document, Parsed, Problem, SourceFile, Span } from '../../model/document.ts';
import { type Duplicate, duplicateProblems } from '../duplicates.ts';
import { limitFault, type ParseError, problemOf } from '../error.ts';
import { endsDocument, leadingObjects } from '../json/stream.ts';
import type { Node } from '../node.ts';
import type { ParseOptions } from '../options.ts';
import { firstLine, trim } from '../span.ts';
import { hasControlFlow } from './any-document.ts';
import { readDocument } from './document.ts';
import { commentWord, type DocumentText, type Outcome } from './document-text.ts';
import { readFast } from './fast.ts';
import { objectStarts } from './objects.ts';
import { Occurrences } from './occurrences.ts';
import { YamlDocument } from './places.ts';
import { hasSeparators } from './separators.ts';
import { type Slice, split } from './split.ts';
import { engineOf, findExpressions, isYtt, Mask, mayHoldExpressions, mayHoldVariables } from './template.ts';

/**
 * Parses a YAML file: a stream of documents, of which only those that `options.wants`, or that hold a comment for
 * bgplint, are composed. Never throws: faults are problems, at most one a document beside its duplicate keys.
 */
export function parseYaml(source: SourceFile, options: ParseOptions): Parsed {
  const { text } = source;
  const bound = options.limits.yamlBytes;
  if (text.length > bound) {
    const error = limitFault(firstLine(text, 0, text.length), 'file-bytes', bound, text.length);
    return { documents: [], problems: [problemOf(source, error)] };
  }
  return new StreamParser(source, options).parse();
}

/** What ends a line to go-yaml, and to the yaml package does not. */
const lineEnd = /\r(?!\n)|[\x85\u2028\u2029]/;
const lineEnds = new RegExp(lineEnd.source, 'g');

/**
 * White space that kubectl takes away before a text that may be JSON, up to its first line end: whatever Unicode calls so,
 * of which YAML knows blanks alone (k8s.io/apimachinery pkg/util/yaml, YAMLOrJSONDecoder).
 */
const beforeJson = /^(?:(?!\ufeff)[^\S\n]|\x85)*(?:\n(?=(?:(?!\ufeff)\s|\x85)*\{)|(?=\{))/;

function startOf(text: string): number {
  return text.startsWith('\ufeff') ? 1 : (beforeJson.exec(text)?.[0].length ?? 0);
}

/** A text as YAML is read from it: same offsets as the file's text. */
interface Texts {
  /** With a line feed for whatever ends a line. */
  readonly text: string;
  /** With its line ends as they are. */
  readonly written: string;
  /** Whether they differ: comparing them for each document would take the square of their length. */
  readonly hasOwnEnds: boolean;
}

function textsOf(written: string): Texts {
  const hasOwnEnds = lineEnd.test(written);
  return { written, text: hasOwnEnds ? written.replaceAll(lineEnds, '\n') : written, hasOwnEnds };
}

/** A document that was taken, and whether only with stand-ins for its expressions: kubectl would refuse it. */
interface Taken {
  readonly document: Document;
  readonly root: Node;
  readonly duplicates: readonly Duplicate[];
  readonly isRendered: boolean;
}

class StreamParser {
  readonly #source: SourceFile;
  readonly #options: ParseOptions;
  readonly #texts: Texts;
  /** The same with stand-ins for expressions; made when a document needs it. */
  #masked: (Texts & { readonly mask: Mask }) | undefined;
  readonly #taken: Taken[] = [];
  readonly #problems: Problem[] = [];
  readonly #lines: LineIndex;
  /** Undefined if every document is asked about. */
  readonly #occurrences: Occurrences | undefined;
  /** A document was left, since it has to be rendered first. */
  #isTemplate = false;

  constructor(source: SourceFile, options: ParseOptions) {
    this.#source = source;
    this.#options = options;
    this.#lines = new LineIndex(source.text);
    const { needle } = options;
    this.#occurrences = needle && new Occurrences(source.text, new RegExp(`${needle.source}|${commentWord}`));
    this.#texts = textsOf(source.text);
  }

  parse(): Parsed {
    const { text } = this.#source;
    const { documents, documentBytes } = this.#options.limits;
    const unwanted: Slice[] = [];
    for (const slice of this.#slices()) {
      const length = slice.end - slice.start;
      if (slice.index >= documents) {
        this.#report(limitFault(firstLine(text, slice.start, slice.end), 'documents', documents));
        break;
      }
      if (!this.#isWanted(slice)) unwanted.push(slice);
      else if (slice.fault) this.#report(slice.fault);
      else if (length <= documentBytes) this.#read(slice);
      else if (!this.#takeList(slice)) {
        this.#report(limitFault(firstLine(text, slice.start, slice.end), 'document-bytes', documentBytes, length));
      }
    }
    return this.#parsed(unwanted);
  }

  /** Objects of JSON behind each other, then a stream of YAML. */
  *#slices(): Generator<Slice> {
    const { text, written } = this.#texts;
    const from = startOf(written);
    const objects = leadingObjects(written, from);
    const [first] = objects;
    if (first === undefined || (objects.length === 1 && endsDocument(written, first.end))) {
      yield* split(text, from, written);
      return;
    }
    for (const [index, span] of objects.entries()) yield { ...span, index };
    const rest = objects.at(-1)?.end ?? from;
    for (const slice of split(text, rest, written)) yield { ...slice, index: slice.index + objects.length };
  }

  /**
   * What kubectl reads is there whatever stands in other documents. What is YAML only with stand-ins for its expressions
   * is rendered together with the control flow around it.
   */
  #parsed(unwanted: readonly Slice[]): Parsed {
    // The room of templates is not entered for files that are none.
    if (this.#source.text.includes('#@') && isYtt(this.#source.text)) {
      // A limit is no way to hide, and a comment no way around one.
      const problems = this.#problems.filter(({ kind }) => kind === 'LimitExceeded');
      return { documents: [], problems, template: engineOf(this.#source.text) };
    }
    if (this.#taken.some((one) => one.isRendered)) this.#isTemplate ||= this.#hasControlFlow(unwanted);
    const kept = this.#isTemplate ? this.#taken.filter((one) => !one.isRendered) : this.#taken;
    for (const one of kept) this.#repeated(one);
    const documents = kept.map(({ document }) => document);
    const parsed = { documents, problems: this.#problems };
    return this.#isTemplate ? { ...parsed, template: engineOf(this.#source.text) } : parsed;
  }

  /** First as kubectl reads it, expressions and all; then with stand-ins for these. */
  #read(slice: Slice): void {
    const { limits } = this.#options;
    const outcome = readDocument(this.#document(slice), limits);
    if (outcome.error?.kind !== 'YamlSyntax' || !this.#mayHoldExpressions(slice)) {
      this.#take(slice, outcome, false);
      return;
    }
    const rendered = readDocument(this.#withStandIns(slice), limits);
    if (rendered.isTemplate) this.#isTemplate = true;
    else this.#take(slice, rendered, true);
  }

  #mayHoldExpressions({ start, end }: Slice): boolean {
    const own = this.#source.text.slice(start, end);
    return mayHoldExpressions(own) || mayHoldVariables(own);
  }

  #isWanted(slice: Slice): boolean {
    if (this.#occurrences?.isIn(slice) === false) return false;
    const own = this.#source.text.slice(slice.start, slice.end);
    if (own.includes(commentWord)) return true;
    return this.#options.needle?.test(own) !== false && this.#options.wants(own);
  }

  #document(slice: Slice): DocumentText {
    return this.#cut(slice, this.#texts, undefined);
  }

  #withStandIns(slice: Slice): DocumentText {
    if (this.#masked === undefined) {
      const mask = new Mask(this.#source.text, findExpressions(this.#source.text, { variables: true }));
      this.#masked = { mask, ...textsOf(mask.apply()) };
    }
    return this.#cut(slice, this.#masked, this.#masked.mask);
  }

  #cut(slice: Slice, whole: Texts, mask: Mask | undefined): DocumentText {
    // kubectl ends the last line of a file, too.
    const end = slice.end === whole.written.length && !/[\r\n]$/.test(whole.written.slice(-1)) ? '\n' : '';
    const text = whole.text.slice(slice.start, slice.end) + end;
    const written = whole.hasOwnEnds ? whole.written.slice(slice.start, slice.end) + end : text;
    return { text, written, offset: slice.start, span: trim(this.#source.text, slice), mask };
  }

  /**
   * A List, as `kubectl get -o yaml` prints it, may be larger than any object: its items are measured by whoever looks at
   * them. It is read the short way only, so that no document takes long. False for what is none.
   */
  #takeList(slice: Slice): boolean {
    const { text, written, offset } = this.#document(slice);
    if (!/^(?:kind: *\w*List\b|items:)/m.test(text) || hasSeparators(written)) return false;
    const read = readFast(text, offset, this.#options.limits);
    if (read !== undefined) this.#take(slice, { ...read, isTemplate: false, comments: [] }, false);
    return read !== undefined;
  }

  #take(slice: Slice, outcome: Outcome, isRendered: boolean): void {
    if (outcome.error) this.#report(outcome.error);
    if (outcome.root === undefined) return;
    const span = trim(this.#source.text, slice);
    const comments = outcome.comments.map((comment) => this.#comment(comment));
    const document = new YamlDocument(this.#source, slice.index, span, outcome.root, {
      comments,
      again: outcome.again,
    });
    this.#taken.push({ document, root: outcome.root, duplicates: outcome.duplicates, isRendered });
  }

  #comment(span: Span): Comment {
    return { span, text: this.#source.text.slice(span.start + 1, span.end) };
  }

  /** True if a document that nobody wants is a template. It is looked into only where others depend on it. */
  #hasControlFlow(unwanted: readonly Slice[]): boolean {
    const { limits } = this.#options;
    return unwanted.some(
      (slice) =>
        slice.end - slice.start <= limits.documentBytes &&
        hasControlFlow(this.#withStandIns(slice), limits) &&
        readDocument(this.#document(slice), limits).root === undefined,
    );
  }

  /** Keys that a mapping has twice: one by one, or as what they are where objects stand behind each other in it. */
  #repeated({ document, root, duplicates }: Taken): void {
    if (duplicates.length === 0) return;
    const { file, text } = this.#source;
    const starts = objectStarts(root, duplicates, text);
    const of = starts.length + 1;
    for (const [i, mark] of starts.entries())
      this.#note({ kind: 'DocumentMarkerMissing', file, mark, detail: { number: i + 2, of }, document });
    const others =
      starts.length === 0 ? duplicates : duplicates.filter(({ mapping }) => mapping !== root.firstKey?.start);
    for (const problem of duplicateProblems(this.#source, others, this.#lines)) this.#note(problem);
  }

  #report(error: ParseError): void {
    this.#note(problemOf(this.#source, error));
  }

  #note(problem: Problem): void {
    if (this.#problems.length < this.#options.limits.findings) this.#problems.push(problem);
  }
}
