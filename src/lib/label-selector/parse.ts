/** Reading the value of a LabelSelector, with the faults that Kubernetes finds in it. */
import type { Json, JsonObject, Path } from '../../model/document.ts';
import { isObject } from '../json.ts';
import { isPlaceholder } from '../placeholder.ts';
import { type Operator, operators, type Requirement } from './tree.ts';

/**
 * What is refused, and where in the selector:
 * - `operator`: not one of the four; `wants` is the one that it is but for case
 * - `values-missing`: `In` or `NotIn` without values; `values-forbidden`: `Exists` or `DoesNotExist` with some
 * - `key`, `value`: malformed as a label's
 */
export interface LabelFault {
  readonly kind: 'operator' | 'values-missing' | 'values-forbidden' | 'key' | 'value';
  readonly path: Path;
  readonly wants?: Operator;
}

/** `requirements` is undefined where a fault, a placeholder or a wrong type leaves the selector without a meaning. */
export interface ParsedSelector {
  readonly requirements: readonly Requirement[] | undefined;
  /** Where placeholders alone do: what is required beside them, and where the first of them is. */
  readonly open?: { readonly requirements: readonly Requirement[]; readonly path: Path };
  readonly faults: readonly LabelFault[];
}

/**
 * Reads `{ matchLabels, matchExpressions }` as Kubernetes does (k8s.io/apimachinery
 * pkg/apis/meta/v1/validation/validation.go, ValidateLabelSelector; pkg/labels/selector.go, NewRequirement). What has
 * another type than the field wants is no fault here: the structure of the kind tells it.
 */
export function parseLabelSelector(value: Json): ParsedSelector {
  if (!isObject(value)) return { requirements: undefined, faults: [] };
  const read = new Reading();
  // What is dropped said something.
  if (!isWhole(value)) read.known = false;
  readLabels(value['matchLabels'], read);
  readExpressions(value['matchExpressions'], read);
  const known = read.known && read.faults.length === 0;
  if (!known) return { requirements: undefined, faults: read.faults };
  const { requirements, open } = read;
  return open === undefined
    ? { requirements, faults: [] }
    : { requirements: undefined, open: { requirements, path: open }, faults: [] };
}

/** True for a selector of which nothing is dropped as a field that no selector has. */
export function isWhole(selector: JsonObject): boolean {
  return Object.keys(selector).every((name) => parts.has(name) || selector[name] === null);
}

const parts: ReadonlySet<string> = new Set(['matchLabels', 'matchExpressions']);

class Reading {
  readonly requirements: Requirement[] = [];
  readonly faults: LabelFault[] = [];
  known = true;
  /** Where the first placeholder is. */
  open: Path | undefined;

  fault(kind: LabelFault['kind'], path: Path, wants?: Operator): void {
    this.faults.push({ kind, path, ...(wants !== undefined && { wants }) });
  }

  /** The value if it is a text that is known. */
  text(value: Json | undefined, path: Path): string | undefined {
    if (typeof value === 'string' && !isPlaceholder(value)) return value;
    if (isPlaceholder(value)) this.open ??= path;
    else this.known = false;
    return undefined;
  }

  key(text: string | undefined, path: Path): void {
    if (text !== undefined && !isLabelKey(text)) this.fault('key', path);
  }

  value(text: string | undefined, path: Path): void {
    if (text !== undefined && !isLabelValue(text)) this.fault('value', path);
  }
}

function readLabels(labels: Json | undefined, read: Reading): void {
  if (labels === undefined || labels === null) return;
  if (!isObject(labels)) {
    read.known = false;
    return;
  }
  for (const [name, member] of Object.entries(labels)) {
    // The API server drops a member that is null (apiextensions-apiserver, PruneNonNullableNullsWithoutDefaults).
    if (member === null) continue;
    const path = ['matchLabels', name];
    // What a key will be, its mapping leaves open: it is the place of any key that is not there.
    const key = read.text(name, ['matchLabels', '*']);
    const value = read.text(member, path);
    read.key(key, path);
    read.value(value, path);
    if (key !== undefined && value !== undefined) read.requirements.push({ key, operator: 'In', values: [value] });
  }
}

function readExpressions(expressions: Json | undefined, read: Reading): void {
  if (expressions === undefined || expressions === null) return;
  if (!Array.isArray(expressions)) {
    read.known = false;
    return;
  }
  for (const [i, expression] of expressions.entries()) {
    if (isObject(expression)) readExpression(expression, ['matchExpressions', i], read);
    else read.known = false;
  }
}

function readExpression(expression: JsonObject, path: Path, read: Reading): void {
  const key = read.text(expression['key'], [...path, 'key']);
  const operator = read.text(expression['operator'], [...path, 'operator']);
  const values = readValues(expression['values'], [...path, 'values'], read);
  read.key(key, [...path, 'key']);
  if (operator === undefined) return;
  const known = operators.find((one) => one === operator);
  if (known === undefined) {
    const wants = operators.find((one) => one.toLowerCase() === operator.toLowerCase());
    read.fault('operator', [...path, 'operator'], wants);
    return;
  }
  if (values === undefined) return;
  const wantsValues = known === 'In' || known === 'NotIn';
  if (wantsValues && values.length === 0) read.fault('values-missing', [...path, 'values']);
  if (!wantsValues && values.length > 0) read.fault('values-forbidden', [...path, 'values']);
  const texts = values.filter((value) => value !== undefined);
  if (key !== undefined && texts.length === values.length)
    read.requirements.push({ key, operator: known, values: texts });
}

/** The values, undefined in place of what is not known; undefined for what is no list. */
function readValues(values: Json | undefined, path: Path, read: Reading): (string | undefined)[] | undefined {
  if (values === undefined || values === null) return [];
  if (!Array.isArray(values)) {
    read.known = false;
    return undefined;
  }
  return values.map((member, i) => {
    const value = read.text(member, [...path, i]);
    read.value(value, [...path, i]);
    return value;
  });
}

const name = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** True for a label's key: a name of up to 63 characters, behind a DNS subdomain and `/` or not (IsQualifiedName). */
export function isLabelKey(text: string): boolean {
  const parts = text.split('/');
  const [last = ''] = parts.slice(-1);
  const [prefix] = parts;
  if (parts.length > 2 || last.length > 63 || !name.test(last)) return false;
  return parts.length === 1 || (prefix !== undefined && prefix.length <= 253 && subdomain.test(prefix));
}

/** True for a label's value: empty, or a name of up to 63 characters (IsValidLabelValue). */
export function isLabelValue(text: string): boolean {
  return text === '' || (text.length <= 63 && name.test(text));
}
