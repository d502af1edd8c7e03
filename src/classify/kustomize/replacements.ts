/** What kustomize's replacements write: values that come from another object, into the objects that they select. */
import { at, isObject } from '../../lib/json.ts';
import type { Json, Path } from '../../model/document.ts';
import { type Target, targetOf } from './targets.ts';
import { anyItem } from './writes.ts';

/** A target of a replacement. */
export interface Replaced {
  readonly target: Target;
  readonly rejects: readonly Target[];
  readonly paths: readonly Path[];
}

/**
 * The places that a replacement, or a list of them as a file may hold it, writes to. Kustomize writes to `metadata.name`
 * where a target names no field (sigs.k8s.io/kustomize api/filters/replacement).
 */
export function replaced(value: Json): Replaced[] {
  if (Array.isArray(value)) return value.flatMap((one) => (isObject(one) ? replaced(one) : []));
  const targets = at(value, ['targets']);
  const hasSource = isObject(at(value, ['source'])) || typeof at(value, ['sourceValue']) === 'string';
  if (!Array.isArray(targets) || !hasSource) return [];
  return targets.flatMap((one) => {
    const target = targetOf(at(one, ['select']));
    const fields = at(one, ['fieldPaths']);
    if (target === undefined || !Array.isArray(fields)) return [];
    const rejects = at(one, ['reject']);
    const paths = fields.map((field) => (typeof field === 'string' ? fieldPath(field) : []));
    return [
      {
        target,
        rejects: (Array.isArray(rejects) ? rejects : []).flatMap((reject) => targetOf(reject) ?? []),
        paths: paths.filter((path) => path.length > 0),
      },
    ];
  });
}

/**
 * `spec.peers.0.address` as a path; `\\.` is a dot of a name. What picks items by what they hold, `[name=a]` or `*`, may
 * pick any. At the root, which is no list, such a step picks nothing.
 */
function fieldPath(field: string): Path {
  const steps = [...field.matchAll(/\[[^\]]*\]|(?:[^.\\]|\\.)+/g)].map(([step]) =>
    step === '*' || step.startsWith('[') ? anyItem : step.replaceAll('\\.', '.'),
  );
  return steps[0] === anyItem ? [] : steps;
}
