import type { Json, Problem, ProblemKind, SourceFile, Span } from '../model/document.ts';

/** Why a text was not read. Thrown inside of this stage only, and told as a problem. */
export class ParseError extends Error {
  readonly kind: ProblemKind;
  readonly span: Span;
  readonly detail: { readonly [key: string]: Json };

  constructor(kind: ProblemKind, span: Span, detail: { readonly [key: string]: Json }) {
    super(kind);
    this.kind = kind;
    this.span = span;
    this.detail = detail;
  }
}

/** What is wrong in a YAML text and what was expected, without any of the text: it may hold secrets. */
export function yamlFault(span: Span, reason: string, hint?: string): ParseError {
  return new ParseError('YamlSyntax', span, hint === undefined ? { reason } : { reason, hint });
}

export function jsonFault(span: Span, reason: string, hint?: string): ParseError {
  return new ParseError('JsonSyntax', span, hint === undefined ? { reason } : { reason, hint });
}

export type ParseLimit = 'depth' | 'aliases' | 'documents' | 'document-bytes' | 'file-bytes';

/** `found` is left out where counting stopped at the bound. */
export function limitFault(span: Span, limit: ParseLimit, bound: number, found?: number): ParseError {
  return new ParseError('LimitExceeded', span, found === undefined ? { limit, bound } : { limit, bound, found });
}

/** The problem that an error is, its mark inside of the text and at least one character long if the text has one. */
export function problemOf(source: SourceFile, error: ParseError): Problem {
  const { kind, detail, span } = error;
  return { kind, file: source.file, mark: visible(source.text, span), detail };
}

function visible(text: string, span: Span): Span | null {
  if (text.length === 0) return null;
  if (span.end > span.start && span.start < text.length)
    return whole(text, { start: span.start, end: Math.min(span.end, text.length) });
  let start = Math.min(span.start, text.length - 1);
  if (isLineEnd(text, start)) while (start > 0 && isLineEnd(text, start) && !isLineEnd(text, start - 1)) start--;
  return whole(text, { start, end: start + 1 });
}

/** The span, widened where it begins or ends within CRLF: no line has a column there. */
function whole(text: string, { start, end }: Span): Span {
  return { start: splits(text, start) ? start - 1 : start, end: splits(text, end) ? end + 1 : end };
}

function splits(text: string, at: number): boolean {
  return text[at] === '\n' && text[at - 1] === '\r';
}

function isLineEnd(text: string, at: number): boolean {
  return text[at] === '\n' || text[at] === '\r';
}
