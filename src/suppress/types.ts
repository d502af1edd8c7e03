/** What the stage `suppress` is given and what it gives. */
import type { Config, Waiver } from '../model/config.ts';
import type { Comment, Document, Range, SourceFile, Span } from '../model/document.ts';
import type { Finding, Related } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import type { Rule } from '../model/rule.ts';
import type { BaselineEntry } from './baseline.ts';

/** A finding, and the number of the resource that its place is in, if it is in one. */
export interface Judged {
  readonly finding: Finding;
  readonly resource?: number;
  /** Where it is in the sources of a plan, and the lines there at which a comment answers it. */
  readonly source?: { readonly file: string; readonly lines: readonly number[] };
  /** Its fingerprint under another name of its rule. */
  fingerprintAs(rule: string): string;
}

/** The accepted findings of a run. */
export interface Baseline {
  /** As it is shown. */
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
  /** Where the entries stand; undefined for a file that is yet to be written. */
  readonly document?: Pick<Document, 'source' | 'locate'>;
  /**
   * What the run makes of it: `update` takes in what is open and leaves out what has no effect any more, `prune` does the
   * latter alone. Undefined: it stays, and what has no effect is told.
   */
  readonly change?: 'update' | 'prune';
}

/** A baseline as a run leaves it. */
export interface ChangedBaseline {
  readonly entries: readonly BaselineEntry[];
  /** How many entries are new. */
  readonly added: number;
  /** How many entries of the file are not among them any more. */
  readonly removed: number;
  /** True if the file must be written: also where an entry has got another name of its rule. */
  readonly differs: boolean;
}

/** What a scan was, as far as suppressions need it. Plain data, but for `fromConfig`. */
export interface SuppressionContext {
  /** Today in UTC, `YYYY-MM-DD`: a waiver holds until the end of its last day. */
  readonly date: string;
  readonly rules: readonly Rule[];
  /** Ids of the rules that are on. */
  readonly on: ReadonlySet<string>;
  /** Every file that was parsed, with the comments of all of its documents. */
  readonly files: readonly { readonly source: SourceFile; readonly comments: readonly Comment[] }[];
  /** Every resource of the scan: their annotations are read here. */
  readonly resources: readonly Resource[];
  /** The config and the document it was read from. */
  readonly config?: { readonly config: Config; readonly document: Document };
  readonly baseline?: Baseline & {
    /** `file` of a finding → what entries call it. */
    fromRoot(file: string): string;
    /** The other way round. */
    shown(file: string): string;
    /** True if the scan considered this `file`, or is sure that it is gone. */
    saw(file: string): boolean;
  };
  /** Places where a rule could not decide. Without `range` the whole file counts. */
  readonly undecided: readonly {
    readonly rule: string;
    readonly file: string;
    readonly range: Range | null;
    readonly resource?: number;
  }[];
  /** Which of the open findings are told by another one, by fingerprint: comments and waivers answer each, a baseline the cause. */
  readonly consequences?: (open: readonly Finding[]) => {
    readonly folded: ReadonlySet<string>;
    readonly told: ReadonlyMap<string, readonly Related[]>;
  };
  /**
   * Files that were not checked, or not wholly: skipped, not readable, with a document that could not be parsed, or in a
   * cluster whose evaluation was given up. No suppression there is called unused.
   */
  readonly unchecked: ReadonlySet<string>;
  /** True if the roots of the scan hold the config's folder: what a waiver's paths mean was then seen. */
  readonly whole: boolean;
  /** `file` of a finding → its path relative to the folder of the config; undefined on another drive. */
  fromConfig(file: string): string | undefined;
}

/** An id in a message is cut to this. */
export const longestId = 100;

/**
 * One id that a suppression names, or the entries of a baseline that have one and the same fault: a fact for the rules of
 * the family `input`, under `input.input.Suppression`, where each `mark` is replaced by `id`. '' stands for what there is
 * not.
 */
export interface SuppressionFact {
  readonly file: string;
  /** The id as it is written; null if it has no place. */
  readonly mark: Span | null;
  readonly by: 'comment' | 'annotation' | 'waiver' | 'level' | 'baseline';
  /** The id as it is written, cut to 100 characters. */
  readonly rule: string;
  /** '' also if what is written there holds no letter and no digit. */
  readonly reason: string;
  /** The dash that stands where `--` is meant. */
  readonly dash: string;
  /** True if it names a rule, or in a waiver a family or a class. */
  readonly known: boolean;
  /** A real id that it is near to, if it is not known. */
  readonly nearest: string;
  readonly enforced: boolean;
  /** True if it answered a finding. */
  readonly used: boolean;
  /** True if its last day has passed. */
  readonly expired: boolean;
  readonly expires: string;
  /** True if it could have an effect, has none, and the scan saw all that this rests on. */
  readonly unused: boolean;
  /** How many entries of a baseline it stands for; 1 for all else. */
  readonly count: number;
  /** The next few of these entries. */
  readonly further: readonly { readonly mark: Span | null; readonly rule: string }[];
}

/** What a suppression answers: the findings of a line, of objects (one, unless an alias brings it in again), or a waiver's. */
export type Scope =
  | { readonly by: 'comment'; readonly line: number }
  | { readonly by: 'annotation'; readonly resources: ReadonlySet<number>; readonly partial: boolean }
  | { readonly by: 'waiver'; readonly waiver: Waiver; readonly covers: (path: string) => boolean }
  | { readonly by: 'level' };

/** One id of a suppression, as it is written. */
export interface WrittenSuppression {
  readonly file: string;
  readonly mark: Span | null;
  readonly written: string;
  readonly reason: string;
  readonly dash: string;
  readonly scope: Scope;
}

/** The same with its meaning. */
export interface Suppression extends WrittenSuppression {
  readonly known: boolean;
  readonly enforced: boolean;
  readonly expired: boolean;
  /** Ids of the rules that it names, without enforced ones. */
  readonly names: readonly string[];
  /** Ids of the rules that it answers: `names`, or none where it has no effect. */
  readonly answers: readonly string[];
}
