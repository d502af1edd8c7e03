/** The long way of reading a document, for all of YAML: token by token, with what templates leave in it. */
import type { Limits } from '../../lib/limits.ts';
import type { Span } from '../../model/document.ts';
import type { Duplicate } from '../duplicates.ts';
import { limitFault, ParseError } from '../error.ts';
import type { Node } from '../node.ts';
import { Composer } from './compose.ts';
import { commentWord, type DocumentText, type Outcome } from './document-text.ts';
import { reindent } from './indentation.ts';
import { type Opaque, readSyntax, type Syntax } from './syntax.ts';
import { BareExpressions } from './template.ts';

/** Stretches of one document that are indented anew, which is read again after each. */
const mostReindented = 20;

/** Reads one document; never throws. */
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
