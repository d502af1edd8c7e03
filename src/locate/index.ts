/** Raw findings in, findings in files out: the one place where a rule's path becomes a line and a column. */

import { at } from '../lib/json.ts';
import type { LineIndex } from '../lib/lines.ts';
import { grouped } from '../lib/lists.ts';
import { getOrMake } from '../lib/maps.ts';
import { partOfScalar } from '../lib/scalar-offsets.ts';
import type { Document, Path, Problem, Range, Span } from '../model/document.ts';
import type { Finding, ResourceName } from '../model/finding.ts';
import type { Declaration, Resource } from '../model/resource.ts';
import type { Level, RawFinding, RawPlace, Rule } from '../model/rule.ts';
import { fingerprints } from './fingerprint.ts';
import { Teller } from './told.ts';
import { undecidedBecause } from './undecided.ts';

/** A finding with what later stages need to know of its origin. */
export interface Located {
  readonly finding: Finding;
  readonly resource?: Resource;
  /** As the rules gave it. */
  readonly raw: RawFinding;
  /** Rule and place without lines and values: what findings of two runs have in common if they are the same one. */
  readonly identity: string;
  /** Its fingerprint under another name of its rule, which it may have had in an earlier version. */
  fingerprintAs(rule: string): string;
}

/** A finding that was held back: a value that it rests on is not known. */
export interface Undecided {
  readonly rule: string;
  readonly file: string;
  readonly range: Range | null;
  readonly reason: string;
  readonly resource: Resource;
}

export interface LocateContext {
  readonly resources: ReadonlyMap<number, Resource>;
  /** Ranges that a parser made, by the number that the rules know them by. */
  readonly problems: ReadonlyMap<number, Pick<Problem, 'file' | 'mark' | 'document'>>;
  readonly rules: ReadonlyMap<string, Rule>;
  /** The level to report at; 'off' drops the finding. */
  level(rule: Rule, raw: RawFinding): Level | 'off';
  /** True if a patch of the scan sets what stands at the path. */
  patched(resource: Resource, path: Path): boolean;
  /** True if a patch of the scan adds to a list at the path, or below it. */
  extended(resource: Resource, path: Path): boolean;
  /** True if a patch of the scan deletes it. */
  deleted(resource: Resource): boolean;
  /** The lines of a file that was parsed. */
  lines(file: string): LineIndex | undefined;
  /** `file` relative to the root that fingerprints count from. */
  fromRoot(file: string): string;
  sha256(text: string): string;
}

/** Places raw findings. Each document is asked once for all its places, so that a large file is read once. */
export function locate(
  raw: readonly RawFinding[],
  context: LocateContext,
): { located: Located[]; undecided: Undecided[] } {
  const places = new Places(context);
  for (const finding of raw) for (const place of placesOf(finding)) places.ask(place);
  places.answer();

  const declared = declarationsOf(raw, context);
  const kept: { located: Omit<Located, 'fingerprintAs' | 'identity'>; path: Path }[] = [];
  const undecided: Undecided[] = [];
  const teller = new Teller();
  for (const finding of raw) {
    const rule = context.rules.get(finding.rule);
    if (rule === undefined) throw new Error(`the rules answered with an unknown rule, ${finding.rule}`);
    const level = context.level(rule, finding);
    if (level === 'off') continue;
    const resource = 'mark' in finding.at ? undefined : places.resource(finding.at.resource);
    const { file, range } = places.placed(finding.at);
    const reason = undecidedBecause(finding, rule, context);
    if (reason !== undefined && resource !== undefined) {
      undecided.push({ rule: rule.id, file, range, reason, resource });
      continue;
    }
    const about = placesOf(finding).map((place) => ('mark' in place ? undefined : places.resource(place.resource)));
    kept.push({
      path: 'mark' in finding.at ? [] : finding.at.path,
      located: {
        ...(resource === undefined ? {} : { resource }),
        raw: finding,
        finding: {
          rule: rule.id,
          level,
          class: rule.class,
          ...(finding.variant === undefined ? {} : { variant: finding.variant }),
          message: teller.told(finding.message, about),
          file,
          range,
          resource: resource === undefined ? null : resourceName(resource),
          related: [
            ...(finding.related ?? []).map((other) => ({
              message: teller.told(other.message, about),
              ...places.placed(other.at),
            })),
            ...(resource === undefined ? [] : declared(resource)),
          ],
          ...(finding.paste === undefined ? {} : { paste: finding.paste }),
          // What charts make of values is not written as it is read, and a plan is made anew.
          fixable:
            resource?.document.holder === undefined && resource?.declaredBy === undefined
              ? fixableBy(finding.fix)
              : null,
          fingerprint: '',
          suppressed: null,
        },
      },
    });
  }
  const prints = fingerprints(kept, context);
  const located = kept.map(({ located: { finding, ...rest } }, i) => {
    const { identity, fingerprintAs } = prints[i] ?? { identity: '', fingerprintAs: () => '' };
    return { ...rest, finding: { ...finding, fingerprint: fingerprintAs(finding.rule) }, identity, fingerprintAs };
  });
  return { located, undecided };
}

/** Where places are in files, for what is shown beside findings. Each document is asked once. */
export function located(wanted: readonly RawPlace[], context: LocateContext): { file: string; range: Range | null }[] {
  const places = new Places(context);
  for (const place of wanted) places.ask(place);
  places.answer();
  return wanted.map((place) => places.placed(place));
}

/** Where in a plan what makes a resource is named: it is changed in its configuration. Each plan is asked once. */
function declarationsOf(
  raw: readonly RawFinding[],
  { resources, lines }: LocateContext,
): (resource: Resource) => Finding['related'] {
  const found = raw.flatMap(({ at: place }) =>
    'mark' in place ? [] : (resources.get(place.resource)?.declaredBy ?? []),
  );
  const places = new Map<Declaration, Finding['related']>();
  for (const [plan, all] of grouped(new Set(found), (one) => one.plan)) {
    const spans = plan.locate(all.map(({ naming }) => ({ path: naming, on: 'value' })));
    const { file } = plan.source;
    for (const [i, one] of all.entries()) {
      const span = spans[i];
      const range = (span && lines(file)?.rangeOf(span)) ?? null;
      const message = `${one.address} creates this object: change it in the configuration, and plan again`;
      places.set(one, [{ message, file, range }]);
    }
  }
  return ({ declaredBy }) => (declaredBy && places.get(declaredBy)) ?? [];
}

function fixableBy(operations: RawFinding['fix']): Finding['fixable'] {
  if (operations === undefined) return null;
  return operations.every((operation) => operation['safe'] === true) ? 'safe' : 'review';
}

function placesOf(finding: RawFinding): RawPlace[] {
  return [finding.at, ...(finding.related ?? []).map((other) => other.at)];
}

/** A resource's name in reports. */
function resourceName(resource: Resource): ResourceName {
  if (resource.address !== undefined) return { address: resource.address };
  return { kind: resource.gvk.kind || resource.kind, namespace: resource.namespace, name: resource.name };
}

/** Collects the questions to all documents, then answers them. */
class Places {
  readonly #context: LocateContext;
  readonly #asked = new Map<Document, { place: RawPlace; path: Path; on: 'key' | 'value' }[]>();
  readonly #spans = new Map<RawPlace, Span | undefined>();

  constructor(context: LocateContext) {
    this.#context = context;
  }

  resource(id: number): Resource {
    const resource = this.#context.resources.get(id);
    if (resource === undefined) {
      // A rule that hands over the resource itself, as one that is new may, reads what it should have.
      throw new Error(
        `a rule named resource ${JSON.stringify(id).slice(0, 60)}, which is not in the scan: findings take a resource's id`,
      );
    }
    return resource;
  }

  ask(place: RawPlace): void {
    if ('mark' in place) return;
    const resource = this.resource(place.resource);
    const { document, base } = resource;
    const path = nearest(resource, place.path);
    const whole = at(document.value, [...base, ...place.path]) !== undefined;
    getOrMake(this.#asked, document, () => []).push({ place, path, on: whole ? place.on : 'key' });
  }

  answer(): void {
    for (const [document, asked] of this.#asked) {
      const spans = document.locate(asked);
      for (const [i, { place }] of asked.entries()) this.#spans.set(place, spans[i] ?? document.span);
    }
  }

  placed(place: RawPlace): { file: string; range: Range | null } {
    if ('mark' in place) {
      const problem = this.#context.problems.get(place.mark);
      if (problem === undefined) throw new Error(`a rule named mark ${place.mark}, which nothing made`);
      return { file: problem.file, range: this.#range(problem.file, problem.mark) };
    }
    const { document, base } = this.resource(place.resource);
    const span = this.#spans.get(place) ?? document.span;
    const part = place.span === undefined ? span : inside(document, [...base, ...place.path], span, place.span);
    return { file: document.source.file, range: this.#range(document.source.file, part) };
  }

  #range(file: string, span: Span | null): Range | null {
    return span === null ? null : (this.#context.lines(file)?.rangeOf(span) ?? null);
  }
}

/**
 * The path itself if it is there, else its nearest ancestor that is; at an object's root, what names it. An ancestor is
 * marked by its key.
 */
function nearest({ document, base, naming }: Resource, path: Path): Path {
  if (document.byLine === true) return path;
  let length = path.length;
  while (length > 0 && at(document.value, [...base, ...path.slice(0, length)]) === undefined) length--;
  if (length > 0 || path.length === 0) return [...base, ...path.slice(0, length)];
  const named = naming ?? [...base, 'kind'];
  return at(document.value, named) === undefined ? base : named;
}

/** A part of a scalar, in characters of its value; the whole scalar where its text does not tell where they stand. */
function inside(document: Document, path: Path, span: Span, [from, to]: readonly [number, number]): Span {
  const { text } = document.source;
  const written = text.slice(span.start, span.end);
  const quote = /^(["'])(.*)\1$/s.exec(written);
  const start = span.start + (quote === null ? 0 : 1);
  const plain = !/[\\\n]|''/.test(written);
  if (plain && start + to <= span.end) return { start: start + from, end: start + to };
  const style = document.style(path)?.style;
  const value = at(document.value, path);
  // A line break has no place to be seen at.
  if (plain || style === undefined || typeof value !== 'string' || value.slice(from, to).trim() === '') return span;
  return partOfScalar(text, span, style, value, { start: from, end: to });
}
