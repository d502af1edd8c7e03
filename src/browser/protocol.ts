/**
 * What the page and the checker say to each other: the checker is a worker, so that a long check does not hold up typing. Each
 * request has a number, and gets one answer with that number. Texts in answers are as the report has them: the page escapes
 * what it shows.
 *
 * The page sends all files with each check. Every other request is about the files of a check that was answered, by its number
 * (`of`); where the checker has a newer one by then, the answer is `outdated`, and the page asks again.
 */
import type { Action, Completion, Hover, Position } from '../editor/index.ts';
import type { Example } from '../lib/example.ts';
import type { Range } from '../model/document.ts';
import type { Finding, Fix } from '../model/finding.ts';
import type { Ledger } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import type { State, TopologyFinding } from '../model/topology.ts';

/** A file of the page. Its name is one of `fileNames`, and tells what it is, as on a disk. */
export interface SandboxFile {
  readonly name: string;
  readonly text: string;
}

/** What a request asks for, by its kind. */
export interface Asked {
  /** Check these files. A newer check takes an older one's place: that one is answered `outdated`. */
  readonly check: { readonly files: readonly SandboxFile[] };
  /** What all safe fixes together make of the files. */
  readonly fixed: { readonly of: number };
  /** The map of the sessions. */
  readonly map: { readonly of: number };
  /** The texts with every secret masked, and which files hold one. */
  readonly masked: { readonly of: number };
  /** What is known at a position of a text that was checked (lines and UTF-16 units from 0). */
  readonly hover: { readonly of: number; readonly file: string; readonly position: Position };
  /** The ways to suppress a finding, by its fingerprint. */
  readonly suppressions: { readonly of: number; readonly fingerprint: string };
  /** What may be written at a position of a text as it is now. */
  readonly complete: { readonly file: string; readonly text: string; readonly position: Position };
  /** A rule with its example. */
  readonly rule: { readonly rule: string };
}

/** What is answered, by the kind of the request. */
export interface Answered {
  readonly check: Checked;
  readonly fixed: Fixed;
  readonly map: Drawn;
  readonly masked: { readonly files: readonly MaskedFile[] };
  /** In Markdown, in which texts of the files are only code; undefined where nothing is known. */
  readonly hover: { readonly hover: Hover | undefined };
  /** Each needs a reason; none where nobody may ask, or nothing holds a comment. */
  readonly suppressions: { readonly actions: readonly Action[] };
  readonly complete: { readonly completions: readonly Completion[] };
  readonly rule: RulePage;
}

export type Kind = keyof Asked;

export type Request = { readonly [kind in Kind]: { readonly id: number; readonly kind: kind } & Asked[kind] }[Kind];

export type Answer =
  | { readonly [kind in Kind]: { readonly id: number; readonly kind: kind } & Answered[kind] }[Kind]
  | { readonly id: number; readonly kind: 'outdated' }
  /** A fault of bgplint: a sentence to show. The next request is answered as if nothing had been. */
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };

/** The checker's first words: it has its rules, and answers. */
export interface Ready {
  readonly kind: 'ready';
  /** bgplint's version, and how many rules there are. */
  readonly version: string;
  readonly rules: number;
}

/** What a check found. */
export interface Checked {
  /** The worst ones, where there are very many. */
  readonly findings: readonly ShownFinding[];
  /** How many there are beside these. */
  readonly more: number;
  readonly ledger: Ledger;
  /** Files in which there is nothing to check. */
  readonly without: readonly string[];
  /**
   * Why bgplint.yaml or its baseline cannot be used, as the command would say it, and where. The files were checked with the last
   * one that could be used, or without any.
   */
  readonly refusal?: { readonly message: string; readonly faults: readonly ConfigFault[] };
  /** Sentences about the choice of files and config. */
  readonly warnings: readonly string[];
  /** How many findings all safe fixes together would fix: with none there is nothing to ask `fixed` for. */
  readonly fixable: number;
}

/** A fault of bgplint.yaml or its baseline. */
export interface ConfigFault {
  readonly file: string;
  /** Where it is in the text, in UTF-16 units. */
  readonly offset: number;
  readonly message: string;
}

/** A finding with what its rule says. Related places and edits are in files of the page. */
export interface ShownFinding extends Finding {
  readonly title: string;
  /** Why it is a fault, and what to do: of its variant, where it has one. In the words of the rule, with backticks. */
  readonly why: string;
  readonly remedy: string;
  /** BGP stands still because of it. */
  readonly freezes: boolean;
  /** What fixes it, if something does; edits are of the texts that were checked. */
  readonly fix?: Fix;
}

export interface Fixed {
  /** The files that differ. */
  readonly files: readonly {
    readonly name: string;
    readonly before: string;
    readonly after: string;
    /** The same two with secrets masked, for what is shown beside them or shared; undefined where nothing of them may be. */
    readonly shown?: { readonly before: string; readonly after: string };
  }[];
  /** Fingerprints of the findings that are fixed. */
  readonly applied: readonly string[];
  /** How many findings are open afterwards, by the check of what was made. */
  readonly open: number;
}

/** The map as a picture, escaped: `svg` holds no script, no style and no address. */
export interface Drawn {
  /** Empty where there is nothing to draw. */
  readonly svg: string;
  /** `3 sessions (1 faulty, 2 unknown)` */
  readonly summary: string;
  /** Ids of the picture's lines (`data-sessions`), each with its place. */
  readonly sessions: readonly {
    readonly id: string;
    readonly name: string;
    readonly state: State;
    readonly why: string | null;
    readonly file: string | null;
    readonly range: Range | null;
    readonly findings: readonly TopologyFinding[];
  }[];
  /** Why it cannot be drawn, in a sentence. */
  readonly refusal?: string;
}

export interface MaskedFile {
  readonly name: string;
  /** As long as the text, on the same lines; undefined where it is not known what of it may be shown. */
  readonly text: string | undefined;
  /** Something in the text looks like a secret. */
  readonly secret: boolean;
}

/** The rule; undefined where there is none of this id. */
export interface RulePage {
  readonly rule?: Rule;
  readonly example?: RuleExample;
  /** Its page in the documentation. */
  readonly link?: string;
}

/** The example of a rule, as in dist/pages.json: before, what is said of it, and after. */
export type RuleExample = Example;

/** Files to begin with: the page holds them beside the checker's data. */
export interface ExampleSet {
  readonly title: string;
  readonly files: readonly SandboxFile[];
}

/** What the page hands to the worker before anything else, each as the page holds it: gzip, in Base64. */
export interface Start {
  readonly kind: 'start';
  /** dist/policy.wasm */
  readonly module: string;
  /** `Texts`, as JSON. */
  readonly texts: string;
}

/** The data of a build. */
export interface Texts {
  readonly version: string;
  readonly digest: string;
  readonly rules: readonly Rule[];
  readonly pages: { readonly [id: string]: RuleExample };
}
