/** What a selector with placeholders says whatever stands in their place. */
import { placeholders } from '../placeholder.ts';
import { isAlwaysTrue, isNeverTrue } from './always.ts';
import { conditionsOf, labelsOf } from './labels.ts';
import { holds } from './match.ts';
import { isStop, readSelector } from './read.ts';
import type { Condition, Selector } from './tree.ts';

/** Ten times what the API server lets into the field; longer ones are left unknown. */
const maxLength = 10_240;

/** `all` and `never` are certain for any text in place of the placeholders; without `mayBeAll` none makes it true for all. */
export interface OpenSelector {
  readonly all: boolean;
  readonly never: boolean;
  readonly mayBeAll: boolean;
  /** The labels that it asks for by their names. */
  readonly labels: readonly string[];
}

const unknown: OpenSelector = { all: false, never: false, mayBeAll: true, labels: [] };

/**
 * Judges a selector that holds placeholders. In quotes one is taken for any text without the quote, beside or before an
 * operator for any part of a label's name, and elsewhere for any expression that stands on its own.
 * @param present names labels that every object surely has
 */
export function judgeOpen(text: string, present: (label: string) => boolean): OpenSelector {
  if (text.length > maxLength) return unknown;
  const template = new Template(text);
  const trees: Selector[] = [];
  let mayBeAll = template.hasNames;
  // An expression may be a chain, which binds less than what stands beside it.
  for (const operand of ['has(%)', 'has(%-a) || has(%-b) || has(%-c)']) {
    const tree = readSelector(template.with(operand));
    if (isStop(tree)) return unknown;
    trees.push(freed(tree, template));
    mayBeAll ||= isAllWithout(tree, present);
    if (!template.hasOperand) break;
  }
  return {
    all: trees.every((tree) => isAlwaysTrue(tree, present)),
    never: trees.every((tree) => isNeverTrue(tree)),
    mayBeAll,
    labels: trees.slice(0, 1).flatMap((tree) => labelsOf(tree).filter((label) => !template.isMade(label))),
  };
}

/** Stands before and behind the number of a placeholder in quotes. */
const mark = '\ue000';

/** A selector's text, into which something else is put for its placeholders. */
class Template {
  hasOperand = false;
  /** A placeholder is a part of a label's name, or an expression. */
  hasNames = false;
  readonly #pieces: (string | { readonly operand: string })[] = [];
  /** Begins the names that are put in; no label of the selector has it. */
  readonly #made: string;

  constructor(text: string) {
    this.#made = 'any-';
    while (text.includes(this.#made)) this.#made += 'y-';
    const numbers = new Map<string, number>();
    let quote = '';
    let done = 0;
    for (const { start, end } of placeholders(text)) {
      const before = text.slice(done, start);
      quote = quoteBehind(before, quote);
      const source = text.slice(start, end);
      const number = numbers.get(source) ?? numbers.size;
      numbers.set(source, number);
      this.#pieces.push(before);
      if (quote !== '') this.#pieces.push(`${mark}${number}${mark}`);
      else if (isName(text, start, end)) this.#pieces.push(`${this.#made}${number}-`);
      // Not the same each time: what stands beside an expression may bind closer than its parts.
      else this.#pieces.push({ operand: `${this.#made}${number}.${this.#pieces.length}` });
      done = end;
    }
    this.#pieces.push(text.slice(done));
    this.hasOperand = this.#pieces.some((piece) => typeof piece !== 'string');
    this.hasNames = this.#pieces.some((piece) => typeof piece !== 'string' || piece.startsWith(this.#made));
  }

  with(operand: string): string {
    return this.#pieces
      .map((piece) => (typeof piece === 'string' ? piece : operand.replaceAll('%', piece.operand)))
      .join('');
  }

  isMade(label: string): boolean {
    return label.includes(this.#made);
  }

  /** The name of a label that stands for a condition, and for nothing else. */
  nameOf(condition: string): string {
    return `${this.#made}${condition}`;
  }
}

/** The quote that is open behind a text, or ''. */
function quoteBehind(text: string, open: string): string {
  let quote = open;
  for (const character of text) {
    if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
  }
  return quote;
}

const nameCharacter = /[-\w./]/;
const operator = /[ \t]*(?:==|!=|(?:in|not|contains|starts|ends)\b)/y;

/** True if what stands outside of quotes is a label's name, or a part of one. */
function isName(text: string, start: number, end: number): boolean {
  operator.lastIndex = end;
  const beside = [text[start - 1], text[end]].some((character) => nameCharacter.test(character ?? ' '));
  return beside || operator.test(text) || /has\([ \t]*$/.test(text.slice(Math.max(0, start - 20), start));
}

/**
 * The selector with each condition whose text is not known as a label of its own, which may be there or not. Equal ones are
 * one, and `!=` is what `==` is not.
 */
function freed(tree: Selector, template: Template): Selector {
  return mapped(tree, (condition) => {
    if (!isUnknown(condition)) return condition;
    const isNegative = condition.op === 'ne' || condition.op === 'not-in';
    const op = { ne: 'eq', 'not-in': 'in' }[condition.op as string] ?? condition.op;
    const text = 'values' in condition ? JSON.stringify(condition.values) : 'value' in condition ? condition.value : '';
    const free: Selector = { op: 'has', label: template.nameOf(`${condition.label} ${op} ${text}`) };
    return isNegative ? { op: 'not', of: free } : free;
  });
}

function isUnknown(condition: Condition): boolean {
  if ('values' in condition) return condition.values.some((value) => value.includes(mark));
  return 'value' in condition && condition.value.includes(mark);
}

/**
 * True if the selector is true of every object that lacks the labels of which unknown texts are asked (of those that each
 * object has, of one with a value that nothing in the selector names). Where it is not, no text makes it true of all.
 */
function isAllWithout(tree: Selector, present: (label: string) => boolean): boolean {
  const conditions = conditionsOf(tree);
  const asked = new Set(conditions.filter(isUnknown).map(({ label }) => label));
  // What is in any value, an empty text is.
  if (conditions.some((one) => isUnknown(one) && present(one.label) && /^(?:contains|starts|ends)/.test(one.op)))
    return true;
  const decided = mapped(tree, (condition) => {
    if (!asked.has(condition.label)) return condition;
    return holds(condition, present(condition.label) ? `${mark}other` : undefined) ? all : { op: 'not', of: all };
  });
  return isAlwaysTrue(decided, present);
}

const all: Selector = { op: 'all' };

function mapped(tree: Selector, change: (condition: Condition) => Selector): Selector {
  switch (tree.op) {
    case 'all':
    case 'global':
      return tree;
    case 'not':
      return { op: 'not', of: mapped(tree.of, change) };
    case 'and':
    case 'or':
      return { op: tree.op, of: tree.of.map((part) => mapped(part, change)) };
    default:
      return change(tree);
  }
}
