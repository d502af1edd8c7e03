/**
 * The types that pass between the stages. Types only: this file imports nothing and holds no code.
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

// ------------------------------------------------------------------------------------------------ parse

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
  /** The document, and the scalar in it, that this one stands in, where it is YAML within a text. */
  readonly within?: { readonly document: Document; readonly path: Path };
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

export type ProblemKind = 'YamlSyntax' | 'JsonSyntax' | 'DuplicateKey' | 'LimitExceeded' | 'Unreadable';

/**
 * A fact about a text that a rule of the family `input` judges, under `input.input.<kind>`. `detail` holds the scalars
 * from which the rule makes its sentence; `mark` is null where there is no text to point at.
 */
export interface Problem {
  readonly kind: ProblemKind;
  readonly file: string;
  readonly mark: Span | null;
  readonly detail: JsonObject;
}

// --------------------------------------------------------------------------------------------- classify

/** A bucket of the input: a CNI, or a kind of source. */
export type Family = 'calico' | 'metallb' | 'frr-k8s' | 'cilium' | 'antrea' | 'kubernetes' | 'terraform' | 'input';

/** Facts about one value, keyed by its JSON Pointer inside the object: what needs a parser to see. */
export type Facts = { readonly [pointer: string]: JsonObject };

export type FaultKind = 'UnknownField' | 'WrongType' | 'InvalidValue' | 'MissingField' | 'SmartQuote' | 'YamlTag';

/**
 * What is not as the structure of a kind wants it, at a path of the object. Rules judge it under `input.schema.<kind>`;
 * `detail` holds the scalars from which they make their sentences.
 */
export interface Fault {
  readonly kind: FaultKind;
  readonly path: Path;
  readonly detail: JsonObject;
}

/** One object of the scan: a Kubernetes object, or a resource of a plan. */
export interface Resource {
  /** Its number in the scan; places name it. */
  readonly id: number;
  readonly document: Document;
  /** The object's own path inside the document: `[]`, or `['items', 3]` in a List. */
  readonly base: Path;
  readonly family: Family;
  /** The bucket inside the family: the Kubernetes kind, or a kind of the plan's normal form. */
  readonly kind: string;
  readonly gvk: { readonly group: string; readonly version: string; readonly kind: string };
  readonly name: string;
  readonly namespace: string;
  /** The address of a plan's resource. */
  readonly address?: string;
  /** Path in the document of the value that names it, to point at where nothing of it is nearer; its `kind` if absent. */
  readonly naming?: Path;
  /** True for a patch: only values that are there may be judged. */
  readonly partial: boolean;
  /** The object without its secrets: they are replaced, and facts tell what may be told. */
  readonly object: JsonObject;
  readonly facts: Facts;
  readonly faults?: readonly Fault[];
  /** Further members of its entry in the input, for families whose normal form needs them. */
  readonly extra?: JsonObject;
  /** True if the value at `path` of the object is not known to the scan, beyond what `isPlaceholder` sees in a text. */
  unknown?(path: Path): boolean;
}

// --------------------------------------------------------------------------------------------- evaluate

export type Level = 'error' | 'warning' | 'note';
export type RuleClass = 'correctness' | 'security' | 'availability' | 'hygiene';

/** A rule as its METADATA tells it (schemas/rule.json); `dist/rules.json` lists all of them. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly remediation: string;
  readonly level: Level;
  /** Levels that its findings may choose between, where there are several. */
  readonly levels?: readonly Level[];
  /** Off unless the config turns it on. */
  readonly off?: boolean;
  readonly class: RuleClass;
  readonly enforced?: boolean;
  /** The fault makes BIRD refuse its whole file: these findings come first in a report. */
  readonly freezes?: boolean;
  /** A finding is a fact of the file's text, not of what is applied: it stands, whatever a patch sets in its place. */
  readonly of?: 'text';
  readonly aliases?: readonly string[];
  readonly references: readonly { readonly ref: string; readonly description?: string }[];
  readonly options?: { readonly [name: string]: RuleOption };
}

export interface RuleOption {
  readonly type: 'integer' | 'string' | 'boolean';
  readonly default: number | string | boolean;
  readonly description: string;
  readonly minimum?: number;
}

/** A place as Rego names it: inside a resource, or a range that a parser made. */
export type RawPlace =
  | { readonly resource: number; readonly path: Path; readonly on: On; readonly span?: readonly [number, number] }
  | { readonly mark: number };

/** What Rego answers (schemas/finding.json). */
export interface RawFinding {
  readonly rule: string;
  readonly at: RawPlace;
  readonly message: string;
  readonly level?: Level;
  readonly claim?: 'absence';
  readonly related?: readonly { readonly at: RawPlace; readonly message: string }[];
  readonly fix?: readonly JsonObject[];
  readonly rests_on?: readonly { readonly resource: number; readonly path: Path }[];
}

/** The compiled rules: one call of `evaluate` for one cluster. */
export interface Policy {
  readonly rules: readonly Rule[];
  /** The SHA-256 of the Rego that the module was built from. */
  readonly digest: string;
  /**
   * Throws a PolicyLimit if the input does not fit into the module's memory, or into the share of it that is given: above 0,
   * at most 1.
   */
  evaluate(input: JsonObject, share?: number): readonly RawFinding[];
}

// ------------------------------------------------------------------------------------- locate, suppress

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

/** What mends one finding. Its edits do not overlap, and only all of them together mean something. */
export interface Fix {
  /** False: a person must look at it. */
  readonly safe: boolean;
  /** What it does, in a phrase: `write 64512 without quotes`. */
  readonly title: string;
  readonly edits: readonly Edit[];
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
  readonly message: string;
  readonly file: string;
  /** Null where the file has no text: it could not be read, or is empty. */
  readonly range: Range | null;
  readonly resource: ResourceName | null;
  readonly related: readonly Related[];
  /** Whether a machine can mend it: by itself, or for a person to look at; null where it cannot. */
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

// ----------------------------------------------------------------------------------------------- report

/** What was looked at: a green run means what this says. */
export interface Ledger {
  readonly files: {
    /** Files that the walk saw and considered. */
    readonly seen: number;
    /** Files that held a needle and were parsed. */
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
    readonly resources: number;
  }[];
  readonly skipped: readonly {
    readonly file: string;
    readonly reason: string;
    /** The file, or a part of it, speaks of BGP and has to be rendered before it can be read. */
    readonly template?: true;
  }[];
  /** Findings that were held back because a value is not known. */
  readonly undecided: readonly {
    readonly rule: string;
    readonly file: string;
    readonly range: Range | null;
    readonly reason: string;
  }[];
  /** Open findings that were not asked for, and are not among the report's, by level. */
  readonly elsewhere: { readonly [level in Level]: number };
  /**
   * Files that decide on findings and changed since a commit, with what each loosens; left out where nothing was compared.
   */
  readonly loosened?: readonly { readonly file: string; readonly since: string; readonly what: readonly string[] }[];
}

/** The whole result of a run, and what reporters need to print it. */
export interface Report {
  readonly findings: readonly Finding[];
  readonly ledger: Ledger;
}

/** What a reporter may know beyond the report. All of it is data: reporters touch no file and no terminal. */
export interface ReportContext {
  readonly rules: readonly Rule[];
  /** bgplint's own version. */
  readonly version: string;
  readonly digest: string;
  /** `file` of a finding → path relative to the folder that holds `.git`, or undefined outside of it. */
  fromRepository(file: string): string | undefined;
  /** The text of a file with every secret masked, or undefined where none may be shown. Same line and column grid. */
  frame(file: string): string | undefined;
  /** What mends a finding, as edits of the text that was read; undefined where nothing does. */
  fix(finding: Finding): Fix | undefined;
  readonly color: boolean;
  /** The terminal opens links (OSC 8). */
  readonly hyperlinks: boolean;
  /** A URI that opens a file at a place; undefined where the terminal finds the place better by itself. */
  link?(file: string, range: Range | null): string | undefined;
  /** Columns of the terminal. */
  readonly width: number;
  readonly failOn: Level;
  /** Findings that a suppression answered are listed too (SARIF's audit profile, pretty's --show-suppressed). */
  readonly includeSuppressed: boolean;
}

/** A reporter: a report in, text out. */
export type Reporter = (report: Report, context: ReportContext) => string;

// ----------------------------------------------------------------------------------------------- config

/** What the config says of a rule, a family `calico/*` or a class `@security`. */
export interface RuleSetting {
  /** The key as it is written: an alias stands for its rule. */
  readonly key: string;
  readonly level?: Level | 'off';
  readonly options?: { readonly [name: string]: number | string | boolean };
}

/** One cluster of the config: what its paths hold is joined, and nothing else. */
export interface ClusterConfig {
  readonly name: string;
  /** Globs, relative to the config file. */
  readonly paths: readonly string[];
  /** Its paths hold everything that is applied. */
  readonly complete: boolean;
  readonly calico: ProductConfig;
  readonly metallb: MetallbConfig;
  readonly cilium: CiliumConfig;
}

export interface ProductConfig {
  /** `3.30` or `3.30.1`, without a `v`. */
  readonly version?: string;
}

export interface MetallbConfig extends ProductConfig {
  readonly mode?: 'native' | 'frr' | 'frr-k8s';
}

export interface CiliumConfig extends ProductConfig {
  /** Where Cilium reads the passwords of sessions. */
  readonly secretsNamespace?: string;
}

/** A suppression in the config. It answers what all of its members hold for. */
export interface Waiver {
  /** A rule's id or alias, a family `calico/*` or a class `@security`. */
  readonly rule: string;
  /** Globs, relative to the config file; undefined for every file. */
  readonly paths?: readonly string[];
  /** `Kind/name`, `Kind/namespace/name` or the address of a plan's resource; undefined for every object. */
  readonly resource?: string;
  /** '' if none is given: the waiver then has no effect. */
  readonly reason: string;
  readonly owner?: string;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly expires?: string;
}

/** `bgplint.yaml`, checked and with its defaults (schemas/config.json). */
export interface Config {
  /** By rule id, family or class. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Globs, relative to the config file. */
  readonly exclude: readonly string[];
  readonly complete: boolean;
  readonly clusters: readonly ClusterConfig[];
  /** Bounds that the config raises; those that it does not name keep their defaults. */
  readonly limits: { readonly [name in LimitName]?: number };
  readonly waivers: readonly Waiver[];
  /** The file of accepted findings, relative to the config file. */
  readonly baseline?: string;
  readonly calico: ProductConfig;
  readonly metallb: MetallbConfig;
  readonly cilium: CiliumConfig;
  /** Addresses of the nodes' own security groups in plans; `*` stands for any part. */
  readonly terraform: { readonly nodes: readonly string[] };
}

/** The bounds of what is read: sizes in bytes, the rest in numbers. */
export type LimitName = 'yamlBytes' | 'jsonBytes' | 'documentBytes' | 'depth' | 'aliases' | 'documents' | 'findings';

/** A fault of the config: one sentence that says what to do, and where it stands in the config. */
export interface ConfigError {
  readonly path: Path;
  readonly on: On;
  readonly message: string;
}
