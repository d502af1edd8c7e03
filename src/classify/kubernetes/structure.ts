/** What is not as a kind's structure (schemas/crds) wants it, and quotes that an editor has made pretty. */
import { rowOf } from '../../families/index.ts';
import type { Schema, SchemaError } from '../../lib/host.ts';
import { at, followed, isObject, pathOf, pointer } from '../../lib/json.ts';
import { maskName, maskText } from '../../lib/mask.ts';
import { nearest } from '../../lib/nearest.ts';
import { isPlaceholder } from '../../lib/placeholder.ts';
import { hasTypographicQuote, inAscii } from '../../lib/quotes.ts';
import { namesSecret } from '../../lib/secret-words.ts';
import type { Document, Json, JsonObject, On, Path } from '../../model/document.ts';
import type { Family, Fault } from '../../model/resource.ts';
import { viewOf } from '../readable/index.ts';

/** An object as it is written, and as rules may see it: its secrets replaced. */
export interface Subject {
  readonly document: Document;
  readonly base: Path;
  readonly family: Family;
  readonly kind: string;
  readonly object: JsonObject;
  readonly shown: JsonObject;
}

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
  yield* smartQuotes(subject.object, [], (path) => isShown(path, subject, schema));
  yield* tags(subject);
  if (schema !== undefined)
    yield* structural(schema.errors(withoutNulls(subject.object) as JsonObject), subject, schema);
}

/**
 * The value without members that are null: the API server takes them away before it validates
 * (k8s.io/apiextensions-apiserver pkg/apiserver/schema/defaulting/prunenulls.go), and calicoctl takes them for unset.
 * Items of lists stay.
 */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutNulls(member)]));
}

/** Keys and values with typographic quotes; annotations and labels may hold prose. */
function* smartQuotes(value: Json, path: Path, mayTell: (path: Path) => boolean): Generator<Fault> {
  if (typeof value === 'string') {
    if (hasTypographicQuote(value)) yield smartQuote(value, path, 'value', mayTell(path));
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* smartQuotes(item, [...path, i], mayTell);
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (path.length === 0 && (key === 'metadata' || key === 'status')) continue;
      const here = [...path, key];
      if (hasTypographicQuote(key)) yield smartQuote(key, here, 'key', maskName(key) === key);
      yield* smartQuotes(member, here, mayTell);
    }
  }
}

/** True for the value of a field that everybody may read. */
function isShown(path: Path, subject: Subject, schema: Schema | undefined): boolean {
  let view = viewOf(subject, schema);
  let value: Json | undefined = subject.object;
  for (const step of path) {
    view = typeof step === 'number' ? view.item : view.member(step, isObject(value) ? value : {});
    value = at(value, [step]);
  }
  return !mayBeSecret(path) && view.scalar(value ?? null) === 'all';
}

/** `mended` is what was meant: without the quotes where they are around it all, else with those of ASCII; null if it may be secret. */
function smartQuote(text: string, path: Path, on: On, isTold: boolean): Fault {
  const where = shownPath(path);
  if (!isTold) return { kind: 'SmartQuote', path, detail: { at: where, on, text: '…', mended: null } };
  const ascii = inAscii(text);
  const [, , bare] = /^(["'])([^"']*)\1$/.exec(ascii) ?? [];
  const isPlain = on === 'value' && bare !== undefined && /^(?:true|false|0|[1-9]\d{0,9})$/.test(bare);
  const mended = isPlain ? JSON.parse(bare) : (bare ?? ascii);
  return { kind: 'SmartQuote', path, detail: { at: where, on, text: shortened(text), mended } };
}

/** Expressions such as `!has(x)` that YAML reads as a tag with nothing behind it. */
function tags({ document, base, family, object }: Subject): Fault[] {
  return (rowOf(family)?.expressions ?? []).flatMap((name): Fault[] => {
    const path = ['spec', name];
    if (at(object, path) === undefined) return [];
    const tag = document.style([...base, ...path])?.tag;
    if (tag === undefined || !/^!(?!!)./.test(tag)) return [];
    return [{ kind: 'YamlTag', path, detail: { at: shownPath(path), tag } }];
  });
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
      if (!mayStand(name, path, subject)) yield unknownField(name, path, schema);
    } else if (keyword === 'required') {
      const name = String(params['missingProperty']);
      yield { kind: 'MissingField', path: [...path, name], detail: { name, in: shownPath(path) } };
    } else if (keyword === 'type') {
      yield { kind: 'WrongType', path, detail: wrongType(path, at(subject.shown, path), params['type']) };
    } else if (keyword === 'uniqueKeys') {
      const item = [...path, Number(params['item'])];
      const detail = { at: shownPath(item), keyword, keys: String(params['keys']) };
      yield { kind: 'InvalidValue', path: item, detail };
    } else {
      yield { kind: 'InvalidValue', path, detail: invalid(path, error, subject.shown) };
    }
  }
}

/** What SOPS puts into an object and takes out again, and a key that is not known before a template is rendered. */
function mayStand(name: string, path: Path, { document, base }: Subject): boolean {
  if (path.length === 0 && name === 'sops') return true;
  return name.startsWith('{{') && document.open([...base, ...path]);
}

function unknownField(name: string, path: Path, schema: Schema): Fault {
  const root = schema.schema();
  const here = Object.keys(propertiesAt(root, path));
  const spec = Object.keys(propertiesAt(root, ['spec']));
  const version = versionWith(root, [...path, name]);
  const near = version === '' ? (nearest(name, here) ?? '') : '';
  const other = near === '' && version === '' ? onlyPlace(root, name) : undefined;
  const elsewhere = path[0] !== 'spec' && spec.includes(name) ? 'spec' : (other?.in ?? '');
  const spelling = other === undefined || other.name === name ? '' : other.name;
  const detail = { name: shortened(maskName(name)), near, elsewhere, spelling, version, in: shownPath(path) };
  return { kind: 'UnknownField', path: [...path, name], detail };
}

/** The one place of the spec that a field of this name has, whatever its case: `spec.peers[]`; undefined for none or many. */
function onlyPlace(root: JsonObject, name: string): { in: string; name: string } | undefined {
  const found = [...fieldsOf(root, at(root, ['properties', 'spec']) ?? {}, 'spec')].filter(
    (field) => field.name.toLowerCase() === name.toLowerCase(),
  );
  return found.length === 1 ? found[0] : undefined;
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
  const found = at(followed(root, node), ['properties']);
  return isObject(found) ? found : {};
}

const typeNames: { readonly [type: string]: string } = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

function wrongType(path: Path, value: Json | undefined, wanted: unknown): JsonObject {
  const types = Array.isArray(wanted) ? wanted : String(wanted).split(',');
  const plain = unquoted(value, String(types[0]));
  return {
    ...(plain !== undefined && { plain }),
    at: shownPath(path),
    secret: mayBeSecret(path),
    placeholder: isPlaceholder(value),
    expected: types.map((type) => typeNames[String(type)] ?? String(type)).join(' or '),
    type: String(types[0]),
    found: foundType(value),
    value: told(path, value),
  };
}

/** What a quoted word would be without its quotes, where that is of the wanted type. */
function unquoted(value: Json | undefined, type: string): Json | undefined {
  if (typeof value !== 'string') return undefined;
  if (type === 'boolean' && /^(?:true|false)$/.test(value)) return value === 'true';
  return type === 'integer' && /^(?:0|[1-9]\d{0,9})$/.test(value) ? Number(value) : undefined;
}

function foundType(value: Json | undefined): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a fraction';
  return typeof value === 'boolean' ? 'a boolean' : 'a string';
}

function invalid(path: Path, { keyword, params }: SchemaError, shown: Json): JsonObject {
  const value = at(shown, path);
  const limit = params['limit'];
  return {
    at: shownPath(path),
    keyword,
    value: told(path, value),
    ...(typeof limit === 'number' && { limit }),
    ...(keyword === 'format' && { format: String(params['format']) }),
    ...(Array.isArray(params['allowedValues']) && { allowed: params['allowedValues'].join(', ') }),
    ...(keyword === 'enum' &&
      typeof value === 'string' &&
      nearestOf(value, params['allowedValues'], at(shown, path.slice(0, -1)))),
  };
}

/** The nearest allowed value, unless the list that it would stand in has it already. */
function nearestOf(value: string, allowed: unknown, holder: Json | undefined): JsonObject {
  const near = nearest(value, Array.isArray(allowed) ? allowed.map(String) : []) ?? '';
  return { near: Array.isArray(holder) && holder.includes(near) ? '' : near };
}

/** `spec.exportV4[0]`. */
function shownPath(path: Path): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${maskName(step)}`))
    .join('');
}

/** True where somebody may have put a password in clear text, though the field wants something else. */
function mayBeSecret(path: Path): boolean {
  return path.some((step) => typeof step === 'string' && namesSecret(step));
}

/** A value for a sentence; none that may be a secret. */
function told(path: Path, value: Json | undefined): string {
  if (mayBeSecret(path)) return '…';
  return shortened(maskText(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')));
}

/** A text for a sentence. */
function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
