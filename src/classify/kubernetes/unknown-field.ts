/** Fields that a kind's structure does not have. */
import type { Schema } from '../../lib/host.ts';
import { at, followed, isObject } from '../../lib/json.ts';
import { maskName } from '../../lib/mask.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import type { Fault } from '../../model/resource.ts';
import { shortened, shownPath } from './shown.ts';

/** A field that the structure does not have, and what was meant: a near name, another place of the spec, another version. */
export function unknownField(name: string, path: Path, schema: Schema, holder: Json | undefined): Fault {
  const root = schema.schema();
  const here = Object.keys(propertiesAt(root, path));
  const spec = Object.keys(propertiesAt(root, ['spec']));
  const version = versionWith(root, [...path, name]);
  const inSelector = version === '' ? selectorDetail(name, here, holder) : {};
  const near = String(inSelector['near'] ?? (version === '' ? (nearest(name, here) ?? '') : ''));
  const other =
    near === '' && Object.keys(inSelector).length === 0 && version === '' ? onlyPlace(root, name) : undefined;
  const elsewhere = path[0] !== 'spec' && spec.includes(name) ? 'spec' : (other?.in ?? '');
  const spelling = other === undefined || other.name === name ? '' : other.name;
  const detail = {
    name: shortened(maskName(name)),
    near,
    elsewhere,
    spelling,
    version,
    in: shownPath(path),
    ...inSelector,
  };
  return { kind: 'UnknownField', path: [...path, name], detail };
}

/** What people write for `matchLabels`. */
const labelWords: ReadonlySet<string> = new Set(['label', 'labels', 'labelselector', 'labelselectors', 'matchlabel']);

/**
 * Of a field of a label selector: `near`, the field for labels where that is meant; `label`, that field where it is a label
 * itself; `nested`, where it holds another selector; and `empty`, if nothing else selects there. Nothing of other fields.
 */
function selectorDetail(name: string, here: readonly string[], holder: Json | undefined): JsonObject {
  const labels = here.find((field) => field === 'matchLabels' || field === 'match-labels');
  if (labels === undefined || here.length !== 2 || !isObject(holder)) return {};
  const others = Object.keys(holder).filter((field) => here.includes(field));
  const empty = others.length === 0;
  const value = holder[name];
  if (isObject(value) && Object.keys(value).some((field) => nearest(field, here) !== undefined))
    return { nested: true, near: '', empty };
  if (nearest(name, here) !== undefined) return { near: nearest(name, here) ?? '', empty };
  const word = name.toLowerCase().replace(/[^a-z]/g, '');
  if (isObject(value) && (labelWords.has(word) || word.endsWith('selector')))
    return { near: others.includes(labels) ? '' : labels, empty };
  return value === null || typeof value === 'object' ? { empty } : { label: labels, near: '', empty };
}

/** The one place of the spec that a field of this name has, whatever its case: `spec.peers[]`; undefined for none or many. */
function onlyPlace(root: JsonObject, name: string): { in: string; name: string } | undefined {
  const places = [...fieldsOf(root, at(root, ['properties', 'spec']) ?? {}, 'spec')].filter(
    (field) => field.name.toLowerCase() === name.toLowerCase(),
  );
  return places.length === 1 ? places[0] : undefined;
}

function* fieldsOf(root: JsonObject, schema: Json, path: string): Generator<{ in: string; name: string }> {
  const node = followed(root, schema);
  const items = at(node, ['items']);
  if (items !== undefined) yield* fieldsOf(root, items, `${path}[]`);
  const properties = at(node, ['properties']);
  for (const [name, member] of Object.entries(isObject(properties) ? properties : {})) {
    yield { in: path, name };
    yield* fieldsOf(root, member, `${path}.${name}`);
  }
}

/** The version of the kind that has the field at a path, where the object's own has not; '' for none. */
function versionWith(root: JsonObject, path: Path): string {
  const field = path.filter((step) => typeof step === 'string').join('.');
  const others = Object.entries(isObject(root['elsewhere']) ? root['elsewhere'] : {});
  return others.find(([, fields]) => Array.isArray(fields) && fields.includes(field))?.[0] ?? '';
}

/** The properties that a schema lists for the object at a path. */
function propertiesAt(root: JsonObject, path: Path): JsonObject {
  let node: Json = root;
  for (const step of path) {
    node = followed(root, node);
    node = (typeof step === 'number' ? at(node, ['items']) : at(node, ['properties', step])) ?? {};
  }
  const properties = at(followed(root, node), ['properties']);
  return isObject(properties) ? properties : {};
}
