/** The objects of a document: itself, or the items of a List. */
import { isObject, text } from '../../lib/json.ts';
import { append } from '../../lib/lists.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';

/** An object of a document and the path to it. */
export interface PlacedObject {
  readonly object: JsonObject;
  readonly base: Path;
}

/**
 * The objects of a document, in its order. Whatever has an array `items` is a list, of any kind and in any other one: its
 * items take its group and, without `List` at the end, its kind where they have neither (k8s.io/apimachinery
 * pkg/apis/meta/v1/unstructured/helpers.go, decodeToList; k8s.io/cli-runtime pkg/resource/visitor.go, FlattenListVisitor).
 */
export function* objectsIn(root: Json): Generator<PlacedObject> {
  const waiting: { readonly value: Json; readonly base: Path }[] = [{ value: root, base: [] }];
  // calicoctl takes a list of objects, without a List around it.
  if (Array.isArray(root)) {
    waiting.pop();
    append(waiting, root.map((value, i) => ({ value, base: [i] })).reverse());
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, base } = next;
    if (!isObject(value) || (Array.isArray(root) && text(value, ['kind']) === '')) continue;
    const list = value['items'];
    if (text(value, ['kind']) === '' || !Array.isArray(list)) {
      yield { object: value, base };
      continue;
    }
    for (let i = list.length - 1; i >= 0; i--) {
      waiting.push({ value: inheriting(list[i] as Json, value), base: [...base, 'items', i] });
    }
  }
}

/** An item of a list, with what it takes from that. */
function inheriting(item: Json, list: JsonObject): Json {
  if (!isObject(item) || text(item, ['kind']) !== '' || text(item, ['apiVersion']) !== '') return item;
  const kind = text(list, ['kind']).replace(/List$/, '');
  return kind === '' ? item : { ...item, apiVersion: text(list, ['apiVersion']), kind };
}
