import type { TextDocument } from 'vscode-languageserver-textdocument';

/** A text that the client has open. */
export interface OpenText {
  readonly document: TextDocument;
  /** Absolute, with forward slashes. */
  readonly path: string;
}
