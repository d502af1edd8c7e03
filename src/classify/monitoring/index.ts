/**
 * Rules of Prometheus that are no objects of their own: files of rules, ConfigMaps with such files in them, values of charts
 * (kube-prometheus-stack's `additionalPrometheusRulesMap`, prometheus' `serverFiles`, MetalLB's `extraAlerts`).
 */
import { familyOf } from '../../families/index.ts';
import { ruleLists, speaksOfAlerts } from '../../families/monitoring/rules.ts';
import type { Schemas } from '../../lib/host.ts';
import { at, isObject, pointer, text } from '../../lib/json.ts';
import { nameOf } from '../../lib/paths.ts';
import { clip } from '../../lib/text.ts';
import type { Document, Json, JsonObject, Path } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import type { ReadTexts } from '../helm/index.ts';
import { gvkOf, longestName } from '../kubernetes/identity.ts';
import { classifyMade } from '../kubernetes/index.ts';
import { objectsIn } from '../kubernetes/objects.ts';

/** The rules of a document, an object for each of its own that holds some. Numbers are given later. */
export function classifyRules(document: Document, readTexts: ReadTexts, schemas: Schemas): Resource[] {
  const { value } = document;
  if (!isObject(value) && !Array.isArray(value)) return [];
  const objects = [...objectsIn(value)];
  return (objects.length === 0 ? [{ object: { items: value }, base: [] }] : objects).flatMap(({ object, base }) => {
    const { group, kind } = gvkOf(object);
    if (familyOf(group, kind)?.family === 'monitoring') return [];
    const texts = textPaths(object);
    const read = readTexts(
      document,
      texts.map((path) => [...base, ...path]),
    );
    const inner = read.flatMap((one) =>
      one === undefined ? [] : rulesOf({ object, document: one, path: [] }, schemas),
    );
    return [...rulesOf({ object, document, path: base }, schemas), ...inner];
  });
}

/** What holds rules: the object that has an identity, and the document and path of what may hold some. */
interface Held {
  readonly object: JsonObject;
  readonly document: Document;
  readonly path: Path;
}

/** The mappings that hold rules: one with `groups` of them, and one with a list of them under a name of its own. */
function holders(value: Json): readonly Path[] {
  const found = new Map<string, Path>();
  for (const list of ruleLists(value)) {
    const isGroup = list.at(-1) === 'rules' && list.at(-3) === 'groups';
    const path = list.slice(0, isGroup ? -3 : -1);
    if (isObject(at(value, path))) found.set(pointer(path), path);
  }
  return [...found.values()];
}

function rulesOf({ object, document, path }: Held, schemas: Schemas): Resource[] {
  const whole = at(document.value, path) ?? null;
  const gvk = gvkOf(object);
  const isObjects = gvk.kind !== '' && gvk.version !== '';
  return holders(whole).map((inner) => {
    const resource = classifyMade(
      document,
      {
        id: 0,
        family: 'monitoring',
        kind: 'RuleGroups',
        gvk: isObjects ? gvk : { group: '', version: 'v1', kind: 'RuleGroups' },
        name: isObjects ? clip(text(object, ['metadata', 'name']), longestName) : nameOf(document.source.file),
        namespace: clip(text(object, ['metadata', 'namespace']), longestName),
      },
      at(whole, inner) as JsonObject,
      schemas,
    );
    return { ...resource, base: [...path, ...inner] };
  });
}

/** Texts in an object that may be files of rules, or values that hold some. */
function textPaths(object: JsonObject): readonly Path[] {
  const found: Path[] = [];
  const waiting: { readonly value: Json; readonly path: Path }[] = [{ value: object, path: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') {
      if (speaksOfAlerts(value)) found.push(path);
    } else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) waiting.push({ value: item, path: [...path, i] });
    } else if (isObject(value)) {
      for (const [key, member] of Object.entries(value)) waiting.push({ value: member, path: [...path, key] });
    }
  }
  return found;
}
