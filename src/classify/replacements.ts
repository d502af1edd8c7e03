/** What kustomize's replacements write: values that come from another object, into the objects that they select. */
import { at, isObject, text } from '../lib/json.ts';
import type { Json, Path } from '../model.ts';
import type { Patch } from './kustomize.ts';

/**
 * The places that a replacement, or a list of them as a file may hold it, writes to. Kustomize writes to `metadata.name`
 * where a target names no field (sigs.k8s.io/kustomize api/filters/replacement).
 */
export function replaced(value: Json): Patch[] {
  if (Array.isArray(value)) return value.flatMap((one) => (isObject(one) ? replaced(one) : []));
  const targets = at(value, ['targets']);
  if (!Array.isArray(targets)) return [];
  return targets.flatMap((target) => {
    const select = at(target, ['select']);
    const fields = at(target, ['fieldPaths']);
    if (!isObject(select) || !Array.isArray(fields)) return [];
    const [group, kind, name] = [text(select, ['group']), text(select, ['kind']), text(select, ['name'])];
    return fields.flatMap((field) =>
      typeof field === 'string' && field !== '' ? [{ group, kind, name, path: fieldPath(field) }] : [],
    );
  });
}

/**
 * `spec.peers.0.address` as a path; `\\.` is a dot of a name. What picks items by what they hold, `[name=a]` or `*`, ends
 * it: all that stands below is then written to.
 */
function fieldPath(field: string): Path {
  const path: (string | number)[] = [];
  for (const [step] of field.matchAll(/\[[^\]]*\]|(?:[^.\\]|\\.)+/g)) {
    if (step === '*' || step === '-' || step.startsWith('[')) break;
    path.push(/^\d+$/.test(step) ? Number(step) : step.replaceAll('\\.', '.'));
  }
  return path;
}
