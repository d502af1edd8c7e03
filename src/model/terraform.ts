/** Sources of Terraform and OpenTofu, as far as places in them need it. */
import type { Comment, Json, SourceFile, Span } from './document.ts';

/** `name = value` in a block; of `.tf.json` a member that is no block. */
export interface TerraformAttribute {
  readonly key: Span;
  readonly value: Span;
  readonly isOnOneLine: boolean;
  /** What is written there, where it is a literal: a scalar, or a list of them. */
  readonly literal?: Json;
  /** Where the items of a literal list stand. */
  readonly items?: readonly Span[];
}

/** `type "label" "label" { … }`. */
export interface TerraformBlock {
  readonly type: string;
  readonly labels: readonly string[];
  /** From its type up to its last label. */
  readonly header: Span;
  /** Up to the bracket that closes it. */
  readonly span: Span;
  readonly attributes: ReadonlyMap<string, TerraformAttribute>;
  readonly blocks: readonly TerraformBlock[];
}

/** A file of a module. */
export interface TerraformFile {
  readonly source: SourceFile;
  readonly blocks: readonly TerraformBlock[];
  /** Those that hold the word `bgplint-ignore`. */
  readonly comments: readonly Comment[];
}
