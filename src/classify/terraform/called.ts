/** What says of a resource that it is about nodes. */
import { isObject, text } from '../../lib/json.ts';
import type { Attributes } from './attributes.ts';
import { saysNode, saysOthers } from './suggested.ts';

/** A clause that says why; undefined where neither its kind, its names nor its tags do. */
export function calledNode(values: Attributes): string | undefined {
  const { address, name, type } = values.instance;
  const names = [name, text(values.at(['name']), []), text(values.at(['display_name']), [])];
  if (names.some(saysOthers)) return undefined;
  if (type.startsWith('azurerm_kubernetes_')) return `${address} is an AKS node pool`;
  if (names.some(saysNode)) return `the name of ${address} says so`;
  const tag = tagsOf(values).find(saysNode);
  return tag === undefined ? undefined : `${address} has the tag ${tag}`;
}

/** Tags are a list of texts, or an object of keys and values. */
function tagsOf(values: Attributes): readonly string[] {
  return [values.at(['tags']), values.at(['freeform_tags'])].flatMap((tags): readonly string[] => {
    const texts = isObject(tags) ? [...Object.keys(tags), ...Object.values(tags)] : Array.isArray(tags) ? tags : [];
    return texts.filter((tag) => typeof tag === 'string');
  });
}
