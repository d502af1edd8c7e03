import { isObject } from '../../lib/json.ts';
import type { Json, JsonObject } from '../../model/document.ts';

/** True for a plan, for a state that is shown as JSON, and for a state file of version 4. */
export function isPlanOrState(value: Json): value is JsonObject {
  if (!isObject(value)) return false;
  const isVersioned = typeof value['format_version'] === 'string' || typeof value['terraform_version'] === 'string';
  const isPlan = Array.isArray(value['resource_changes']) || isObject(value['planned_values']);
  const isState = isObject(value['values']) && isObject(value['values']['root_module']);
  return isVersioned && (isPlan || isState || (value['version'] === 4 && Array.isArray(value['resources'])));
}
