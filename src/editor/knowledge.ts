/** What a front end knows when an editor asks: the last result, and the texts as they are now. */
import type { Example } from '../lib/example.ts';
import { getOrMake } from '../lib/maps.ts';
import type { LintResult } from '../lint/request.ts';
import type { Finding } from '../model/finding.ts';
import type { Rule } from '../model/rule.ts';
import type { Topology } from '../model/topology.ts';
import { EditorLines, type Range, rangeOfReport } from './positions.ts';

export interface Knowledge {
  readonly result: LintResult;
  readonly rules: readonly Rule[];
  /** The example of a rule's page (dist/pages.json). */
  examples(id: string): Example | undefined;
  /** The text of a file as it is now, by its name in the report; undefined for one that is not at hand. */
  text(file: string): string | undefined;
  /** The name of the config in force, or of the one that a waiver may be written into; without it none is offered. */
  readonly configFile?: string;
}

/** What is kept of one result, as long as the result is. */
interface Kept {
  readonly lines: Map<string, EditorLines>;
  topology: Topology | undefined | null;
}

/** The map of so many objects, 100 racks of 30 nodes, takes a second or two. */
const mostMapped = 3000;

const kept = new WeakMap<LintResult, Kept>();

function keptOf(result: LintResult): Kept {
  return getOrMake(kept, result, () => ({ lines: new Map(), topology: null }));
}

/**
 * The lines of a file as it was checked; undefined where the file is not known, and where it was edited since: its places are
 * then no longer those of the result.
 */
export function checkedLines(
  { result, text }: Pick<Knowledge, 'result' | 'text'>,
  file: string,
): EditorLines | undefined {
  const now = text(file);
  const then = result.scan.texts.get(file)?.text;
  if (now === undefined && then === undefined) return undefined;
  if (now !== undefined && then !== undefined && now !== then) return undefined;
  const known = then ?? now ?? '';
  const { lines } = keptOf(result);
  const found = lines.get(file);
  if (found?.text === known) return found;
  const made = new EditorLines(known);
  lines.set(file, made);
  return made;
}

const start: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The range of a finding, or of a further place of one; the start of a file of which there is no text to point at. */
export function rangeIn(
  knowledge: Pick<Knowledge, 'result' | 'text'>,
  { file, range }: Pick<Finding, 'file' | 'range'>,
): Range {
  if (range === null) return start;
  return checkedLines(knowledge, file)?.ofReport(range) ?? rangeOfReport(range);
}

/** True where the map of a result is at hand, or made in less than a person waits for what opens by itself. */
export function isMapNear(result: LintResult): boolean {
  return keptOf(result).topology !== null || result.scan.resources.length <= mostMapped;
}

/** The map of a result, made once; undefined where the policy's memory does not hold it. */
export function topologyOf(result: LintResult): Topology | undefined {
  const one = keptOf(result);
  if (one.topology === null) {
    try {
      one.topology = result.topology();
    } catch {
      // A PolicyLimit: the run has said that the cluster was given up.
      one.topology = undefined;
    }
  }
  return one.topology;
}
