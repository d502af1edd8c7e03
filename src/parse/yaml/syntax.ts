import { CST, Lexer, Parser } from 'yaml';
import type { Span } from '../../model/document.ts';
import { limitFault, type ParseError, yamlFault } from '../error.ts';
import { spanOf } from '../span.ts';
import { quoteEnd } from './indentation.ts';
import { Tags } from './tags.ts';

/** The syntax tree of one document, before its values are made. */
export interface Syntax {
  /** Undefined for a document without content. */
  readonly document: CST.Document | undefined;
  /** The first token that stands where nothing may stand. */
  readonly fault: ParseError | undefined;
  readonly tags: Tags;
  /** Where the first quote or bracket stands that a line with little indentation cut off. */
  readonly cut: number | undefined;
}

/** Tokens inside of which neither comments nor templates' expressions mean anything to YAML. */
export type Opaque = 'comment' | 'quoted' | 'block';

export interface ReadOptions {
  /** The deepest nesting that is read. */
  readonly depth: number;
  /** Is called with the span of each opaque token, in the order of the text. */
  readonly watch?: ((kind: Opaque, span: Span) => void) | undefined;
  /** Reading ends at the first cut. */
  readonly untilCut?: boolean;
}

/**
 * Runs the lexer and parser over one document of a stream. Throws a Refusal for nesting that is too deep (the parser
 * keeps its own stack, but whatever comes after it walks the tree by recursion) and for a text of misplaced tokens.
 * @param text one document, which starts at `offset` of its file: offsets in the tree are those of the file
 */
export function readSyntax(text: string, offset: number, { depth, watch, untilCut }: ReadOptions): Syntax {
  const parser = new Parser();
  parser.offset = offset;
  const tabs = text.includes('\t') ? new TabWatch() : undefined;
  const syntax = new SyntaxBuilder(controlCharacter(text, offset));
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    const top = parser.stack.at(-1);
    const start = parser.offset;
    const kind = watch && opaque(lexeme, isScalar, top);
    if (kind) watch?.(kind, { start, end: start + lexeme.length });
    if (lexeme === CST.FLOW_END) syntax.cut ??= parser.stack.find((token) => token.type === 'flow-collection')?.offset;
    else if (!isScalar && isCut(text, lexeme, start - offset)) syntax.cut ??= start;
    if (untilCut && syntax.cut !== undefined) break;
    if (tabs?.refuses(lexeme, isScalar, top)) syntax.refuse(tabFault(start, lexeme));
    isScalar = lexeme === CST.SCALAR;
    for (const token of parser.next(lexeme)) syntax.take(token);
    if (parser.stack.length - 1 > depth && CST.isCollection(parser.stack.at(-1))) {
      throw limitFault({ start: parser.offset - 1, end: parser.offset }, 'depth', depth);
    }
  }
  for (const token of parser.end()) syntax.take(token);
  return syntax.build();
}

/** Misplaced tokens after which a document is given up: the parser makes one of every stray bracket. */
const misplacedTokens = 100;

class SyntaxBuilder {
  readonly #tags = new Tags();
  #document: CST.Document | undefined;
  #directive: CST.Directive | undefined;
  #fault: ParseError | undefined;
  #misplaced = 0;
  cut: number | undefined;

  constructor(fault: ParseError | undefined) {
    this.#fault = fault;
  }

  refuse(fault: ParseError): void {
    this.#fault ??= fault;
  }

  take(token: CST.Token): void {
    if (token.type === 'error') {
      this.refuse(misplaced(token));
      if (++this.#misplaced > misplacedTokens && this.#fault) throw this.#fault;
    } else if (token.type === 'document') this.#document ??= token;
    else if (token.type === 'directive') {
      this.#directive ??= token;
      this.#tags.declare(token.source);
    }
  }

  /** Unknown directives and versions are passed over: kubectl refuses some, other tools that apply YAML do not. */
  build(): Syntax {
    const isMarked = this.#document?.start.some((token) => token.type === 'doc-start');
    if (this.#directive && !isMarked) this.refuse(strayToken(spanOf(this.#directive), '%'));
    return { document: this.#document, fault: this.#fault, tags: this.#tags, cut: this.cut };
  }
}

/**
 * Finds tabs where libyaml, which kubectl reads with, takes only spaces: between brackets they are free, elsewhere they
 * may neither begin a line, not even a blank one, nor follow the dash of a list item. The yaml package lets some pass.
 */
class TabWatch {
  #atStart = true;

  refuses(lexeme: string, isScalar: boolean, top: CST.Token | undefined): boolean {
    const first = lexeme[0];
    if (!isScalar && (first === ' ' || first === '\t')) {
      return this.#atStart && lexeme.includes('\t') && top?.type !== 'flow-collection';
    }
    const isControl = lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END || lexeme === CST.SCALAR;
    if (!isControl) this.#atStart = lexeme.endsWith('\n') || (!isScalar && (lexeme === '-' || lexeme === '?'));
    return false;
  }
}

function tabFault(offset: number, lexeme: string): ParseError {
  const start = offset + lexeme.indexOf('\t');
  return yamlFault({ start, end: offset + lexeme.length }, tabReason, tabHint);
}

export const tabReason = 'a tab in the indentation, where only spaces are allowed';
export const tabHint = 'replace the tab with spaces';

/** Characters that no YAML text may hold (YAML 1.1, 5.1). */
const unprintable = /[\0-\x08\v\f\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

function controlCharacter(text: string, offset: number): ParseError | undefined {
  const at = text.search(unprintable);
  if (at === -1) return undefined;
  const span = { start: offset + at, end: offset + at + 1 };
  return yamlFault(
    span,
    'a control character, which YAML does not allow',
    'remove it, or write it as an escape in double quotes',
  );
}

/** True for a quoted scalar that ends with its line and not with its quote. */
function isCut(text: string, lexeme: string, at: number): boolean {
  if (!isQuote(lexeme[0])) return false;
  const next = text.charCodeAt(at + lexeme.length);
  return (next === 10 || next === 13) && quoteEnd(lexeme, 0) === undefined;
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'";
}

function opaque(lexeme: string, isScalar: boolean, top: CST.Token | undefined): Opaque | undefined {
  if (isScalar) return top?.type === 'block-scalar' ? 'block' : undefined;
  if (lexeme[0] === '#') return 'comment';
  return isQuote(lexeme[0]) ? 'quoted' : undefined;
}

function misplaced(token: CST.ErrorToken): ParseError {
  const span = { start: token.offset, end: token.offset + token.source.length };
  if (token.message.includes('same line with key')) {
    return yamlFault(span, 'a list may not start on the line of its key', 'put the dash on the next line');
  }
  return strayToken(span, token.source);
}

/** Refuses what follows a value on its line, unless it is a comment. */
export function checkTrailing(tokens: readonly CST.SourceToken[] | undefined): void {
  for (const token of tokens ?? []) {
    const fault = trailing(token);
    if (fault) throw fault;
  }
}

function trailing(token: CST.SourceToken): ParseError | undefined {
  if (token.type === 'space' || token.type === 'comment' || token.type === 'newline') return undefined;
  return strayToken({ start: token.offset, end: token.offset + token.source.length }, token.source);
}

/** The fault of a token where the line should have ended or something else should stand. */
export function strayToken(span: Span, source: string): ParseError {
  switch (source[0]) {
    case '}':
    case ']':
      return yamlFault(
        span,
        'a closing bracket without an opening one',
        'quote the value if the bracket belongs to it',
      );
    case ',':
      return yamlFault(span, 'a comma outside brackets', 'quote the value if the comma belongs to it');
    case ':':
      return yamlFault(span, 'a colon without a key before it', 'quote the value if the colon belongs to it');
    case '-':
      return yamlFault(span, 'a dash where no list item may start', 'check the indentation of this line');
    case '%':
      return yamlFault(span, 'a percent sign at the start of a line starts a directive', 'quote the value');
    default:
      return yamlFault(span, 'text after the end of a value', 'quote the whole value, or check the indentation');
  }
}
