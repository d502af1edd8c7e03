/** Rules, what they answer, and who asks them. */
import type { JsonObject, On, Path } from './document.ts';
import type { RawTopology } from './raw-topology.ts';

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
  /** What it finds works as written, and somebody could decide to live with it: profiles weigh such rules differently. */
  readonly policy?: boolean;
  readonly enforced?: boolean;
  /** What it looks at, where not at the whole cluster: at one object, or one fault of a text, and what the config says. */
  readonly judges?: 'object';
  /** The fault makes BIRD refuse its whole file: these findings come first in a report. Of findings without a variant. */
  readonly freezes?: boolean;
  /** A finding is a fact of the file's text, not of what is applied: it stands, whatever a patch sets in its place. */
  readonly of?: 'text';
  /** What the config must tell for it to say anything. */
  readonly needs?: Need;
  readonly aliases?: readonly string[];
  /** What is said instead of `description` and `remediation` of a finding that chooses it, by name. */
  readonly variants?: { readonly [name: string]: Variant };
  readonly references: readonly { readonly ref: string; readonly description?: string }[];
  readonly options?: { readonly [name: string]: RuleOption };
}

/** What of the config a rule cannot do without: the nodes' groups in plans, MetalLB's mode (which a scan may tell as well). */
export type Need = 'terraform.nodes' | 'metallb.mode';

/** One sort of a rule's fault: why it breaks, and what to do; a text that it leaves out is the rule's. */
export interface Variant {
  readonly description?: string;
  readonly remediation?: string;
  /** As the rule's, and never taken over from it. */
  readonly freezes?: boolean;
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
  /** Which of the rule's variants it is; the rule's own texts count without one. */
  readonly variant?: string;
  /** That something is nowhere in the cluster: surely not what is meant (`misspelt`), since a name near to it is there. */
  readonly claim?: 'absence' | 'misspelt';
  readonly related?: readonly { readonly at: RawPlace; readonly message: string }[];
  readonly fix?: readonly JsonObject[];
  readonly rests_on?: readonly { readonly resource: number; readonly path: Path }[];
  /** Objects that are missing, with names of the scan: a person completes and applies them. */
  readonly paste?: readonly JsonObject[];
  /** Where this fault shows again: other findings at these places, or below them, follow from it. */
  readonly explains?: readonly { readonly resource: number; readonly path: Path }[];
  /** Findings that this one would not be without: of a rule, in a resource. */
  readonly follows?: readonly { readonly rule: string; readonly resource: number }[];
}

/** The compiled rules: one call of `evaluate` for one cluster. */
export interface Policy {
  readonly rules: readonly Rule[];
  /** The SHA-256 of the Rego that the module was built from. */
  readonly digest: string;
  /** Begins what the first evaluation would have to wait for. Never fails. */
  prepare?(): Promise<void>;
  /**
   * Throws a PolicyLimit if the input does not fit into the module's memory, or into the share of it that is given: above 0,
   * at most 1.
   */
  evaluate(input: JsonObject, share?: number): readonly RawFinding[];
  /** What the map draws of one cluster, by the same model. Throws as `evaluate` does. */
  topology(input: JsonObject): RawTopology;
}
