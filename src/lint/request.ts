/** What a run is asked for, and what it answers. */
import type { Left } from '../discover/types.ts';
import type { FileSystem, Schemas } from '../lib/host.ts';
import { defaultLimits, type Limits } from '../lib/limits.ts';
import { isWithin } from '../lib/paths.ts';
import type { Pause } from '../lib/steps.ts';
import type { Config } from '../model/config.ts';
import type { Document, Path, SourceFile } from '../model/document.ts';
import type { Report } from '../model/report.ts';
import type { Policy } from '../model/rule.ts';
import type { Topology } from '../model/topology.ts';
import type { Where } from '../narrow/changes.ts';
import type { Narrowing } from '../narrow/index.ts';
import type { Baseline, ChangedBaseline } from '../suppress/types.ts';
import type { ScannedCluster } from './clusters.ts';
import type { Fixes } from './fixes.ts';
import type { Kept } from './kept.ts';
import type { Input } from './load.ts';
import type { Progress, Scan } from './scan-result.ts';
import type { Selection } from './select.ts';

export interface LintRequest {
  readonly files: FileSystem;
  readonly policy: Policy;
  readonly schemas: Schemas;
  readonly config: Config;
  /** The text that the config was read from, and its folder, absolute. */
  readonly configFile?: { readonly document: Document; readonly folder: string };
  /** Its path, and the folder that the files of its entries are relative to; both absolute. */
  readonly baseline?: Baseline & { readonly path: string; readonly root: string };
  /** Absolute, with forward slashes. */
  readonly cwd: string;
  readonly paths: readonly string[];
  /** Files and folders on which the run reports, absolute: they are read as well. */
  readonly further?: readonly string[];
  readonly stdin: readonly Input[];
  /** Folders of the root modules that plans were made of, absolute, where they are named. */
  readonly terraformDirs?: readonly string[];
  /** YYYY-MM-DD, in UTC. */
  readonly today: string;
  /** A path of `file` relative to the repository, for fingerprints. */
  fromRoot(file: string): string;
  /** A path relative to the config's folder, for its globs. */
  fromConfig(file: string): string;
  sha256(text: string): string;
  /** What to report on, if not on everything; `where` tells where a file of a finding is. */
  readonly narrow?: Narrowing & {
    where(file: string): Where;
    /**
     * The same run over the state before each of the changes, in their order; undefined where that cannot differ from the
     * present one. `candidates` are the files that are read now.
     */
    readonly before?: readonly ((candidates: readonly string[]) => Promise<LintRequest | undefined>)[];
  };
  /** Which rules the report is about, if not all. */
  readonly select?: Selection | undefined;
  readonly progress?: Progress;
  /** Awaited between stages, and often in long ones. What it throws comes out of the run. */
  readonly pause?: Pause;
  readonly kept?: Kept;
  /** Whether stages leave marks of how long they took. */
  readonly marks?: boolean;
}

export interface LintResult {
  readonly report: Report;
  /** What becomes of the baseline, where the run changes it. */
  readonly baseline?: ChangedBaseline;
  readonly scan: Scan;
  /** The clusters that were told apart: which files each sees, and its objects. */
  readonly clusters: readonly Pick<ScannedCluster, 'name' | 'sees' | 'resources'>[];
  /** What findings have in common with the same ones of another run, by fingerprint. */
  readonly identities: ReadonlyMap<string, string>;
  /** What discovery left alone. */
  readonly left: readonly Left[];
  /** Files that were considered, as they are shown. */
  readonly candidates: readonly string[];
  /** The text of a file for code frames, secrets masked. */
  frame(file: string): string | undefined;
  readonly fixes: Fixes;
  /** What the map draws, made when it is asked for. Throws a PolicyLimit. */
  topology(): Topology;
  /** Entries of the config's terraform.nodes that match nothing in the plans that were read, and why, in a clause. */
  readonly unmatchedNodes: readonly { readonly node: string; readonly why?: string }[];
  /** Folders that were named as sources of plans, and of none of the plans that were read; as they are shown. */
  readonly unusedTerraformDirs: readonly string[];
  /** Paths in the config of globs that match nothing; empty where the run did not see all of the config's folder. */
  readonly unmatched: readonly Path[];
}

/** The bounds of a run: those of the config where it raises them. */
export function limitsOf({ config }: Pick<LintRequest, 'config'>): Limits {
  return { ...defaultLimits, ...config.limits };
}

/** True if the run's paths hold all of the config's folder: then what is nowhere in the scan is nowhere. */
export function seesFolder({ configFile, paths }: LintRequest): boolean {
  return configFile !== undefined && paths.some((path) => isWithin(path, configFile.folder));
}

/** The texts that are bgplint's own, and not under check: the config and the baseline. */
export function ownSources({
  configFile,
  baseline,
}: Pick<LintRequest, 'configFile' | 'baseline'>): readonly SourceFile[] {
  return [configFile?.document, baseline?.document].flatMap((document) => (document ? [document.source] : []));
}
