/** What an editor offers to complete. */
import type { Range } from '../positions.ts';

/** `rule`: the id of one, or a word for several; `key` and `value`: of the config; `name`: of an object that is there; `directive`: a comment. */
export type CompletionKind = 'rule' | 'key' | 'value' | 'name' | 'directive';

export interface Completion {
  /** What the list shows, and what it is filtered by. */
  readonly label: string;
  readonly kind: CompletionKind;
  /** What is written in the place of `range`. */
  readonly text: string;
  readonly range: Range;
  /** A phrase beside the label. */
  readonly detail?: string;
  /** Sentences, in Markdown. */
  readonly documentation?: string;
  /** Those of a lower number come first; 1 where nothing is said. */
  readonly order?: number;
}
