import { LineIndex } from '../lib/lines.ts';
import { clip } from '../lib/text.ts';
import type { Comment, Document, Parsed, Problem, SourceFile, Span } from '../model.ts';
import { commentWord, type DocumentText, hasControlFlow, type Outcome, readDocument } from './document.ts';
import { Hits } from './hits.ts';
import type { Duplicate } from './mapping.ts';
import type { ParseOptions } from './options.ts';
import { readPlain } from './plain.ts';
import { limitFault, problemOf, type Refusal } from './refusal.ts';
import { hasSeparators } from './separators.ts';
import { firstLine, trim } from './span.ts';
import { type Slice, split } from './split.ts';
import { engineOf, findExpressions, Mask, mayHoldExpressions } from './template.ts';
import { YamlDocument } from './yaml-document.ts';

/**
 * Parses a YAML file: a stream of documents, of which only those that `options.wants`, or that hold a comment for
 * bgplint, are composed. Never throws: faults are problems, at most one a document beside its duplicate keys.
 */
export function parseYaml(source: SourceFile, options: ParseOptions): Parsed {
  const { text } = source;
  const bound = options.limits.yamlBytes;
  if (text.length > bound) {
    const refusal = limitFault(firstLine(text, 0, text.length), 'file-bytes', bound, text.length);
    return { documents: [], problems: [problemOf(source, refusal)] };
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

class StreamParser {
  readonly #source: SourceFile;
  readonly #options: ParseOptions;
  readonly #mask: Mask | undefined;
  /** What YAML is read from, with a line feed for whatever ends a line: same offsets as the file's text. */
  readonly #text: string;
  /** The same with its line ends as they are. */
  readonly #written: string;
  readonly #documents: Document[] = [];
  readonly #problems: Problem[] = [];
  readonly #lines: LineIndex;
  /** Undefined if every document is asked about. */
  readonly #hits: Hits | undefined;

  constructor(source: SourceFile, options: ParseOptions) {
    this.#source = source;
    this.#options = options;
    this.#lines = new LineIndex(source.text);
    const { needle } = options;
    this.#hits = needle && new Hits(source.text, new RegExp(`${needle.source}|${commentWord}`));
    if (mayHoldExpressions(source.text)) this.#mask = new Mask(source.text, findExpressions(source.text));
    const text = this.#mask?.apply() ?? source.text;
    this.#written = text;
    this.#text = lineEnd.test(text) ? text.replaceAll(lineEnds, '\n') : text;
  }

  parse(): Parsed {
    const { text } = this.#source;
    const { documents, documentBytes } = this.#options.limits;
    const unwanted: Slice[] = [];
    for (const slice of split(this.#text, startOf(text), this.#written)) {
      const length = slice.end - slice.start;
      if (slice.index >= documents) {
        this.#report(limitFault(firstLine(text, slice.start, slice.end), 'documents', documents));
        break;
      }
      if (!this.#isWanted(slice)) unwanted.push(slice);
      else if (slice.fault) this.#report(slice.fault);
      else if (length > documentBytes && !this.#takeList(slice)) {
        this.#report(limitFault(firstLine(text, slice.start, slice.end), 'document-bytes', documentBytes, length));
      } else if (
        length <= documentBytes &&
        !this.#take(slice, readDocument(this.#document(slice), this.#options.limits))
      ) {
        return this.#template();
      }
    }
    return this.#hasControlFlow(unwanted) ? this.#template() : { documents: this.#documents, problems: this.#problems };
  }

  #isWanted(slice: Slice): boolean {
    if (this.#hits?.isIn(slice) === false) return false;
    const own = this.#source.text.slice(slice.start, slice.end);
    if (own.includes(commentWord)) return true;
    return this.#options.needle?.test(own) !== false && this.#options.wants(own);
  }

  #document(slice: Slice): DocumentText {
    // kubectl ends the last line of a file, too.
    const end = slice.end === this.#written.length && !/[\r\n]$/.test(this.#written.slice(-1)) ? '\n' : '';
    const text = this.#text.slice(slice.start, slice.end) + end;
    const written = this.#written === this.#text ? text : this.#written.slice(slice.start, slice.end) + end;
    return { text, written, offset: slice.start, span: trim(this.#source.text, slice), mask: this.#mask };
  }

  /**
   * A List, as `kubectl get -o yaml` prints it, may be larger than any object: its items are measured by whoever looks at
   * them. It is read the short way only, so that no document takes long. False for what is none.
   */
  #takeList(slice: Slice): boolean {
    const { text, written, offset, mask } = this.#document(slice);
    if (!/^kind: *\w*List\b/m.test(text) || mask?.holds(text) || hasSeparators(written)) return false;
    const read = readPlain(text, offset, this.#options.limits);
    return read !== undefined && this.#take(slice, { ...read, isTemplate: false, comments: [] });
  }

  /** False if the document shows that the file is a template. */
  #take(slice: Slice, outcome: Outcome): boolean {
    if (outcome.isTemplate) return false;
    if (outcome.refusal) this.#report(outcome.refusal);
    if (outcome.root) {
      const span = trim(this.#source.text, slice);
      const comments = outcome.comments.map((comment) => this.#comment(comment));
      this.#documents.push(new YamlDocument(this.#source, slice.index, span, outcome.root, comments));
      for (const duplicate of outcome.duplicates) this.#duplicate(duplicate);
    }
    return true;
  }

  #comment(span: Span): Comment {
    return { span, text: this.#source.text.slice(span.start + 1, span.end) };
  }

  /** Documents that nobody wants are looked into only where others would be reported that depend on their control flow. */
  #hasControlFlow(unwanted: readonly Slice[]): boolean {
    if (!this.#mask || this.#documents.length + this.#problems.length === 0) return false;
    const { limits } = this.#options;
    return unwanted.some(
      (slice) => slice.end - slice.start <= limits.documentBytes && hasControlFlow(this.#document(slice), limits),
    );
  }

  #duplicate({ key, span, first }: Duplicate): void {
    if (this.#problems.length >= this.#options.limits.findings) return;
    const detail = { key: clip(key, 100), kept: 'last', firstLine: this.#lines.position(first).line };
    this.#problems.push({ kind: 'DuplicateKey', file: this.#source.file, mark: span, detail });
  }

  #report(refusal: Refusal): void {
    if (this.#problems.length < this.#options.limits.findings) this.#problems.push(problemOf(this.#source, refusal));
  }

  #template(): Parsed {
    return { documents: [], problems: [], template: engineOf(this.#source.text) };
  }
}
