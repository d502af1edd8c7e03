/** What the kustomizations of a scan patch: which files are patches, and which values of whole objects they set. */
import { at, isObject, pointerSteps, related, text } from '../lib/json.ts';
import type { Document, Json, JsonObject, Path, Resource } from '../model.ts';
import { replaced } from './replacements.ts';

/**
 * A change that some patch or replacement makes to objects of a kind; an empty group, kind or name means any. A namespace
 * does not tell: kustomizations set it, too.
 */
export interface Patch {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly path: Path;
}

/** A patch, and the files of the scan whose objects it is for. */
export interface ReachingPatch extends Patch {
  reaches(file: string): boolean;
}

/** A file that a kustomization names as a patch: relative to the kustomization's own folder, as written. */
export interface PatchFile {
  readonly file: string;
  /** What it patches, where the kustomization says so; else a strategic merge patch names its object itself. */
  readonly target: Json | undefined;
}

/** What a kustomization says about patches, and what it is made of; files and folders are as written. */
export interface Kustomization {
  readonly files: readonly PatchFile[];
  readonly patches: readonly Patch[];
  /** Files that hold its replacements. */
  readonly replacements: readonly string[];
  /** The files and folders that it builds: `resources`, and `bases` as older versions call them. */
  readonly resources: readonly string[];
  /** Folders of components, whose patches are for all that it builds. */
  readonly components: readonly string[];
}

/** True for the names under which kustomize looks for its file (sigs.k8s.io/kustomize api/konfig). */
export function isKustomization(file: string): boolean {
  return /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(file);
}

/**
 * Reads the fields `patches`, `patchesStrategicMerge`, `patchesJson6902`, `replacements`, `resources`, `bases` and
 * `components` of a kustomization. `parse` reads an inline patch, YAML or JSON; what it cannot read is left out.
 */
export function readKustomization(document: Document, parse: (text: string) => readonly Json[]): Kustomization {
  const files: PatchFile[] = [];
  const patches: Patch[] = [];
  const inline = (patch: string, target: Json | undefined) => {
    for (const value of parse(patch)) for (const one of patchesOf(value, target)) patches.push(one);
  };
  for (const entry of list(document.value, 'patchesStrategicMerge')) {
    if (typeof entry !== 'string') continue;
    if (entry.includes('\n')) inline(entry, undefined);
    else files.push({ file: entry, target: undefined });
  }
  for (const entry of [...list(document.value, 'patches'), ...list(document.value, 'patchesJson6902')]) {
    const target = at(entry, ['target']);
    if (text(entry, ['path']) !== '') files.push({ file: text(entry, ['path']), target });
    if (text(entry, ['patch']) !== '') inline(text(entry, ['patch']), target);
  }
  const replacements = list(document.value, 'replacements');
  for (const entry of replacements) patches.push(...replaced(entry));
  return {
    files,
    patches,
    replacements: replacements.map((entry) => text(entry, ['path'])).filter((file) => file !== ''),
    resources: [...list(document.value, 'resources'), ...list(document.value, 'bases')].filter(isText),
    components: list(document.value, 'components').filter(isText),
  };
}

function isText(value: Json): value is string {
  return typeof value === 'string' && value !== '';
}

/** What one patch sets: the operations of a JSON patch, or the leaves of a strategic merge patch. */
export function patchesOf(value: Json, target: Json | undefined): Patch[] {
  const kind = text(target, ['kind']) || text(value, ['kind']);
  if (kind === '' && !isObject(target)) return [];
  const group = text(target, ['group']) || (target === undefined ? groupOf(text(value, ['apiVersion'])) : '');
  if (Array.isArray(value)) {
    const name = text(target, ['name']);
    return value
      .filter((operation) => typeof at(operation, ['path']) === 'string')
      .map((operation) => ({ group, kind, name, path: fromPointer(text(operation, ['path'])) }));
  }
  if (!isObject(value)) return [];
  const name = target === undefined ? text(value, ['metadata', 'name']) : text(target, ['name']);
  return leaves(value, []).map((path) => ({ group, kind, name, path }));
}

function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));
}

/** More patches by pattern than this are left out: what they set is then reported as it stands in the base. */
const mostPatterns = 5_000;

/** The patches of a scan by what they name, since there may be many of both patches and findings. */
export class PatchIndex {
  readonly #named = new Map<string, ReachingPatch[]>();
  /** Those that may be for any name or kind. */
  readonly #patterns: ReachingPatch[] = [];

  constructor(patches: readonly ReachingPatch[]) {
    for (const patch of patches) {
      const key = `${patch.kind}/${patch.name}`;
      const known = this.#named.get(key);
      if (patch.kind !== '' && patch.name !== '' && /^[\w/-]*$/.test(key)) {
        if (known === undefined) this.#named.set(key, [patch]);
        else known.push(patch);
      } else if (this.#patterns.length < mostPatterns) this.#patterns.push(patch);
    }
  }

  /** As isPatched, by those that are for the resource's file. */
  isPatched(resource: Resource, path: Path): boolean {
    const { file } = resource.document.source;
    const kind = resource.document.within ? resource.gvk.kind : resource.kind;
    const named = this.#named.get(`${kind}/${resource.name}`) ?? [];
    const patches = (patch: ReachingPatch) => isPatched(resource, path, [patch]) && patch.reaches(file);
    return named.some(patches) || this.#patterns.some(patches);
  }
}

/** True if a patch sets a value of this object, or a part of it, or a whole that it is part of. */
export function isPatched(resource: Resource, path: Path, patches: readonly Patch[]): boolean {
  const { within } = resource.document;
  // What stands in a ConfigMap's text is set where the text is.
  const [kind, whole] = within === undefined ? [resource.kind, path] : [resource.gvk.kind, within.path.slice(-2)];
  return patches.some(
    (patch) =>
      nameMatches(patch.kind, kind) &&
      nameMatches(patch.group, resource.gvk.group) &&
      nameMatches(patch.name, resource.name) &&
      related(patch.path, whole),
  );
}

/** kustomize anchors a target's name as a regular expression; one that does not compile matches what it spells. */
function nameMatches(pattern: string, name: string): boolean {
  if (pattern === '' || pattern === name) return true;
  if (pattern.length > 200 || !/^[\w.*|()-]*$/.test(pattern)) return false;
  // Only `.*` and `|` are understood: a regular expression of a stranger may take for ever.
  return pattern.split('|').some((part) => {
    const pieces = part.replace(/[()]/g, '').split('.*');
    let from = 0;
    return pieces.every((piece, i) => {
      const found = i === pieces.length - 1 && i > 0 ? name.length - piece.length : name.indexOf(piece, from);
      if (found < from || (i === 0 && found !== 0) || !name.startsWith(piece, found)) return false;
      from = found + piece.length;
      return i < pieces.length - 1 || from === name.length;
    });
  });
}

function list(value: Json, key: string): readonly Json[] {
  const found = at(value, [key]);
  return Array.isArray(found) ? found : [];
}

function fromPointer(path: string): Path {
  return pointerSteps(path).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** Paths of the scalars and lists below `value`, without what only names the object. */
function leaves(value: JsonObject, path: Path): Path[] {
  return Object.entries(value).flatMap(([key, member]) => {
    const here = [...path, key];
    if (path.length === 0 && (key === 'apiVersion' || key === 'kind')) return [];
    if (here.length === 2 && path[0] === 'metadata' && (key === 'name' || key === 'namespace')) return [];
    return isObject(member) && Object.keys(member).length > 0 ? leaves(member, here) : [here];
  });
}
