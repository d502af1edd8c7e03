/** fix: what a rule's operations are in the text of a file, each checked by reading what it would make. */
import { at, dotted, inKeyOrder, isObject, withValue } from '../lib/json.ts';
import type { LineIndex } from '../lib/lines.ts';
import { largest } from '../lib/lists.ts';
import { clip } from '../lib/text.ts';
import type { Document, Json, Path, Problem } from '../model/document.ts';
import type { Fix } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import type { RawFinding } from '../model/rule.ts';
import { apply } from './apply.ts';
import { editFor, type Replacement, splitEdit } from './edits.ts';
import { leftBy } from './left.ts';
import { meant, type Operation, operationsOf } from './operations.ts';
import type { ReadsAs } from './write.ts';

export interface FixContext {
  readonly resources: ReadonlyMap<number, Resource>;
  /** Ranges that a parser made, by the number that the rules know them by. */
  readonly problems: ReadonlyMap<number, Pick<Problem, 'mark' | 'document'>>;
  /** The values of all documents of a text, read as this file would be; undefined if it cannot be read. */
  reread(file: string, text: string): readonly Json[] | undefined;
  lines(file: string): LineIndex | undefined;
  /** Asked before a text of this length is gone through once more to make a fix; false where a run has done enough of that. */
  mayPlan(length: number): boolean;
  /** The same to check one. */
  mayRead(length: number): boolean;
}

/** One operation at its document. */
export interface Step {
  readonly operation: Operation;
  readonly document: Document;
  /** Of the document's value. */
  readonly path: Path;
  readonly edit: Replacement;
}

/** A fix with the operations that it came from. */
export interface FixPlan {
  readonly fix: Fix;
  readonly steps: readonly Step[];
}

/**
 * What fixes a finding, as edits of the texts that were read. Undefined where its rule knows nothing, or where it cannot
 * be written without loss. Whether the edits make exactly what the rule means, `isSound` and `combine` find out.
 */
export function planFor(raw: RawFinding, context: FixContext): FixPlan | undefined {
  const operations = operationsOf(raw) ?? [];
  const steps: Step[] = [];
  for (const operation of operations) {
    const step = stepFor(operation, operations, context);
    if (step === undefined) return undefined;
    steps.push(step);
  }
  if (steps.length === 0) return undefined;
  const edits = steps.flatMap(({ document, edit }) => {
    const { file } = document.source;
    const span = { start: edit.start, end: edit.end };
    const range = context.lines(file)?.rangeOf(span);
    return range === undefined ? [] : [{ file, span, range, text: edit.text }];
  });
  const safe = raw.fix?.every((operation) => operation['safe'] === true) === true;
  const then = safe ? [] : leftBy(raw.fix ?? []);
  const title = [...new Set(steps.map(titleOf))].join(' and ');
  return { fix: { safe, title, edits, ...(then.length > 0 && { then }) }, steps };
}

/** True if the edits make what is meant, and nothing else: they do not behind an anchor, or in a template. */
export function isSound({ steps }: FixPlan, context: FixContext): boolean {
  const documents = new Set(steps.map((step) => step.document));
  return [...documents].every((document) => isMeant(document, steps, context));
}

function stepFor(operation: Operation, all: readonly Operation[], context: FixContext): Step | undefined {
  if (operation.op === 'split') return splitStep(operation, context);
  const resource = context.resources.get(operation.resource);
  if (resource === undefined) return undefined;
  const { document, base } = resource;
  // The places of a large JSON file are looked up by going through it, those of YAML in their document.
  if (!context.mayPlan(document.span.end - document.span.start)) return undefined;
  const path = [...base, ...operation.path];
  if (meant(document.value, operation, path) === undefined) return undefined;
  const readsAs: ReadsAs = (text, value, syntax) => {
    const wrapped = syntax === 'flow' ? `a: { b: ${text} }\n` : `a:\n  b: ${text}\n`;
    const [read] = context.reread('value.yaml', wrapped) ?? [];
    return inKeyOrder(read) === inKeyOrder({ a: { b: value } });
  };
  const gone = all
    .filter((other) => other.op === 'remove' && other.resource === operation.resource)
    .map((other) => [...base, ...other.path]);
  const edit = editFor(document, path, operation, { readsAs, gone });
  return edit && { operation, document, path, edit };
}

function splitStep(operation: Operation & { readonly op: 'split' }, { problems, mayPlan }: FixContext) {
  const { document, mark = null } = problems.get(operation.mark) ?? {};
  if (document === undefined || mark === null || !mayPlan(document.source.text.length)) return undefined;
  return { operation, document, path: [], edit: splitEdit(document, mark) };
}

/** Renaming and removing last, so that the paths of the others still hold. */
const order = { split: 0, replace: 0, add: 1, remove: 2, rename: 3 } as const;

/** True if the document with the edits of its steps is read as its value with their operations. */
export function isMeant(document: Document, steps: readonly Step[], context: FixContext): boolean {
  const ofDocument = steps.filter((step) => step.document === document);
  const operations = [...ofDocument].sort(
    (a, b) => order[a.operation.op] - order[b.operation.op] || b.path.length - a.path.length,
  );
  let value: Json | undefined = document.value;
  const done = new Set<string>();
  for (const { operation, path, edit } of operations) {
    // Two findings may ask for the same edit.
    const key = `${edit.start} ${edit.end} ${edit.text}`;
    if (!done.has(key) && value !== undefined) value = meant(value, operation, path);
    done.add(key);
  }
  if (value === undefined) return false;
  return document.within === undefined
    ? makes(document, ofDocument, context, (read) => inKeyOrder(read) === inKeyOrder(value))
    : makesWithin(document.within, ofDocument, context, value);
}

/** The same for YAML in a scalar: nothing but the scalar changes, and is read as what is meant. */
function makesWithin(
  { document, path }: NonNullable<Document['within']>,
  steps: readonly Step[],
  context: FixContext,
  value: Json,
): boolean {
  return makes(document, steps, context, (read) => {
    const text = at(read, path);
    if (typeof text !== 'string' || inKeyOrder(read) !== inKeyOrder(withValue(document.value, path, text)))
      return false;
    const inner = context.mayRead(text.length) ? context.reread('text.yaml', text) : undefined;
    return inner?.length === 1 && inKeyOrder(inner[0]) === inKeyOrder(value);
  });
}

/** True if the text of a document with these edits is read as one value, or as its parts, with which all is well. */
function makes(
  document: Document,
  own: readonly Step[],
  context: FixContext,
  isWell: (read: Json) => boolean,
): boolean {
  const start = document.span.start;
  const end = Math.max(document.span.end, largest(own.map(({ edit }) => edit.end)));
  const slice = document.source.text.slice(start, end);
  const edits = own.map(({ edit }) => ({ start: edit.start - start, end: edit.end - start, text: edit.text }));
  const text = apply(slice, edits);
  if (text === undefined || !context.mayRead(text.length)) return false;
  const read = context.reread(document.source.file, text);
  const parts = 1 + new Set(own.filter(({ operation }) => operation.op === 'split').map(({ edit }) => edit.start)).size;
  const [only = null] = read ?? [];
  if (read?.length !== parts) return false;
  // Where objects stood in one mapping, the last value of each key was kept.
  const whole = Object.fromEntries(read.flatMap((part) => (isObject(part) ? Object.entries(part) : [])));
  return isWell(parts === 1 ? only : whole);
}

/** The most characters of a text that a title repeats. */
const longest = 80;

function titleOf({ operation, edit }: Step): string {
  const name = String(operation.path.at(-1));
  switch (operation.op) {
    case 'split':
      return 'insert ---';
    case 'replace':
      return typeof operation.path.at(-1) === 'string'
        ? `set ${name} to ${clip(edit.text, longest)}`
        : `write ${clip(edit.text, longest)}`;
    case 'rename':
      return `rename ${name} to ${operation.value}`;
    case 'remove':
      return `remove ${name}`;
    case 'add':
      return typeof operation.value === 'object'
        ? `add ${dotted(operation.path)}`
        : `add ${name}: ${clip(String(operation.value), longest)}`;
  }
}
