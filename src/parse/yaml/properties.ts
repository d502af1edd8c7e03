import type { CST } from 'yaml';
import { yamlFault } from '../error.ts';
import { spanOf } from '../span.ts';
import { strayToken } from './syntax.ts';

/** What stands before a node: its indicator (`-`, `?`, `:`), anchor and tag. */
export interface Props {
  readonly indicator: CST.SourceToken | undefined;
  readonly comma: CST.SourceToken | undefined;
  readonly anchor: CST.SourceToken | undefined;
  readonly tag: CST.SourceToken | undefined;
  readonly hasNewline: boolean;
  /** A line end between the anchor or tag and the node. */
  readonly newlineAfter: boolean;
  readonly end: number;
}

export interface Expectation {
  readonly indicator: 'doc-start' | 'explicit-key-ind' | 'map-value-ind' | 'seq-item-ind';
  readonly next: CST.Token | null | undefined;
  /** Where the node stands if no token does. */
  readonly offset: number;
  /** Within brackets. */
  readonly flow: boolean;
}

/** Reads the tokens before a node. Throws a Refusal at the first that may not stand there. */
export function readProps(tokens: readonly CST.SourceToken[], expected: Expectation): Props {
  let indicator: CST.SourceToken | undefined;
  let comma: CST.SourceToken | undefined;
  let anchor: CST.SourceToken | undefined;
  let tag: CST.SourceToken | undefined;
  let hasNewline = false;
  let newlineAfter = false;
  for (const token of tokens) {
    switch (token.type) {
      case 'space':
      case 'comment':
        break;
      case 'newline':
        hasNewline = true;
        if (anchor || tag) newlineAfter = true;
        break;
      case 'anchor':
        if (anchor || !/^&[\w-]+$/.test(token.source))
          throw strayMark(token, 'an ampersand starts an anchor, which is not allowed here');
        anchor = token;
        break;
      case 'tag':
        if (tag) throw strayMark(token, 'an exclamation mark starts a tag, and this value already has one');
        tag = token;
        break;
      case 'comma':
        if (!expected.flow) throw strayToken(spanOf(token), token.source);
        if (comma) throw yamlFault(spanOf(token), 'two commas with nothing between them');
        comma = token;
        break;
      case expected.indicator:
        if (indicator || anchor || tag) throw strayToken(spanOf(token), token.source);
        indicator = token;
        break;
      default:
        throw strayToken(spanOf(token), token.source);
    }
  }
  const last = tokens.at(-1);
  const end = last ? last.offset + last.source.length : expected.offset;
  const isEmpty = !expected.next || ('source' in expected.next && expected.next.source === '');
  if (last && (last === anchor || last === tag) && !isEmpty) {
    throw unspacedMark(last);
  }
  return { indicator, comma, anchor, tag, hasNewline, newlineAfter, end };
}

export function unspacedMark(token: CST.SourceToken) {
  return strayMark(token, 'whitespace is missing after a tag or an anchor');
}

function strayMark(token: CST.SourceToken, reason: string) {
  return yamlFault(spanOf(token), reason, 'quote the value if the character belongs to it');
}
