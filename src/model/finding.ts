/** Findings in files: where a fault is, what fixes it, what answers it. */
import type { JsonObject, Range, Span } from './document.ts';
import type { Level, RuleClass } from './rule.ts';

/** What a finding is about; null where it is about a text. */
export type ResourceName =
  | { readonly kind: string; readonly namespace: string; readonly name: string }
  | { readonly address: string };

/** A further place that a finding speaks of. */
export interface Related {
  readonly message: string;
  readonly file: string;
  readonly range: Range | null;
}

/** A piece of a file's text that a fix replaces; where `span` is empty it only inserts. */
export interface Edit {
  readonly file: string;
  readonly span: Span;
  readonly range: Range;
  readonly text: string;
}

/** What fixes one finding. Its edits do not overlap, and only all of them together mean something. */
export interface Fix {
  /** False: a person must look at it. */
  readonly safe: boolean;
  /** What it does, in a phrase: `set asNumber to 64512`. */
  readonly title: string;
  readonly edits: readonly Edit[];
  /** What a person still has to do, in this order; left out where nothing is. */
  readonly then?: readonly LeftToDo[];
}

/** A step that a fix leaves to a person. */
export interface LeftToDo {
  /** In relation to when what was written is applied. */
  readonly when: 'before' | 'with' | 'after';
  /** A sentence without a full stop, with names of the scan. */
  readonly text: string;
  /** A command to paste, if there is one: the rules put only plain names into it, and no password. */
  readonly command?: string;
}

/** Why a finding was answered: in a comment, in an annotation, by a waiver of the config, or in a baseline. */
export interface Suppressed {
  readonly by: 'comment' | 'annotation' | 'waiver' | 'baseline';
  readonly reason: string;
  readonly owner?: string;
  readonly expires?: string;
}

/** A finding in a file (schemas/report.json). */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  readonly class: RuleClass;
  /** Which of its rule's variants it is: those say why and what to do. */
  readonly variant?: string;
  readonly message: string;
  readonly file: string;
  /** Null where the file has no text: it could not be read, or is empty. */
  readonly range: Range | null;
  readonly resource: ResourceName | null;
  readonly related: readonly Related[];
  /** Objects that are missing, with names of the scan, for a person to complete (`<…>`) and apply. Never a password. */
  readonly paste?: readonly JsonObject[];
  /** Whether a machine can fix it: by itself, or for a person to look at; null where it cannot. */
  readonly fixable: 'safe' | 'review' | null;
  readonly fingerprint: string;
  readonly suppressed: Suppressed | null;
}

/** Lines from 1, both ends included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
  /** For an object in YAML's blocks: how far its keys are indented, so that lines that it lost at its ends are known. */
  readonly indent?: number;
}

/** Lines of a file; null where it has no text to point at. */
export interface Place {
  readonly file: string;
  readonly lines: Lines | null;
}

/** What a finding rests on, beside the places that it shows. */
export interface Reach {
  readonly places: readonly Place[];
  /** It says that something is nowhere in the cluster. */
  readonly nowhere: boolean;
}
