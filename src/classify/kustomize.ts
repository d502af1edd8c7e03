/** What the kustomizations of a scan patch: which files are patches, and which values of whole objects they set. */
import { at, isObject, pointerSteps, related, text } from '../lib/json.ts';
import type { Document, Json, JsonObject, Path, Resource } from '../model.ts';

/** A change that some patch makes to objects of a kind; an empty name means any. */
export interface Patch {
  readonly kind: string;
  readonly name: string;
  readonly path: Path;
}

/** A file that a kustomization names as a patch: relative to the kustomization's own folder, as written. */
export interface PatchFile {
  readonly file: string;
  /** What it patches, where the kustomization says so; else a strategic merge patch names its object itself. */
  readonly target: Json | undefined;
}

/** What a kustomization says about patches. */
export interface Kustomization {
  readonly files: readonly PatchFile[];
  readonly patches: readonly Patch[];
}

/** True for the names under which kustomize looks for its file (sigs.k8s.io/kustomize api/konfig). */
export function isKustomization(file: string): boolean {
  return /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(file);
}

/**
 * Reads the fields `patches`, `patchesStrategicMerge` and `patchesJson6902` of a kustomization. `parse` reads an inline
 * patch, YAML or JSON; what it cannot read is left out.
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
  return { files, patches };
}

/** What one patch sets: the operations of a JSON patch, or the leaves of a strategic merge patch. */
export function patchesOf(value: Json, target: Json | undefined): Patch[] {
  const kind = text(target, ['kind']) || text(value, ['kind']);
  if (kind === '' && !isObject(target)) return [];
  if (Array.isArray(value)) {
    const name = text(target, ['name']);
    return value.map((operation) => ({ kind, name, path: fromPointer(text(operation, ['path'])) }));
  }
  if (!isObject(value)) return [];
  const name = target === undefined ? text(value, ['metadata', 'name']) : text(target, ['name']);
  return leaves(value, []).map((path) => ({ kind, name, path }));
}

/** More patches by pattern than this are left out: what they set is then reported as it stands in the base. */
const mostPatterns = 5_000;

/** The patches of a scan by what they name, since there may be many of both patches and findings. */
export class PatchIndex {
  readonly #named = new Map<string, Patch[]>();
  /** Those that may be for any name or kind. */
  readonly #patterns: Patch[] = [];

  constructor(patches: readonly Patch[]) {
    for (const patch of patches) {
      const key = `${patch.kind}/${patch.name}`;
      const known = this.#named.get(key);
      if (patch.kind !== '' && patch.name !== '' && /^[\w/-]*$/.test(key)) {
        if (known === undefined) this.#named.set(key, [patch]);
        else known.push(patch);
      } else if (this.#patterns.length < mostPatterns) this.#patterns.push(patch);
    }
  }

  /** As isPatched. */
  isPatched(resource: Resource, path: Path): boolean {
    const named =
      this.#named.get(`${resource.document.within ? resource.gvk.kind : resource.kind}/${resource.name}`) ?? [];
    return isPatched(resource, path, named) || isPatched(resource, path, this.#patterns);
  }
}

/** True if a patch sets a value of this object, or a part of it, or a whole that it is part of. */
export function isPatched(resource: Resource, path: Path, patches: readonly Patch[]): boolean {
  const { within } = resource.document;
  // What stands in a ConfigMap's text is set where the text is.
  const [kind, whole] = within === undefined ? [resource.kind, path] : [resource.gvk.kind, within.path.slice(-2)];
  return patches.some(
    (patch) =>
      (patch.kind === '' || nameMatches(patch.kind, kind)) &&
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
