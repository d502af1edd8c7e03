/** Partial objects: patches, which hold only what they change. Nothing may be said of what they leave out. */
import { at } from '../../lib/json.ts';
import type { JsonObject, Path } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';

// Folders and file names by which people keep patches (kustomize has no rule for either).
const patchFolder = /(?:^|\/)(?:patch(?:es)?|overlays?)\//i;

const patchFile = /(?:^|[/._-])patch(?:es)?[^/]*\.(?:ya?ml|json)$/i;

/** What a whole object cannot lack beside the fields that its structure requires: one path of each list must be there. */
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
  'frr-k8s/FRRConfiguration': [
    [
      ['spec', 'bgp', 'routers'],
      ['spec', 'raw'],
    ],
  ],
  'kubernetes/DaemonSet': [[['spec', 'selector']]],
};

/** True for an object that only names another one: a manifest for `kubectl delete -f` needs no more. */
export function isOnlyNamed(family: string, kind: string, object: JsonObject): boolean {
  return object['spec'] === undefined && family !== 'kubernetes' && `${family}/${kind}` in needed;
}

/** True for an object without what its kind requires: no cluster would take it as it stands. */
export function lacks({ family, kind, object, faults = [] }: Resource): boolean {
  if (faults.some((fault) => fault.kind === 'MissingField')) return true;
  const lists = needed[`${family}/${kind}`] ?? [];
  return lists.some((paths) => paths.every((path) => at(object, path) === undefined));
}

/** True for a file in a place where people keep patches. That alone makes none of it. */
export function isPatchPlace(file: string): boolean {
  return patchFolder.test(file) || patchFile.test(file);
}
