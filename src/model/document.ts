/**
 * Texts and what a parser makes of them. src/model holds the types that pass between the stages, and no code.
 *
 * Words: a *needle* is a byte string that makes a file worth reading; a *placeholder* a value that the scan cannot know;
 * to *exclude* is not to read, to *suppress* is to answer a finding; a *family* is a bucket of the policies' input.
 */

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** Keys and list indices from a root down to one value. */
export type Path = readonly (string | number)[];

/** Offsets into a file's text, in UTF-16 units; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lines and columns start at 1 and count UTF-16 units; endColumn is exclusive. */
export interface Range {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A decoded file. `file` is its path as it is shown: relative to the working directory, with forward slashes. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** Which part of a mapping's entry a place means: its key or its value. In a list both mean the item. */
export type On = 'key' | 'value';

/** One question to a document's locator. */
export interface Wanted {
  readonly path: Path;
  readonly on: On;
}

/** One YAML document of a stream, or the value of a JSON file. */
export interface Document {
  readonly source: SourceFile;
  /** Position in the stream, from 0. */
  readonly index: number;
  /** The value that kubectl would send to the API server. Placeholders stand as they are written. */
  readonly value: Json;
  /** The whole document in the text. */
  readonly span: Span;
  /**
   * Where paths of `value` stand, in the order of the questions; undefined for what is not there. One call with many
   * questions reads a large file once. A value behind an alias is at its anchor; one that a merge key brings is where
   * it is written; `on: 'key'` of the root is the whole document, or the key of the scalar that it stands in.
   */
  locate(wanted: readonly Wanted[]): readonly (Span | undefined)[];
  /** Where aliases and merge keys stand that bring in what is at a path, or what holds it; left out where there are none. */
  uses?(path: Path): readonly Span[];
  /** How a scalar is written: `plain`, `single`, `double`, `literal`, `folded`, or `json`; its tag; undefined if absent. */
  style(path: Path): { readonly style: ScalarStyle; readonly tag?: string } | undefined;
  /** True if a mapping at `path` has a key or merge that the scan cannot know, so that nothing is surely absent in it. */
  open(path: Path): boolean;
  /** True for a text without a value: its paths are those of lines and of their words, which `locate` knows. */
  readonly byLine?: boolean;
  /** The document, and the scalar in it, that this one stands in, where it is YAML within a text. */
  readonly within?: { readonly document: Document; readonly path: Path };
  /**
   * The object that holds what this one is made of, where it is not the ConfigMap around a text: its document, the path to it,
   * and where in it that is written.
   */
  readonly holder?: { readonly document: Document; readonly base: Path; readonly at: Path };
  /** True for an object of its own in a text or a plan: its annotations are its own, and not those of what holds it. */
  readonly apart?: boolean;
  /**
   * Paths at which nothing may be shown, whatever the kind says, since Terraform calls it sensitive; what stands in `told`, too,
   * Terraform tells itself.
   */
  readonly sensitive?: { readonly paths: readonly Path[]; readonly told: string };
  readonly comments: readonly Comment[];
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'json';

/** A comment that holds the word `bgplint-ignore`; `text` is what follows the `#`. */
export interface Comment {
  readonly span: Span;
  readonly text: string;
}

/** What parsing a text gave: its documents, its faults, and which engine the rest is a template for, which is not checked. */
export interface Parsed {
  readonly documents: readonly Document[];
  readonly problems: readonly Problem[];
  readonly template?: string;
}

export type ProblemKind =
  | 'YamlSyntax'
  | 'JsonSyntax'
  | 'DuplicateKey'
  | 'DocumentMarkerMissing'
  | 'LimitExceeded'
  | 'Unreadable';

/**
 * A fact about a text that a rule of the family `input` judges, under `input.input.<kind>`. `detail` holds the scalars
 * from which the rule makes its sentence; `mark` is null where there is no text to point at.
 */
export interface Problem {
  readonly kind: ProblemKind;
  readonly file: string;
  readonly mark: Span | null;
  readonly detail: JsonObject;
  /** The document in which it can be fixed. */
  readonly document?: Document;
}
