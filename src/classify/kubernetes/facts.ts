/** Facts about values that need a parser to see; rules read them by JSON Pointer. What they are say the rows of families. */
import type { Field } from '../../families/family.ts';
import { kindOf } from '../../families/index.ts';
import { readField } from '../../families/label-selectors.ts';
import { at, expanded, isObject, pointer } from '../../lib/json.ts';
import { all, canonicalText, keysOf, none } from '../../lib/label-selector/index.ts';
import { isPlaceholder } from '../../lib/placeholder.ts';
import { hasTypographicQuote } from '../../lib/quotes.ts';
import type { JsonObject } from '../../model/document.ts';
import type { Facts } from '../../model/resource.ts';

/** The facts of an object. There is none about a placeholder but in a selector, nor about what input/smart-quote speaks of. */
export function factsOf(family: string, kind: string, object: JsonObject): Facts {
  const facts: Record<string, JsonObject> = {};
  const known = kindOf(family, kind);
  for (const field of known?.facts ?? []) note(facts, object, field);
  return { ...facts, ...known?.factsOf?.(object), ...selectorFacts(family, kind, object) };
}

function note(facts: Record<string, JsonObject>, object: JsonObject, [path, reader, placeholders]: Field): void {
  for (const full of expanded(object, path)) {
    const value = at(object, full);
    const isKnown = placeholders === 'open' || !isPlaceholder(value);
    const fact = value !== undefined && isKnown && !hasTypographicQuote(value) ? reader(value) : undefined;
    if (fact !== undefined) facts[pointer(full)] = fact;
  }
}

/**
 * `{ selector: { key, all, none, labels, faults, absent } }` by the pointer of each field that selects by labels, also of
 * one that is not there:
 * - `key`: one text for one meaning of the whole field, an OR list included: the key of every answer about it. Missing
 *   where a fault, a placeholder or a wrong type leaves it without a meaning. It has one where that holds whatever is put in
 *   for placeholders: beside another selector that selects everything, or in one that contradicts itself.
 * - `unknown`: the path of a placeholder that alone leaves it without a meaning
 * - `all`, `none`: whether it selects everything, or nothing, whatever the labels are (only with `key`)
 * - `labels`: the labels that it asks for (only with `key`)
 * - `faults`: `{ kind, path, wants? }`, paths from the root of the object (see LabelFault and SelectorFault)
 * - `absent`: whether nothing is there: the field, null or an empty list. Of a patch that says nothing: its base may hold
 *   one, so rules ask `partial` first.
 */
export function selectorFacts(family: string, kind: string, object: JsonObject): Facts {
  const facts: Record<string, JsonObject> = {};
  for (const field of kindOf(family, kind)?.selectors ?? []) {
    for (const path of expanded(object, field.path)) {
      const value = at(object, path);
      if (value === undefined && !isObject(at(object, path.slice(0, -1)))) continue;
      const { terms, faults, open } = readField(field, value, path);
      const absent = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
      const key = terms === undefined ? undefined : canonicalText(terms);
      const meaning = terms !== undefined &&
        key !== undefined && { key, all: key === all, none: key === none, labels: keysOf(terms) };
      const unknown = open !== undefined && { unknown: [...open] };
      facts[pointer(path)] = {
        selector: {
          ...meaning,
          ...unknown,
          faults: faults.map((fault) => ({ ...fault, path: [...fault.path] })),
          absent,
        },
      };
    }
  }
  return facts;
}
