/**
 * What of a resource may be read by everybody: the values of fields that the structure of its kind knows and that hold no
 * secret. An unknown field is often a misspelt `password`: of it only what can be none is seen.
 */
import type { Schema } from '../../lib/host.ts';
import { at, followed, isObject } from '../../lib/json.ts';
import { maskRouterPasswords } from '../../lib/mask.ts';
import { unquoted } from '../../lib/quotes.ts';
import { isReference, namesSecret } from '../../lib/secret-words.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import { viewOfKind } from './kinds.ts';
import { ofState, state } from './state.ts';
import { free, hidden, metadata, misplaced, type View } from './view.ts';

/** Members by which a field that speaks of a password names a Secret. */
const naming = new Set(['name', 'key', 'namespace', 'optional']);

/** A value under a key that speaks of a password. */
function guarded(root: JsonObject, schema: Json, key: string): View {
  const properties = propertiesOf(root, schema);
  const knows = (name: string) => Object.hasOwn(properties, name);
  return {
    scalar: (value) => (isReference(key, value) ? 'all' : 'none'),
    member(name) {
      if (!knows(name)) return hidden;
      if (naming.has(name) && /(?:ref|secret)$/i.test(key)) return free;
      return guarded(root, properties[name] ?? {}, name);
    },
    item: hidden,
    knows,
  };
}

/** The text of a router's configuration. */
const router: View = {
  ...hidden,
  scalar: (value) => (typeof value === 'string' && maskRouterPasswords(value) !== value ? 'router' : 'all'),
};

/** A value as its schema has it. Members are made once: many objects are of one kind. */
function structured(root: JsonObject, schema: Json): View {
  const made = new Map<string, View>();
  let item: View | undefined;
  const node = followed(root, schema);
  const properties = propertiesOf(root, node);
  const others = at(node, ['additionalProperties']);
  const realName = (key: string) => (Object.hasOwn(properties, key) ? key : unquoted(key));
  const knows = (key: string) => Object.hasOwn(properties, realName(key));
  return {
    scalar: (value) => free.scalar(value),
    member(key) {
      const name = realName(key);
      if (!knows(key)) return isObject(others) ? free.member(key, {}) : misplaced(name);
      if (name === 'rawConfig') return router;
      const schemaOf = properties[name] ?? {};
      const member = made.get(name) ?? (namesSecret(name) ? guarded(root, schemaOf, name) : structured(root, schemaOf));
      made.set(name, member);
      return member;
    },
    get item() {
      item ??= structured(root, at(node, ['items']) ?? {});
      return item;
    },
    knows,
  };
}

function propertiesOf(root: JsonObject, schema: Json): JsonObject {
  const properties = at(followed(root, schema), ['properties']);
  return isObject(properties) ? properties : {};
}

const views = new WeakMap<Schema, View>();

/** What may be seen of a resource, by the structure of its kind; by what is said of its kind where it has none. */
export function viewOf(
  { family, kind, gvk }: Pick<Resource, 'family' | 'kind'> & Partial<Pick<Resource, 'gvk'>>,
  schema: Schema | undefined,
): View {
  if (family === 'status' && gvk !== undefined && gvk.group !== '') return ofState;
  if (family === 'kubernetes' || schema === undefined) return viewOfKind(family, kind);
  const view = views.get(schema) ?? viewOfSchema(schema, kind);
  views.set(schema, view);
  return view;
}

function viewOfSchema(schema: Schema, kind: string): View {
  const root = schema.schema();
  const whole = structured(root, root);
  return {
    ...whole,
    member: (key, object) => {
      const name = unquoted(key);
      // The schemas say little of these.
      if (name === 'metadata' && kind !== 'LegacyConfig') return metadata;
      return name === 'status' ? state : whole.member(key, object);
    },
  };
}
