/** What is not as a kind's structure (schemas/crds) wants it, and quotes that an editor has made pretty. */
import { rowOf } from '../../families/index.ts';
import type { Schema, SchemaError } from '../../lib/host.ts';
import { at, isObject, pathOf, pointer } from '../../lib/json.ts';
import { hasTypographicQuote } from '../../lib/quotes.ts';
import type { Document, Json, JsonObject, Path, SourceFile } from '../../model/document.ts';
import type { Fault } from '../../model/resource.ts';
import { type Subject, shownPath } from './shown.ts';
import { smartQuotes } from './smart-quotes.ts';
import { unknownField } from './unknown-field.ts';
import { invalidValue, wrongType } from './wrong-value.ts';

/** An object with more faults than this is wrong as a whole, and its further ones are left out. */
const mostFaults = 100;

/** The faults of an object. One value has one: quotes before tags, and these before types. */
export function faultsOf(subject: Subject, schema: Schema | undefined): Fault[] {
  const faults = new Map<string, Fault>();
  for (const fault of allFaults(subject, schema)) {
    const key = pointer(fault.path);
    if (!faults.has(key)) faults.set(key, fault);
    if (faults.size === mostFaults) break;
  }
  return [...faults.values()];
}

function* allFaults(subject: Subject, schema: Schema | undefined): Generator<Fault> {
  // Hardly any object has one: only in those that do are places told apart.
  if (hasQuote(subject.object)) yield* smartQuotes(subject, schema);
  yield* tags(subject);
  if (schema !== undefined)
    yield* structural(schema.errors(withoutNulls(subject.object) as JsonObject), subject, schema);
}

/** True if a key or a value has a typographic quote, in whatever depth. */
function hasQuote(value: Json): boolean {
  if (typeof value === 'string') return hasTypographicQuote(value);
  if (Array.isArray(value)) return value.some(hasQuote);
  if (!isObject(value)) return false;
  for (const key in value) {
    const member = value[key];
    if (hasTypographicQuote(key) || (member !== undefined && hasQuote(member))) return true;
  }
  return false;
}

/**
 * The value without members that are null: the API server takes them away before it validates
 * (k8s.io/apiextensions-apiserver pkg/apiserver/schema/defaulting/prunenulls.go), and calicoctl takes them for unset.
 * Items of lists stay.
 */
function withoutNulls(value: Json): Json {
  // Hardly any object has one: nothing is copied for those that do not.
  if (!hasNull(value)) return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutNulls(member)]));
}

/** True if a member is null, in whatever depth. */
function hasNull(value: Json): boolean {
  if (Array.isArray(value)) return value.some(hasNull);
  if (!isObject(value)) return false;
  for (const key in value) {
    const member = value[key];
    if (member === null || (typeof member === 'object' && hasNull(member as Json))) return true;
  }
  return false;
}

/** Expressions such as `!has(x)` that YAML reads as a tag with nothing behind it. */
function tags({ document, base, family, object }: Subject): Fault[] {
  if (!mayHoldTags(document)) return [];
  return (rowOf(family)?.expressions ?? []).flatMap((name): Fault[] => {
    const path = ['spec', name];
    if (at(object, path) === undefined) return [];
    const tag = document.style([...base, ...path])?.tag;
    if (tag === undefined || !/^!(?!!)./.test(tag)) return [];
    return [{ kind: 'YamlTag', path, detail: { at: shownPath(path), tag } }];
  });
}

const tagged = new WeakMap<SourceFile, boolean>();

/** True if the text has the mark of a tag. What is embedded in a scalar may be written with escapes. */
function mayHoldTags({ source, within }: Document): boolean {
  if (within !== undefined) return true;
  const known = tagged.get(source) ?? source.text.includes('!');
  tagged.set(source, known);
  return known;
}

function* structural(errors: readonly SchemaError[], subject: Subject, schema: Schema): Generator<Fault> {
  const mistyped = errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath);
  const wrong = new Set(mistyped);
  for (const error of errors) {
    const { keyword, instancePath, params } = error;
    if (keyword !== 'type' && wrong.has(instancePath)) continue;
    const path = pathOf(instancePath, subject.object);
    if (keyword === 'additionalProperties') {
      const name = String(params['additionalProperty']);
      if (!mayStand(name, path, subject)) yield unknownField(name, path, schema, at(subject.object, path));
    } else if (keyword === 'required') {
      const name = String(params['missingProperty']);
      yield { kind: 'MissingField', path: [...path, name], detail: { name, in: shownPath(path) } };
    } else if (keyword === 'type') {
      yield { kind: 'WrongType', path, detail: wrongType(path, subject, params['type']) };
    } else if (keyword === 'uniqueKeys') {
      const item = [...path, Number(params['item'])];
      const detail = { at: shownPath(item), keyword, keys: String(params['keys']) };
      yield { kind: 'InvalidValue', path: item, detail };
    } else {
      yield { kind: 'InvalidValue', path, detail: invalidValue(path, error, subject.shown) };
    }
  }
}

/** What SOPS puts into an object and takes out again, and a key that is not known before a template is rendered. */
function mayStand(name: string, path: Path, { document, base }: Subject): boolean {
  if (path.length === 0 && name === 'sops') return true;
  return name.startsWith('{{') && document.open([...base, ...path]);
}
