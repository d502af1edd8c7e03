import { at, isObject } from '../../lib/json.ts';
import type { Document, Json, JsonObject, Parsed, Path, SourceFile, Span, Wanted } from '../../model/document.ts';
import { type Duplicate, duplicateProblems } from '../duplicates.ts';
import { jsonFault, limitFault, type ParseError, problemOf } from '../error.ts';
import { setMember } from '../node.ts';
import type { ParseOptions } from '../options.ts';
import { firstLine, trim } from '../span.ts';
import { parseYaml } from '../yaml/index.ts';
import { BareExpressions, engineOf, findExpressions, Mask, mayHoldExpressions } from '../yaml/template.ts';
import { checkJson } from './check.ts';
import { locateJson, stringEnd } from './places.ts';
import { leadingObjects } from './stream.ts';

/**
 * Parses a JSON file whose text `options.wants`. Never throws: faults are problems. Duplicate keys are looked for in
 * texts under `limits.documentBytes`: what is larger was written by a machine.
 */
export function parseJson(source: SourceFile, options: ParseOptions): Parsed {
  const { text } = source;
  const { limits } = options;
  if (text.length > limits.jsonBytes) {
    return refused(source, limitFault(firstLine(text, 0, text.length), 'file-bytes', limits.jsonBytes, text.length));
  }
  if (!options.wants(text)) return { documents: [], problems: [] };
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const value = tryParse(start === 0 ? text : text.slice(start));
  // What was parsed is gone through five times faster than its text, which tells where it is.
  if (value === undefined || isDeeperThan(value, limits.depth)) {
    const deep = deeperThan(text, start, limits.depth);
    if (deep !== undefined) return refused(source, limitFault({ start: deep, end: deep + 1 }, 'depth', limits.depth));
  }
  if (value !== undefined) return read(source, options, new JsonDocument(source, text, start, value));
  if (isStream(text, start)) return parseYaml(source, options);
  return mayHoldExpressions(text)
    ? parseTemplated(source, start, options)
    : refused(source, faultOf(text, text, start));
}

/** True if objects of Kubernetes begin the text, which kubectl reads one by one. */
function isStream(text: string, from: number): boolean {
  const [first] = leadingObjects(text, from);
  return first !== undefined && typeof at(tryParse(text.slice(first.start, first.end)), ['kind']) === 'string';
}

function read(source: SourceFile, { limits }: ParseOptions, document: JsonDocument): Parsed {
  const duplicates: Duplicate[] = [];
  if (source.text.length <= limits.documentBytes) {
    checkJson(document.text, document.start, (duplicate) => {
      if (duplicates.length < limits.findings) duplicates.push({ ...duplicate, key: document.decode(duplicate.key) });
    });
  }
  return { documents: [document], problems: duplicateProblems(source, duplicates) };
}

/** Reads JSON with expressions as if each were a string, or part of the string around it. */
function parseTemplated(source: SourceFile, start: number, options: ParseOptions): Parsed {
  const { text } = source;
  const all = findExpressions(text);
  const bare = new BareExpressions(all, { start, end: text.length });
  const mask = new Mask(text, all);
  const quoted = quotedExpressions(text, start, all);
  for (const index of quoted) {
    const found = all[index];
    if (found) bare.hide(found);
  }
  const masked = mask.apply((index, length) =>
    quoted.has(index) ? mask.standIn(index, length) : `"${mask.standIn(index, length - 2)}"`,
  );
  const value = bare.hasControl() ? undefined : tryParse(masked.slice(start));
  if (value !== undefined) {
    return read(source, options, new JsonDocument(source, masked, start, restored(value, mask), mask));
  }
  if (bare.hasAny()) return { documents: [], problems: [], template: engineOf(text) };
  return refused(source, faultOf(masked, text, start));
}

/** The numbers of the expressions that stand in strings. Quotes inside of an expression are the template's own. */
function quotedExpressions(text: string, from: number, expressions: readonly Span[]): ReadonlySet<number> {
  const quoted = new Set<number>();
  let isString = false;
  let at = from;
  for (const [index, { start, end }] of expressions.entries()) {
    for (; at < start; at++) {
      const code = text.charCodeAt(at);
      if (code === 92 && isString) at++;
      else if (code === 34) isString = !isString;
    }
    if (isString) quoted.add(index);
    at = Math.max(at, end);
  }
  return quoted;
}

function restored(value: Json, mask: Mask): Json {
  if (typeof value === 'string') return mask.holds(value) ? mask.restore(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => restored(item, mask));
  const copy: { [key: string]: Json } = {};
  for (const [key, member] of Object.entries(value)) setMember(copy, mask.restore(key), restored(member, mask));
  return copy;
}

function tryParse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** @param text what was parsed; @param original the file's text, which the hints are taken from */
function faultOf(text: string, original: string, start: number): ParseError {
  const fault = checkJson(text, start) ?? jsonFault({ start, end: start + 1 }, 'this is not JSON');
  const newline = original.indexOf('\n', start);
  const first = original.slice(start, Math.min(newline === -1 ? original.length : newline, start + 10_000));
  if (/"@level"\s*:/.test(first) && /"type"\s*:\s*"version"/.test(first)) {
    return jsonFault(
      fault.span,
      'a stream of log lines, not a plan',
      'write the plan with `terraform show -json`, not with `terraform plan -json`',
    );
  }
  if (first.startsWith('[command]')) {
    const line = { start, end: start + first.trimEnd().length };
    return jsonFault(
      line,
      'the first line was printed by a wrapper around terraform',
      'set `terraform_wrapper: false` for hashicorp/setup-terraform',
    );
  }
  const around = besidePlan(text, fault, start);
  return around === undefined ? fault : jsonFault(fault.span, around, onlyOutput);
}

const onlyOutput =
  'write only standard output into the file, without a wrapper: `terraform show -json tfplan > plan.json`';

/** Where in a text something else stands beside a plan, which begins a line; undefined where there is no plan. */
function besidePlan(text: string, { span }: ParseError, start: number): string | undefined {
  const begin = /^\{\s*"format_version"/m.exec(text);
  if (begin === null) return undefined;
  if (span.start < begin.index) return 'text before the plan';
  const isFirst = text.slice(start, begin.index).trim() === '';
  const isBehind = text.slice(0, span.start).trimEnd().endsWith('}');
  return isFirst && isBehind && /^(?:::|\[|Warning|Error|Terraform|OpenTofu)/.test(text.slice(span.start))
    ? 'text after the plan'
    : undefined;
}

function refused(source: SourceFile, error: ParseError): Parsed {
  return { documents: [], problems: [problemOf(source, error)] };
}

/** True for a value with more than `limit` objects and lists within each other. */
function isDeeperThan(value: Json, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (isDeeperThan(value[i], limit - 1)) return true;
    return false;
  }
  const object = value as JsonObject;
  for (const key in object) if (isDeeperThan(object[key] ?? null, limit - 1)) return true;
  return false;
}

/** The offset of the first bracket that opens more than `limit` levels. */
function deeperThan(text: string, from: number, limit: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) at = stringEnd(text, at) - 1;
    else if (code === 123 || code === 91) {
      if (++depth > limit) return at;
    } else if (code === 125 || code === 93) depth--;
  }
  return undefined;
}

class JsonDocument implements Document {
  readonly source: SourceFile;
  readonly index = 0;
  readonly value: Json;
  readonly span: Span;
  readonly comments = [];
  /** What was parsed: the file's text, or that with stand-ins for expressions. */
  readonly text: string;
  readonly start: number;
  readonly #mask: Mask | undefined;

  constructor(source: SourceFile, text: string, start: number, value: Json, mask?: Mask) {
    this.source = source;
    this.text = text;
    this.start = start;
    this.value = value;
    this.#mask = mask;
    this.span = trim(text, { start, end: text.length });
  }

  /** The key that a key of the parsed text stands for. */
  decode(key: string): string {
    return this.#mask?.holds(key) ? this.#mask.restore(key) : key;
  }

  locate(wanted: readonly Wanted[]) {
    return this.locateFrom(this.start, wanted);
  }

  /** The places of paths of the value that begins at an offset. */
  locateFrom(start: number, wanted: readonly Wanted[]) {
    return wanted.length === 0 ? [] : locateJson(this.text, start, wanted, (key) => this.decode(key));
  }

  style(path: Path) {
    const value = at(this.value, path);
    return value === undefined || (typeof value === 'object' && value !== null)
      ? undefined
      : { style: 'json' as const };
  }

  open(path: Path) {
    // What JSON.parse takes as it stands has keys of its own, whatever they hold.
    if (this.#mask === undefined) return false;
    const value = at(this.value, path);
    return isObject(value) && Object.keys(value).some((key) => key.startsWith('{{'));
  }
}

/**
 * The values at these paths of a JSON file as documents of their own, in their order; undefined for what is not there. Each is
 * gone through by itself: what asks for the places of thousands of objects, one by one, does not go through the file each time.
 */
export function partsOfJson(document: Document, paths: readonly Path[]): readonly (Document | undefined)[] {
  const spans = document.locate(paths.map((path) => ({ path, on: 'value' })));
  return paths.map((path, i) => {
    const [span, value] = [spans[i], at(document.value, path)];
    return span === undefined || value === undefined ? undefined : new JsonPart(document, path, span, value);
  });
}

class JsonPart implements Document {
  readonly source: SourceFile;
  readonly index: number;
  readonly span: Span;
  readonly value: Json;
  readonly within: NonNullable<Document['within']>;
  readonly comments = [];

  constructor(outer: Document, path: Path, span: Span, value: Json) {
    this.source = outer.source;
    this.index = outer.index;
    this.span = span;
    this.value = value;
    this.within = { document: outer, path };
  }

  locate(wanted: readonly Wanted[]) {
    const { document, path } = this.within;
    if (document instanceof JsonDocument) return document.locateFrom(this.span.start, wanted);
    return document.locate(wanted.map((one) => ({ path: [...path, ...one.path], on: one.on })));
  }

  style(path: Path) {
    return this.within.document.style([...this.within.path, ...path]);
  }

  open(path: Path) {
    return this.within.document.open([...this.within.path, ...path]);
  }
}
