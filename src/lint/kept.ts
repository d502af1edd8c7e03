/**
 * What a run takes over from the one before it over the same files, where it is one of many. All of it follows from texts and
 * names: whoever keeps it drops what may have changed, and a run that keeps nothing answers the same.
 */
import type { Candidate, Discovered } from '../discover/types.ts';
import type { FileSystem } from '../lib/host.ts';
import type { Limits } from '../lib/limits.ts';
import type { Document, Parsed, Problem } from '../model/document.ts';
import type { Family, Resource } from '../model/resource.ts';
import type { Exclusion } from './config-globs.ts';
import type { Text } from './load.ts';

/** What the walk over the folders answers. */
export interface Walked {
  readonly exclusion: Exclusion;
  readonly walked: Discovered;
}

/** What the first look at a file may tell: see ScanBuilder. */
export interface Told {
  problem(problem: Problem, families: ReadonlySet<Family> | null): void;
  skip(file: string, reason: string): void;
  foreign(file: string, reason: string): void;
  unread(file: string, form: string): void;
  template(text: Text, reason: string): void;
  subject(text: Text, otherwise?: string): void;
}

/** What all first looks of a run share, because a hint must not cost what a check costs. */
export interface Spent {
  /** UTF-16 units of text without BGP so far. */
  text: number;
  /** Folders with rules of Prometheus that are not about BGP: one file of each tells that there are any. */
  readonly rules: Set<string>;
}

/** A file for the second look. */
export interface Context {
  readonly file: string;
  readonly path: string;
  readonly kind: 'yaml' | 'json';
  /** Only to see that it holds rules of Prometheus. */
  readonly rules?: true;
}

/** The first look at a file. It tells nothing but of this file, and answers whether it is one for the second look. */
export type Look = (
  files: FileSystem,
  candidate: Candidate,
  told: Told,
  options: { readonly limits: Limits; readonly spent: Spent },
) => Context | undefined;

/** For which of its readers a text is parsed: each wants other documents of it. */
export type ParsedFor = 'subject' | 'context' | 'rules' | 'all';

export interface Kept {
  walk(make: () => Promise<Walked>): Promise<Walked>;
  /** The same look, which remembers what it told. */
  looking(look: Look): Look;
  /** Paths of files in which the second look found nothing. */
  readonly idle: { has(path: string): boolean; add(path: string): unknown };
  parsed(text: Text, reader: ParsedFor, parse: () => Parsed): Parsed;
  /** The objects of a document; what is done with them gives them their numbers. */
  classified(document: Document, classify: () => readonly Resource[]): readonly Resource[];
}
