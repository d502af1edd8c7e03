/** Texts of a document that hold manifests which something applies as they stand. */
import { at, isObject, text } from '../../lib/json.ts';
import type { Json, Path } from '../../model/document.ts';

/** A folder from which K3s and RKE2 apply what is in it (docs.k3s.io/installation/packaged-components). */
const applied = /\/(?:k3s|rke2)\/server\/manifests\/(?:.*\/)?[^/]+\.(?:ya?ml|json)$/;

/** Where files are listed that something writes to a node: cloud-init, Cluster API's bootstrap providers. */
const fileLists: readonly Path[] = [
  ['write_files'],
  ['spec', 'files'],
  ['spec', 'template', 'spec', 'files'],
  ['spec', 'kthreesConfigSpec', 'files'],
  ['spec', 'kubeadmConfigSpec', 'files'],
];

/**
 * Their paths:
 * - `cluster.inlineManifests` of a machine configuration of Talos (siderolabs/talos pkg/machinery/config/types/v1alpha1)
 * - files that are written to where a distribution applies them
 */
export function heldTexts(root: Json): readonly Path[] {
  return [
    ...items(root, ['cluster', 'inlineManifests']).map((path) => [...path, 'contents']),
    ...fileLists.flatMap((list) =>
      items(root, list)
        .filter((path) => applied.test(text(root, [...path, 'path'])) && text(root, [...path, 'encoding']) === '')
        .map((path) => [...path, 'content']),
    ),
  ].filter((path) => text(root, path) !== '');
}

function items(root: Json, path: Path): Path[] {
  const list = at(root, path);
  return Array.isArray(list) ? list.flatMap((item, i) => (isObject(item) ? [[...path, i]] : [])) : [];
}
