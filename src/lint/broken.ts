/**
 * What may be seen of a document that could not be parsed: what stands before its fault and parses by itself, as of any document
 * of its kind, and of the line of the fault no more than where it is indented, a field's name, and the sign at which reading
 * stopped. Nobody knows what anything behind that is.
 */
import { classifyKubernetes } from '../classify/kubernetes/index.ts';
import { isOfApi } from '../lib/family.ts';
import type { Schemas } from '../lib/host.ts';
import { isObject } from '../lib/json.ts';
import { defaultLimits } from '../lib/limits.ts';
import { blanks, stars } from '../lib/mask.ts';
import type { Document, Json, Span } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';
import { parseJson, parseYaml } from '../parse/index.ts';
import { closed } from './closed.ts';

/** A document up to its fault. */
export interface Beginning {
  readonly document: Document;
  readonly resources: readonly Resource[];
  /** How much of the document it is. */
  readonly end: number;
}

/** A larger document has no frame: to read it again would take longer than all else. */
const longest = 1024 * 1024;

/** A part of a text as it may be shown, with the same lines and columns. */
export interface ShownPart extends Span {
  readonly text: string;
}

/**
 * A broken document: what may be seen of it, blanks behind the line of its fault. Undefined where nothing is known of what is
 * before that. `shown` masks a text of which the objects are known.
 */
export function shownBroken(
  text: string,
  isJson: boolean,
  fault: Span,
  schemas: Schemas,
  shown: (beginning: Beginning) => string,
): ShownPart | undefined {
  const lineStart = text.lastIndexOf('\n', fault.start - 1) + 1;
  const start = isJson ? 0 : startOf(text, lineStart);
  const end = isJson ? text.length : endOf(text, lineStart);
  const beginning = fault.start - start > longest ? undefined : beginningOf(text, isJson, start, fault, schemas);
  if (beginning === undefined) return undefined;
  const known = start + beginning.end;
  const lineStop = lineEnd(text, fault.start);
  const fields = fieldsOf(beginning, schemas);
  // Of JSON some lines before the fault may be in no value that is whole.
  const lines = text.slice(known, lineStop).split('\n');
  let at = known;
  const written = lines.map((line, index) => {
    const from = at;
    at += line.length + 1;
    const mark = fault.start - from;
    return index === 0 && text.charAt(known - 1) !== '\n' && known > start
      ? withSign(line, line.startsWith(',') ? `,${stars(line.slice(1))}` : stars(line), mark)
      : faultyLine(line, mark, fields);
  });
  const whole = shown(beginning);
  const sober = isJson ? soberJson(whole, fields) : soberYaml(beginning.document.source.text, whole, fields);
  const before = sober.slice(0, beginning.end);
  return { start, end, text: before + written.join('\n') + blanks(text.slice(lineStop, end)) };
}

function beginningOf(
  text: string,
  isJson: boolean,
  start: number,
  fault: Span,
  schemas: Schemas,
): Beginning | undefined {
  if (isJson) return jsonBeginning(text.slice(start, fault.start), schemas);
  return yamlBeginning(text.slice(start, text.lastIndexOf('\n', fault.start - 1) + 1), schemas);
}

/** Where the document begins that a line is in. */
function startOf(text: string, lineStart: number): number {
  let at = lineStart;
  while (at > 0) {
    const previous = text.lastIndexOf('\n', at - 2) + 1;
    if (/^---(?=\s)/.test(text.slice(previous, previous + 4))) return at;
    at = previous;
  }
  return 0;
}

/** Where the next document begins. */
function endOf(text: string, lineStart: number): number {
  const marker = /^---(?=\s|$)/gm;
  marker.lastIndex = lineEnd(text, lineStart);
  return marker.exec(text)?.index ?? text.length;
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

function yamlBeginning(text: string, schemas: Schemas): Beginning | undefined {
  const { documents, problems, template } = parseYaml({ file: '', text }, { limits: defaultLimits, wants: () => true });
  return problems.length > 0 || template !== undefined ? undefined : ofApi(documents, text.length, schemas);
}

/** Brackets that are open are closed, behind the last member that is whole. */
function jsonBeginning(text: string, schemas: Schemas): Beginning | undefined {
  const whole = closed(text);
  if (whole === undefined) return undefined;
  const options = { limits: defaultLimits, wants: () => true };
  const { documents, problems } = parseJson({ file: '', text: whole.text }, options);
  return problems.length > 0 ? undefined : ofApi(documents, whole.end, schemas);
}

/** One document of objects whose kinds have a structure, none of them a Secret. */
function ofApi(documents: readonly Document[], end: number, schemas: Schemas): Beginning | undefined {
  const [document, ...others] = documents;
  if (document === undefined || others.length > 0) return undefined;
  const resources = classifyKubernetes(document, 0, schemas);
  const known = resources.every(
    ({ family, kind, gvk }) =>
      isOfApi(family) && family !== 'kubernetes' && schemas(family, kind, gvk.version) !== undefined,
  );
  return known && resources.length > 0 ? { document, resources, end } : undefined;
}

/**
 * The shown beginning of a document of YAML, on the lines of its text, with less of it than of a whole one: no comments, where
 * people keep what they had, no blocks of text, nothing in brackets, no key that its kind does not have, and no line that only
 * goes on with a value.
 */
function soberYaml(text: string, shown: string, fields: ReadonlySet<string>): string {
  const lines = shown.split('\n');
  /** How far the line is indented whose block of text goes on. */
  let block: number | undefined;
  const written = text.split('\n').map((line, index) => {
    const own = lines[index] ?? '';
    const indent = line.search(/[^ ]/);
    if (line.length > widest) return stars(own);
    if (block !== undefined && (indent === -1 || indent > block)) return stars(own);
    block = /(?:^|[\s:-])[|>][-+\d]*\s*(?:#.*)?$/.test(line) ? indent : undefined;
    const key = keyOf.exec(line)?.[1];
    if (key === undefined ? !address.test(line) : !fields.has(key)) return stars(own);
    return own.replace(/(?:^|[ \t])#.*|[{[].*/, (hidden) => stars(hidden));
  });
  return written.join('\n');
}

/** Nobody reads a longer line, and to look into it may take the square of its length. */
const widest = 500;

/** The key of a line. */
const keyOf = /^ *(?:- +)*["']?([\w./-]+)["']? *:(?:\s|$)/;

/** An item of a list that is an address or a network, or an empty line. */
const address = /^ *- +["']?[\d.:/a-f-]*[.:][\d.:/a-f-]*["']?\s*$|^\s*$/i;

/** Of JSON keys that the kind does not have are hidden. */
function soberJson(shown: string, fields: ReadonlySet<string>): string {
  return shown.replace(/"([^"\\]*(?:\\.[^"\\]*)*)"(?=\s*:)/g, (key, name: string) =>
    fields.has(name) ? key : stars(key),
  );
}

/** Signs of YAML and JSON at which reading may stop. */
const sign = /[-:?,[\]{}'"|>&*!%@`\t]/;

/** The indentation, the name of a field of this kind, and the sign at `at`; all else as stars. */
function faultyLine(line: string, at: number, fields: ReadonlySet<string>): string {
  const [, margin = '', quote = '', name = ''] = /^(\s*(?:-[ ]+)*[{[]?\s*)(["']?)([A-Za-z]\w*)?/.exec(line) ?? [];
  const key = fields.has(name) ? name : '';
  const [ended = ''] = /^["']? *:?(?=[\s]|$)/.exec(line.slice(margin.length + quote.length + key.length)) ?? [];
  const seen = key === '' ? margin : `${margin}${quote}${key}${ended}`;
  return withSign(line, seen + stars(line.slice(seen.length)), at);
}

function withSign(line: string, shown: string, at: number): string {
  return at >= 0 && sign.test(line.charAt(at)) ? shown.slice(0, at) + line.charAt(at) + shown.slice(at + 1) : shown;
}

const everywhere = ['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'labels', 'annotations', 'spec'];

/** The names of all fields of the kinds: none of them is anybody's secret. */
function fieldsOf({ resources }: Beginning, schemas: Schemas): ReadonlySet<string> {
  const names = new Set(everywhere);
  const collect = (node: Json): void => {
    if (Array.isArray(node)) for (const item of node) collect(item);
    if (!isObject(node)) return;
    const { properties } = node as { readonly properties?: Json };
    if (isObject(properties)) for (const name of Object.keys(properties)) names.add(name);
    for (const member of Object.values(node)) collect(member);
  };
  const kinds = new Map(resources.map((one) => [`${one.family} ${one.kind} ${one.gvk.version}`, one]));
  for (const { family, kind, gvk } of kinds.values()) collect(schemas(family, kind, gvk.version)?.schema() ?? null);
  return names;
}
