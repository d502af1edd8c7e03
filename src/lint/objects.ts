/** Objects of Kubernetes in documents: by themselves, in texts of others, and in plans. */

import { heldTexts } from '../classify/kubernetes/held.ts';
import { classifyEmbedded, classifyKubernetes, embeddedPaths } from '../classify/kubernetes/index.ts';
import { objectsIn } from '../classify/kubernetes/objects.ts';
import { heldInText, uncheckedBecause } from '../classify/kubernetes/unchecked.ts';
import { isKustomization } from '../classify/kustomize/kustomization.ts';
import { classifyRules } from '../classify/monitoring/index.ts';
import { classifyStates, saysNothingOf } from '../classify/status/objects/index.ts';
import { heldBy, objectHolders } from '../classify/terraform/objects.ts';
import { familyOf } from '../families/index.ts';
import { speaksOfAlerts } from '../families/monitoring/rules.ts';
import { familiesIn, givesContext, isSubject } from '../families/needles.ts';
import { hasState } from '../families/states.ts';
import { at, isObject, pointer } from '../lib/json.ts';
import { getOrMake } from '../lib/maps.ts';
import type { Document, Path, SourceFile } from '../model/document.ts';
import type { Declaration, Family, Resource } from '../model/resource.ts';
import { parseEmbedded, partsOfJson } from '../parse/index.ts';
import type { Found } from './found.ts';
import { objectsOf } from './parsing.ts';
import type { Releases } from './releases.ts';
import type { ScanOptions } from './scan-result.ts';
import type { ScanTexts } from './scan-texts.ts';

/** Texts in texts in texts: nobody writes more. */
const mostDeep = 3;

/** Where a document stands. */
interface Standing {
  readonly declaredBy?: Declaration | undefined;
  /** How many texts it stands in. */
  readonly depth: number;
}

const byItself: Standing = { depth: 0 };

export class Objects {
  readonly #found: Found;
  readonly #texts: ScanTexts;
  readonly #releases: Releases;
  readonly #options: ScanOptions;
  /** Whether a text may hold rules of Prometheus: asked once, and not for each document of it. */
  readonly #alerting = new WeakMap<SourceFile, boolean>();
  /** What of plans only gives context. */
  readonly #waiting: (() => void)[] = [];

  constructor(found: Found, texts: ScanTexts, releases: Releases, options: ScanOptions) {
    this.#found = found;
    this.#texts = texts;
    this.#releases = releases;
    this.#options = options;
  }

  /** Keeps the objects of a document, and those that stand in texts of it. */
  read(document: Document, standing: Standing = byItself): void {
    const { declaredBy } = standing;
    const states = holdsState(document) ? classifyStates(document, 0) : [];
    this.#found.keep(states, declaredBy);
    const resources = objectsOf(this.#options, document);
    this.#found.keep(resources, declaredBy);
    this.#embedded(document, declaredBy);
    const held = this.held(document, standing);
    const made = this.#releases.of(document);
    this.#found.keepMade(made, declaredBy);
    const rules = this.#rules(document);
    this.#found.keepMade(rules, declaredBy);
    const isRead = resources.length + states.length + rules.length > 0 || made.some(({ kind }) => kind !== 'Release');
    const isOther = !isKustomization(document.source.file) && resources.every(({ family }) => family === 'kubernetes');
    const unread = isOther ? heldInText(document.value, (text) => isSubject(text, 'yaml'), held) : undefined;
    // Most charts of a plan have nothing to do with BGP.
    const isSilent = isRead || (declaredBy !== undefined && familiesIn(JSON.stringify(document.value)).size === 0);
    const reason =
      (isSilent ? undefined : uncheckedBecause(document.value)) ??
      unread ??
      (holdsState(document) ? saysNothingOf(document) : undefined);
    if (reason !== undefined) this.#found.unchecked(document.source, reason);
  }

  /** Rules of Prometheus in a document, and in texts of it. */
  #rules(document: Document): readonly Resource[] {
    if (!getOrMake(this.#alerting, document.source, () => speaksOfAlerts(document.source.text))) return [];
    const readTexts = (outer: Document, paths: readonly Path[]) => {
      const read = parseEmbedded(outer, paths, this.#options.limits);
      const found = new Map(read.map(({ path, parsed }) => [pointer(path), parsed.documents[0]]));
      for (const inner of found.values()) if (inner !== undefined) this.#texts.note(inner);
      return paths.map((path) => found.get(pointer(path)));
    };
    return classifyRules(document, readTexts, this.#options.schemas);
  }

  /** Configurations that stand as texts in the objects of a document. */
  #embedded(document: Document, declaredBy: Declaration | undefined): void {
    const paths = embeddedPaths(document);
    if (paths.length === 0) return;
    for (const { parsed } of parseEmbedded(document, paths, this.#options.limits)) {
      this.#found.faults(document.source.file, parsed, new Set<Family>(['metallb']));
      for (const inner of parsed.documents) {
        this.#texts.note(inner);
        this.#found.keep(classifyEmbedded(inner, 0, this.#options.schemas), declaredBy);
      }
    }
  }

  /** The objects in texts of a document that something applies as they stand. Answers those texts that speak of BGP. */
  held(document: Document, standing: Standing = byItself): ReadonlySet<string> {
    const paths = heldTexts(document.value);
    if (standing.depth < mostDeep) return this.#inTexts(document, paths, { ...standing, depth: standing.depth + 1 });
    if (paths.length > 0) this.#found.unchecked(document.source, 'a text inside a text inside a text is not read');
    return new Set();
  }

  #inTexts(
    document: Document,
    all: readonly Path[],
    standing: Standing,
    sensitive?: Document['sensitive'],
  ): ReadonlySet<string> {
    const speaks = (text: string) => isSubject(text, 'yaml') || givesContext(text);
    const paths = all.filter((path) => speaks(String(at(document.value, path))));
    if (paths.length === 0) return new Set();
    const read = parseEmbedded(document, paths, this.#options.limits, {
      stream: true,
      apart: true,
      ...(sensitive && { sensitive }),
    });
    for (const { path, parsed } of read) {
      this.#found.faults(document.source.file, parsed, familiesIn(String(at(document.value, path))));
      for (const inner of parsed.documents) {
        this.#texts.note(inner);
        this.read(inner, standing);
      }
    }
    return new Set(paths.map((path) => String(at(document.value, path))));
  }

  /** Keeps the objects that a plan holds; those that only give context wait for `settle`. */
  readPlan(plan: Document): void {
    const holders = isObject(plan.value) ? objectHolders(plan.value) : [];
    if (holders.length === 0) return;
    const parts = partsOfJson(
      plan,
      holders.map(({ base }) => base),
    );
    /** Several machines have one configuration. */
    const texts = new Set<string>();
    for (const [i, instance] of holders.entries()) {
      const part = parts[i];
      if (part === undefined) continue;
      const { address, naming } = instance;
      const standing = { declaredBy: { address, plan, naming }, depth: 0 };
      const held = heldBy(instance, plan, part);
      for (const document of held.documents) {
        if (this.#isSubject(document)) this.read(document, standing);
        else this.#waiting.push(() => this.read(document, standing));
      }
      for (const { path, sensitive } of held.texts) {
        const text = String(at(part.value, path));
        const isMachine = instance.type.startsWith('talos_');
        if (isMachine && texts.has(text)) continue;
        texts.add(text);
        const read = () => this.#inTexts(part, [path], { ...standing, depth: 1 }, sensitive);
        if (isSubject(text, 'yaml')) read();
        else this.#waiting.push(read);
      }
      for (const name of held.unknown)
        this.#found.unchecked(plan.source, `${address} in a plan: its ${name} is known only after apply`);
    }
  }

  /** True for an object that rules are about, and for one with a text, or with values of a chart, that speaks of BGP. */
  #isSubject(document: Document): boolean {
    const resources = classifyKubernetes(document, 0);
    return (
      resources.some(({ gvk }) => familyOf(gvk.group, gvk.kind)?.context !== true) ||
      embeddedPaths(document).length > 0 ||
      familiesIn(JSON.stringify(document.value)).size > 0
    );
  }

  /** Keeps what only gives context: if the scan is about BGP. */
  settle(): void {
    for (const read of this.#waiting.splice(0)) read();
  }
}

/** True for a document with an object in which a controller says how things are. */
function holdsState({ value }: Document): boolean {
  for (const { object } of objectsIn(value)) if (hasState(object)) return true;
  return false;
}
