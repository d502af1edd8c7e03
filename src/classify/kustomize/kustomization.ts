/** What a kustomization says (sigs.k8s.io/kustomize api/types, Kustomization). */
import { at, isObject, text } from '../../lib/json.ts';
import type { Document, Json, JsonObject, Path } from '../../model/document.ts';
import { type Replaced, replaced } from './replacements.ts';
import { type Target, targetOf } from './targets.ts';

/** A patch: in a file, in the kustomization's own text, or in its own values. */
export interface PatchEntry {
  /** As written: relative to the kustomization's own folder. */
  readonly file?: string;
  /** The place of its text. */
  readonly inline?: Path;
  /** What others than kustomize take: the object or the operations themselves. */
  readonly value?: Json;
  /** What it patches, where the kustomization says so; else a strategic merge patch names its object itself. */
  readonly target: Target | undefined;
}

/** Files and folders are as written. */
export interface Kustomization {
  /** A component's patches are for all that its users build. */
  readonly isComponent: boolean;
  readonly patches: readonly PatchEntry[];
  readonly replacements: readonly Replaced[];
  /** Files that hold its replacements. */
  readonly replacementFiles: readonly string[];
  /** The files and folders that it builds: `resources`, and `bases` as older versions call them. */
  readonly resources: readonly string[];
  readonly components: readonly string[];
  /** The namespace of all that it builds; '' leaves each in its own. */
  readonly namespace: string;
  /** What it puts before and behind the names of all that it builds. */
  readonly prefix: string;
  readonly suffix: string;
  /** Labels and annotations that it gives to all that it builds. */
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
  /** Fields by which it makes or changes objects in ways that only kustomize knows. */
  readonly makes: readonly string[];
  /** It tells kustomize of further places in which names stand, or runs what may change them. */
  readonly namesReferences: boolean;
  /** Its transformers: files and folders, and the places of texts. */
  readonly transformers: readonly (string | Path)[];
  /** A patch may make another kind of an object. */
  readonly changesKinds: boolean;
}

/**
 * Fields that make objects, or change them by a program or a configuration of their own: with `configurations`, names, labels,
 * images and replicas are written into any field of any kind.
 */
const makers = ['helmCharts', 'helmChartInflationGenerator', 'generators', 'transformers', 'configurations'];

/** Entries of `labels` that are read. */
const mostLabelings = 100;

/** The names under which kustomize looks for its file (sigs.k8s.io/kustomize api/konfig). */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** True for the file of a kustomization. */
export function isKustomization(file: string): boolean {
  return /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(file);
}

/** True unless its API group is another one than kustomize's, which may be left out. */
export function isKustomizes(value: Json): boolean {
  const apiVersion = text(value, ['apiVersion']);
  return apiVersion === '' || apiVersion.startsWith('kustomize.config.k8s.io/');
}

/** A longer text names no file. */
const longestName = 1000;

/** Every text of a kustomization that may name a file, as it is written: `peers.yaml`, or `config=peers.yaml`. */
export function* namesIn(value: Json): Generator<string> {
  if (typeof value === 'string') {
    if (value === '' || value.length > longestName || value.includes('\n')) return;
    yield value;
    const equals = value.indexOf('=');
    if (equals !== -1) yield value.slice(equals + 1);
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values<Json>(value)) yield* namesIn(member);
  }
}

/** Reads a kustomization. What is not of the type that kustomize wants is left out. */
export function readKustomization({ value }: Pick<Document, 'value'>): Kustomization {
  return kustomizationOf(value, []);
}

/** The same, of a mapping that has a kustomization's fields and stands at a path of its document. */
export function kustomizationOf(value: Json, base: Path): Kustomization {
  const patches: PatchEntry[] = [];
  for (const [i, entry] of list(value, 'patchesStrategicMerge').entries()) {
    if (isObject(entry) && base.length > 0) patches.push({ value: entry, target: undefined });
    if (typeof entry !== 'string') continue;
    patches.push(
      isInline(entry)
        ? { inline: [...base, 'patchesStrategicMerge', i], target: undefined }
        : { file: entry, target: undefined },
    );
  }
  for (const field of ['patches', 'patchesJson6902']) {
    for (const [i, entry] of list(value, field).entries()) {
      const target = targetOf(at(entry, ['target']));
      const file = text(entry, ['path']);
      const patch = at(entry, ['patch']);
      if (file !== '') patches.push({ file, target });
      else if (text(entry, ['patch']) !== '') patches.push({ inline: [...base, field, i, 'patch'], target });
      else if (Array.isArray(patch)) patches.push({ value: patch, target });
    }
  }
  const replacements = list(value, 'replacements');
  return {
    isComponent: text(value, ['kind']) === 'Component',
    patches,
    replacements: replacements.flatMap(replaced),
    replacementFiles: replacements.map((entry) => text(entry, ['path'])).filter((file) => file !== ''),
    resources: [...list(value, 'resources'), ...list(value, 'bases')].filter(isText),
    components: list(value, 'components').filter(isText),
    namespace: text(value, ['namespace']),
    prefix: text(value, ['namePrefix']),
    suffix: text(value, ['nameSuffix']),
    labels: Object.fromEntries(
      [
        mapping(value, ['commonLabels']),
        ...list(value, 'labels')
          .slice(0, mostLabelings)
          .map((entry) => mapping(entry, ['pairs'])),
      ].flatMap(Object.entries<Json>),
    ),
    annotations: mapping(value, ['commonAnnotations']),
    makes: [
      ...makers.filter((field) => list(value, field).length > 0),
      ...(list(value, 'labels').some((entry) => list(entry, 'fields').length > 0) ? ['fields of labels'] : []),
    ],
    namesReferences: ['configurations', 'crds', 'transformers'].some((field) => list(value, field).length > 0),
    transformers: list(value, 'transformers')
      .map((entry, i) => (isText(entry) && isInline(entry) ? [...base, 'transformers', i] : entry))
      .filter((entry): entry is string | Path => Array.isArray(entry) || isText(entry)),
    changesKinds: list(value, 'patches').some((entry) => at(entry, ['options', 'allowKindChange']) === true),
  };
}

/** True for the text of an object, which stands where a file may be named. */
function isInline(entry: string): boolean {
  return entry.includes('\n') || /^\s*\{/.test(entry);
}

function mapping(value: Json, path: Path): JsonObject {
  const member = at(value, path);
  return member !== undefined && isObject(member) ? member : {};
}

function isText(value: Json): value is string {
  return typeof value === 'string' && value !== '';
}

function list(value: Json, key: string): readonly Json[] {
  const member = at(value, [key]);
  return Array.isArray(member) ? member : [];
}
