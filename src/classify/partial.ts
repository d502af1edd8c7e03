/** Partial objects: patches, which hold only what they change. Nothing may be said of what they leave out. */
import { at } from '../lib/json.ts';
import type { JsonObject, Path } from '../model.ts';

// Folders and file names by which people keep patches (kustomize has no rule for either).
const patchFolder = /(?:^|\/)(?:patch(?:es)?|overlays?)\//i;
const patchFile = /(?:^|[/._-])patch(?:es)?[^/]*\.(?:ya?ml|json)$/i;

/** What a whole object of a kind cannot lack: one path of each list must be there. */
const needed: { readonly [familyAndKind: string]: readonly (readonly Path[])[] } = {
  'calico/BGPPeer': [
    [
      ['spec', 'peerIP'],
      ['spec', 'peerSelector'],
      ['spec', 'localWorkloadSelector'],
    ],
  ],
  'metallb/BGPPeer': [
    [['spec', 'myASN']],
    [
      ['spec', 'peerAddress'],
      ['spec', 'interface'],
    ],
  ],
};

/**
 * True for an object that only names another one, or for a patch that its own text or its place gives away: it has a
 * `$patch` directive, or it lies under a folder or name for patches and lacks what its kind cannot be without. Patches that a kustomization lists are known to
 * `kustomize.ts`.
 */
export function isPartial(family: string, kind: string, object: JsonObject, file: string): boolean {
  // A manifest for `kubectl delete -f` needs no more than names.
  if (object['spec'] === undefined && `${family}/${kind}` in needed) return true;
  if (hasDirective(object)) return true;
  if (!patchFolder.test(file) && !patchFile.test(file)) return false;
  const lists = needed[`${family}/${kind}`] ?? [];
  return lists.length === 0 || lists.some((paths) => paths.every((path) => at(object, path) === undefined));
}

/**
 * The folder whose objects a patch is for that no kustomization lists: the one in which its folder for patches or overlays
 * stands (the outermost, of several), else its own. '' is all of the scan.
 */
export function treeOf(file: string): string {
  const outermost = patchFolder.exec(file);
  return file.slice(0, outermost === null ? Math.max(file.lastIndexOf('/'), 0) : outermost.index);
}

/** True for an object with a `$patch` directive in it. */
export function hasDirective(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '$patch') || Object.values(value).some(hasDirective);
}
