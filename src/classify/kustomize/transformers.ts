/** Kustomize's own transformers that patch (sigs.k8s.io/kustomize api/builtins), as a kustomization may list them. */
import { isObject, pointer, text } from '../../lib/json.ts';
import { join } from '../../lib/paths.ts';
import type { Document, JsonObject, Path } from '../../model/document.ts';
import type { FoundKustomization, PatchReader } from './found.ts';
import { type Kustomization, kustomizationOf, type PatchEntry } from './kustomization.ts';
import { targetOf } from './targets.ts';

/** Each as a kustomization of the same folder that says what it says. */
export function transformersOf(
  { folder, home = folder, file, document, said }: FoundKustomization,
  all: readonly FoundKustomization[],
  reader: PatchReader,
): readonly FoundKustomization[] {
  if (said.transformers.length === 0) return [];
  const places = said.transformers.filter((entry): entry is Path => typeof entry !== 'string');
  const inline = reader.inline(document, places);
  const documents = said.transformers.flatMap((entry): readonly Document[] => {
    if (typeof entry !== 'string') return inline.get(pointer(entry)) ?? [];
    const path = join(home, entry);
    const built = all.find((other) => other.folder === path);
    const files = built === undefined ? [path] : built.said.resources.map((resource) => join(path, resource));
    return files.flatMap((one) => reader.documents(one));
  });
  return documents.flatMap((one) => {
    const meant =
      isObject(one.value) && /^builtin(?:\/|$)/.test(text(one.value, ['apiVersion'])) ? saidBy(one.value) : [];
    return meant.map((saying) => ({ folder, home, file, document: one, said: saying }));
  });
}

/** What a transformer says, in a kustomization's words; nothing where it does not patch. */
function saidBy(value: JsonObject): readonly Kustomization[] {
  const none = kustomizationOf({}, []);
  const kind = text(value, ['kind']);
  if (kind === 'ReplacementTransformer') return [kustomizationOf({ replacements: value['replacements'] ?? [] }, [])];
  const patches = patchesOf(kind, value);
  return patches.length === 0 ? [] : [{ ...none, patches }];
}

function patchesOf(kind: string, value: JsonObject): readonly PatchEntry[] {
  const target = targetOf(value['target']);
  const one = (field: string): readonly PatchEntry[] => {
    const file = text(value, ['path']);
    if (file !== '') return [{ file, target }];
    return text(value, [field]) === '' ? [] : [{ inline: [field], target }];
  };
  if (kind === 'PatchTransformer') return one('patch');
  if (kind === 'PatchJson6902Transformer') return one('jsonOp');
  if (kind !== 'PatchStrategicMergeTransformer') return [];
  const paths = Array.isArray(value['paths']) ? value['paths'] : [];
  const files = paths.flatMap((file) => (typeof file === 'string' && file !== '' ? [{ file, target: undefined }] : []));
  return [...files, ...(text(value, ['patches']) === '' ? [] : [{ inline: ['patches'], target: undefined }])];
}
