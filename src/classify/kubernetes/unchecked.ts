/** Documents that speak of BGP and hold no object: what another program makes objects of. */
import { at, isObject, text } from '../../lib/json.ts';
import type { Json } from '../../model/document.ts';

/** Why a document was not checked, in a clause; undefined where it is no such source. */
export function uncheckedBecause(value: Json): string | undefined {
  const kind = text(value, ['kind']);
  if (/^Helm(?:Release|Chart|ChartConfig)$/.test(kind)) {
    return `values of a ${kind}: render the chart first, and check the result`;
  }
  return isPlaybook(value) ? 'Ansible tasks: check the manifests that they make' : undefined;
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
