import { CST } from 'yaml';
import type { ScalarStyle, Span } from '../../model/document.ts';
import { type ParseError, yamlFault } from '../error.ts';
import { checkTrailing, tabHint, tabReason } from './syntax.ts';

/** A scalar as it stands: its text without quotes, folds and indentation, and where it is written. */
export interface Literal extends Span {
  readonly text: string;
  readonly style: ScalarStyle;
}

/**
 * The text of a scalar token. A block scalar's span starts at its header and leaves out its final line end.
 * Throws a Refusal.
 */
export function readLiteral(token: CST.FlowScalar | CST.BlockScalar): Literal {
  if (token.type === 'block-scalar') return readBlock(token);
  checkTrailing(token.end);
  const { source, offset: start } = token;
  const end = start + source.length;
  if (token.type === 'scalar') {
    const fault = plainStart(source, start);
    if (fault) throw fault;
    return { text: source.includes('\n') ? unfold(token) : source, style: 'plain', start, end };
  }
  return { text: unfold(token), style: token.type === 'single-quoted-scalar' ? 'single' : 'double', start, end };
}

function readBlock(token: CST.BlockScalar): Literal {
  const text = unfold(token);
  const header = headerOf(token);
  const tab = /\d/.test(header) ? undefined : leadingTab.exec(token.source);
  if (tab) {
    const end = contentStart(token) + tab[0].length;
    throw yamlFault({ start: end - 1, end }, tabReason, tabHint);
  }
  const start = token.props[0]?.offset ?? token.offset;
  const style = header.startsWith('>') ? 'folded' : 'literal';
  const content = token.source.replace(/\r?\n$/, '');
  const end = content.trim() === '' ? start + header.length : contentStart(token) + content.length;
  return { text, style, start, end };
}

/** Where the first line of a block scalar tells its indentation, kubectl takes no tab. */
const leadingTab = /^(?: *\r?\n)* *\t/;

function headerOf({ props: [header] }: CST.BlockScalar): string {
  return header && 'source' in header ? header.source : '|';
}

/** Where the lines behind the header start. */
export function contentStart({ props, offset }: CST.BlockScalar): number {
  const last = props.at(-1);
  return last && 'source' in last ? last.offset + last.source.length : offset;
}

function unfold(token: CST.FlowScalar | CST.BlockScalar): string {
  const read = CST.resolveAsScalar(token, false, (offset, code) => {
    throw scalarFault(token, offset, code);
  });
  return read.value;
}

const starts: { readonly [character: string]: string } = {
  '@': 'a value may not start with an at sign',
  '`': 'a value may not start with a backtick',
  '%': 'a value may not start with a percent sign',
  ',': 'a value may not start with a comma',
  '|': 'text after the header of a block scalar',
  '>': 'text after the header of a block scalar',
};

function plainStart(source: string, start: number): ParseError | undefined {
  const reason = Object.hasOwn(starts, source.charAt(0)) ? starts[source.charAt(0)] : undefined;
  return reason === undefined ? undefined : yamlFault({ start, end: start + 1 }, reason, 'quote the value');
}

function scalarFault(token: CST.FlowScalar | CST.BlockScalar, offset: number, code: string): ParseError {
  if (token.type === 'block-scalar') {
    if (code === 'UNEXPECTED_TOKEN') {
      const header = { start: token.offset, end: offset + 1 };
      return yamlFault(
        header,
        'text after the header of a block scalar',
        'start its text on the next line, or quote the value',
      );
    }
    const span = { start: offset, end: offset + 1 };
    if (token.source[offset - contentStart(token)] === '\t') return yamlFault(span, tabReason, tabHint);
    return yamlFault(span, 'this line of a block scalar is indented less than its first line');
  }
  if (code === 'BAD_DQ_ESCAPE') {
    return yamlFault(
      { start: offset, end: offset + 2 },
      'an escape sequence that double quotes do not know',
      'write two backslashes, or use single quotes',
    );
  }
  if (code === 'MISSING_CHAR') {
    return yamlFault(
      { start: token.offset, end: token.offset + 1 },
      'this quote is never closed',
      'close it on its line, or indent the lines that it spans',
    );
  }
  return yamlFault({ start: offset, end: offset + 1 }, 'YAML cannot read this text', 'quote the value');
}
