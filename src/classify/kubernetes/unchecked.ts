/** Documents that speak of BGP and hold no object: what another program makes objects of. */
import { at, isObject, text } from '../../lib/json.ts';
import type { Json } from '../../model/document.ts';

/** Why a document was not checked, in a clause; undefined where it is no such source. */
export function uncheckedBecause(value: Json): string | undefined {
  const kind = text(value, ['kind']);
  if (/^(?:Helm(?:Release|Chart|ChartConfig)|helm_release)$/.test(kind)) {
    return `values of a ${kind}: render the chart first, and check the result`;
  }
  return isPlaybook(value) ? 'Ansible tasks: check the manifests that they produce' : undefined;
}

/**
 * Why a document that holds manifests of BGP in a text was not checked as a whole: a ConfigMap of a ClusterResourceSet. `speaks` tells
 * whether a text speaks of BGP; `read` are texts that were read.
 */
export function heldInText(
  value: Json,
  speaks: (text: string) => boolean,
  read: ReadonlySet<string> = new Set(),
): string | undefined {
  const isHeld = (one: Json): boolean => {
    if (typeof one === 'string')
      return !read.has(one) && /^[- ]*kind:/m.test(one) && /^[- ]*apiVersion:/m.test(one) && speaks(one);
    if (Array.isArray(one)) return one.some(isHeld);
    return isObject(one) && Object.values(one).some(isHeld);
  };
  const kind = text(value, ['kind']);
  // What builds manifests holds parts of them, its patches.
  if (/^(?:Kustomization|Component|Application(?:Set)?|\w+Transformer)$/.test(kind) || !isHeld(value)) return undefined;
  const holder = /^[A-Z][A-Za-z]{1,40}$/.test(kind) ? `a ${kind}` : 'it';
  return `manifests inside a text of ${holder} are not read: check them separately`;
}

/** What only tasks and plays have: `block`, `import_tasks`, `hosts`. */
const ofTasks =
  /^(?:hosts|tasks|block|rescue|always|(?:ansible\.builtin\.)?(?:import|include)_(?:tasks|role|playbook))$/;

/** A list of tasks or plays: mappings with a name, or what only they have. */
function isPlaybook(value: Json): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  return (
    value.every((item) => isObject(item) && at(item, ['kind']) === undefined && at(item, ['op']) === undefined) &&
    value.some(
      (item) => typeof at(item, ['name']) === 'string' || Object.keys(item ?? {}).some((key) => ofTasks.test(key)),
    )
  );
}
