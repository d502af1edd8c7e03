import type { Span } from '../../model/document.ts';
import type { Duplicate } from '../duplicates.ts';
import type { ParseError } from '../error.ts';
import type { Node } from '../node.ts';
import type { Mask } from './template.ts';

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
  /** Reads it once more: there where that takes no longer than it takes to keep its places. */
  readonly again?: () => Node;
  readonly error?: ParseError;
  /** It has to be rendered before it is YAML. */
  readonly isTemplate: boolean;
  /** Comments that hold the word by which bgplint is spoken to. */
  readonly comments: readonly Span[];
  readonly duplicates: readonly Duplicate[];
}

export const commentWord = 'bgplint-ignore';
