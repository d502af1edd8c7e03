import type { Limits } from '../../lib/limits.ts';
import type { Span } from '../../model/document.ts';
import type { Duplicate } from '../duplicates.ts';
import { limitFault, ParseError } from '../error.ts';
import type { Node } from '../node.ts';
import { Composer } from './compose.ts';
import { readFast } from './fast.ts';
import { reindent } from './indentation.ts';
import { hasSeparators } from './separators.ts';
import { type Opaque, readSyntax, type Syntax } from './syntax.ts';
import { BareExpressions, type Mask } from './template.ts';

/** One document as text: what YAML is read from, and where it stands in its file. */
export interface DocumentText {
  /** With stand-ins for expressions, if `mask` is there. */
  readonly text: string;
  /** The text with its line ends as they are in the file; in `text` each is a line feed. */
  readonly written: string;
  readonly offset: number;
  /** The document without white space around it. */
  readonly span: Span;
  readonly mask: Mask | undefined;
}

/** What reading one document gave. */
export interface Outcome {
  /** Undefined if the document was refused. */
  readonly root?: Node;
  readonly error?: ParseError;
  /** It has to be rendered before it is YAML. */
  readonly isTemplate: boolean;
  /** Comments that hold the word by which bgplint is spoken to. */
  readonly comments: readonly Span[];
  readonly duplicates: readonly Duplicate[];
}

export const commentWord = 'bgplint-ignore';

/** Stretches of one document that are indented anew, which is read again after each. */
const mostReindented = 20;

/** Reads one document; never throws. */
export function readDocument(document: DocumentText, limits: Limits): Outcome {
  const { text, written, offset, mask } = document;
  const isFast = !mask?.holds(text) && !text.includes(commentWord) && (written === text || !hasSeparators(written));
  const plain = isFast ? readFast(text, offset, limits) : undefined;
  return plain ? { ...plain, isTemplate: false, comments: [] } : readAny(document, limits);
}

/** The long way, for all of YAML. */
export function readAny(document: DocumentText, limits: Limits): Outcome {
  const first = attempt(document, limits);
  const failed = first.isTemplate || first.error?.kind === 'YamlSyntax';
  if (!failed || first.cut === undefined) return first;
  const reindented = reindentAll(document, first.cut, limits);
  const second = reindented && attempt({ ...document, text: reindented.text }, limits, reindented.quoted);
  return second?.root && !second.isTemplate ? second : first;
}

/** True if the document holds control flow of a template outside of its scalars and comments. */
export function hasControlFlow({ text, offset, mask }: DocumentText, limits: Limits): boolean {
  if (!mask) return false;
  const expressions = new BareExpressions(mask.expressions, { start: offset, end: offset + text.length });
  if (!expressions.hasControl()) return false;
  try {
    readSyntax(text, offset, { depth: limits.depth, watch: (_, span) => expressions.hide(span) });
  } catch {
    return false;
  }
  return expressions.hasControl();
}

function attempt(
  { text, written, offset, span, mask }: DocumentText,
  limits: Limits,
  quoted?: ReadonlyMap<number, string>,
): Outcome & { readonly cut?: number | undefined } {
  const comments: Span[] = [];
  const bare = mask && new BareExpressions(mask.expressions, { start: offset, end: offset + text.length });
  const watch = (kind: Opaque, opaque: Span): void => {
    bare?.hide(opaque);
    if (kind === 'comment' && text.slice(opaque.start - offset, opaque.end - offset).includes(commentWord)) {
      comments.push(opaque);
    }
  };
  const isWatched = bare !== undefined || text.includes(commentWord);
  let syntax: Syntax | undefined;
  const duplicates: Duplicate[] = [];
  try {
    syntax = readSyntax(text, offset, { depth: limits.depth, watch: isWatched ? watch : undefined });
    if (bare?.hasControl()) return { isTemplate: true, comments, duplicates, cut: syntax.cut };
    const root = composeWithin(
      syntax,
      new Composer(syntax, limits, mask, duplicates, { offset, text: written }, quoted),
      span,
    );
    return { root, isTemplate: false, comments, duplicates };
  } catch (thrown) {
    const error = parseErrorOf(thrown, span, limits.depth);
    const isTemplate = error.kind === 'YamlSyntax' && bare?.hasAny() === true;
    return { error, isTemplate, comments, duplicates: [], cut: syntax?.cut };
  }
}

/** The value, or the fault of the parser or of the composer, whichever comes first in the text. */
function composeWithin({ fault }: Syntax, composer: Composer, span: Span): Node {
  if (!fault) return composer.compose(span);
  try {
    composer.compose(span);
  } catch (error) {
    if (error instanceof ParseError && error.span.start < fault.span.start) throw error;
  }
  throw fault;
}

/** Running out of stack is a matter of depth, which a high `limits.depth` let pass. */
function parseErrorOf(error: unknown, { start }: Span, depth: number): ParseError {
  if (error instanceof ParseError) return error;
  if (error instanceof RangeError) return limitFault({ start, end: start + 1 }, 'depth', depth);
  throw error;
}

/** The document with all stretches in quotes and brackets on one line that little indentation cuts off. */
function reindentAll(
  { text, offset }: DocumentText,
  cut: number,
  limits: Limits,
): { readonly text: string; readonly quoted: ReadonlyMap<number, string> } | undefined {
  const quoted = new Map<number, string>();
  let current = text;
  let at: number | undefined = cut;
  for (let count = 0; at !== undefined && count < mostReindented; count++) {
    const reindented = reindent(current, at - offset);
    if (!reindented || reindented.text === current) return undefined;
    for (const [position, source] of reindented.quoted) quoted.set(offset + position, source);
    current = reindented.text;
    at = nextCut(current, offset, limits.depth);
  }
  return at === undefined ? { text: current, quoted } : undefined;
}

/** A document that is nested too deeply is refused when it is read again. */
function nextCut(text: string, offset: number, depth: number): number | undefined {
  try {
    return readSyntax(text, offset, { depth, untilCut: true }).cut;
  } catch {
    return undefined;
  }
}
