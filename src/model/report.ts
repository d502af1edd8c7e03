/** The result of a run, and what reporters know beyond it. */
import type { Range } from './document.ts';
import type { Finding, Fix, LeftToDo } from './finding.ts';
import type { Level, Need, Rule } from './rule.ts';

/** What was looked at: a green run means what this says. */
export interface Ledger {
  readonly files: {
    /** Files that the walk saw and considered. */
    readonly seen: number;
    /** Files that hold something of what rules read. */
    readonly read: number;
    /** Files that hold nothing about BGP. */
    readonly irrelevant: number;
    /** Files that were left unchecked, as a whole or in part; `skipped` says why. */
    readonly skipped: number;
    /** How many of these count among those that were read, too. */
    readonly partly: number;
  };
  /** Resources by family, of those that rules read. */
  readonly resources: { readonly [family: string]: number };
  /** Families of `resources` for which this version has no rules. */
  readonly unchecked: readonly string[];
  readonly clusters: readonly {
    readonly name: string;
    readonly complete: boolean;
    /** Its own, where the clusters are guessed. */
    readonly resources: number;
  }[];
  /** Where copies in the scan told the clusters, and not the config: what is of none of them, and counts with each. */
  readonly guessed?: { readonly resources: number; readonly folders: readonly string[] };
  /** Files that the kustomization of their folder leaves out: what each says itself was judged. Left out where there are none. */
  readonly unlisted?: readonly string[];
  readonly skipped: readonly {
    readonly file: string;
    readonly reason: string;
    /** The file, or a part of it, speaks of BGP and has to be rendered before it can be read. */
    readonly template?: true;
  }[];
  /** Those of the skipped files of which a part was read; left out where there are none. */
  readonly inPart?: readonly string[];
  /** Findings that were held back: a value is not known, or what belongs together. One a rule and place. */
  readonly undecided: readonly {
    readonly rule: string;
    readonly file: string;
    readonly range: Range | null;
    readonly reason: string;
  }[];
  /** Rules that said nothing, and why; those that are off by themselves do not count. Left out where there are none. */
  readonly unjudged?: readonly Unjudged[];
  /** Open findings that were not asked for, and are not among the report's, by level. */
  readonly elsewhere: { readonly [level in Level]: number };
  /** The configuration in force, where a person might not expect it: in a folder below, or with a profile. */
  readonly config?: string;
  /** What rules that were not asked for found, and is not among the findings; left out where all were. */
  readonly leftOut?: LeftOut;
  /**
   * Files that decide on findings and changed since a commit, with what each loosens; left out where nothing was compared.
   */
  readonly loosened?: readonly { readonly file: string; readonly since: string; readonly what: readonly string[] }[];
}

/** Open findings by level that nobody asked for: of other rules, and of enforced ones, which count for the exit code all the same. */
export interface LeftOut {
  /** The options, as they were given. */
  readonly asked: readonly string[];
  /** How many rules were left out, beside those that are enforced. */
  readonly rules: number;
  readonly findings: { readonly [level in Level]: number };
  readonly enforced: { readonly [level in Level]: number };
}

/** Rules that could have found something in what was read, and were not asked, or not told what they need. */
export interface Unjudged {
  readonly rules: readonly string[];
  /** A clause. */
  readonly reason: string;
  /** What of the config they ask for. */
  readonly needs?: Need;
  /** The line of bgplint.yaml that would change it. */
  readonly paste?: string;
}

/** The whole result of a run, and what reporters need to print it. */
export interface Report {
  readonly findings: readonly Finding[];
  /** What the fixes for review that this run wrote leave to do; left out where it wrote none. */
  readonly left?: readonly LeftToDo[];
  readonly ledger: Ledger;
}

/** What a reporter may know beyond the report. All of it is data: reporters touch no file and no terminal. */
export interface ReportContext {
  readonly rules: readonly Rule[];
  /** Ids of the rules that the config lets run; undefined where that is not known. */
  ran?(): readonly string[];
  /** bgplint's own version. */
  readonly version: string;
  readonly digest: string;
  /** `file` of a finding → path relative to the folder that holds `.git`, or undefined outside of it. */
  fromRepository(file: string): string | undefined;
  /** The text of a file with every secret masked, or undefined where none may be shown. Same line and column grid. */
  frame(file: string): string | undefined;
  /** What fixes a finding, as edits of the text that was read; undefined where nothing does. */
  fix(finding: Finding): Fix | undefined;
  /**
   * The page of a forge that shows a line of the commit that is checked; undefined where that is not known. The path is
   * relative to the repository. Left out outside of pipelines.
   */
  blob?(path: string, range: Range | null): string | undefined;
  readonly color: boolean;
  /** The terminal opens links (OSC 8). */
  readonly hyperlinks: boolean;
  /** A URI that opens a file at a place; undefined where the terminal finds the place better by itself. */
  link?(file: string, range: Range | null): string | undefined;
  /** Columns of the terminal. */
  readonly width: number;
  readonly failOn: Level;
  /** Nothing but findings: what was checked is told elsewhere, or not at all. */
  readonly quiet?: boolean;
  /** Findings that a suppression answered are listed too (SARIF's audit profile, pretty's --show-suppressed). */
  readonly includeSuppressed: boolean;
}

/** A reporter: a report in, text out. */
export type Reporter = (report: Report, context: ReportContext) => string;
