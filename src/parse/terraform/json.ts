/** The same of a `.tf.json` (hashicorp/terraform, JSON Configuration Syntax): labels are keys of objects in each other. */
import { at, isObject } from '../../lib/json.ts';
import type { Document, Json, Path, SourceFile, Span, Wanted } from '../../model/document.ts';
import type { TerraformAttribute, TerraformBlock, TerraformFile } from '../../model/terraform.ts';
import { parseJson } from '../json/index.ts';
import type { ParseOptions } from '../options.ts';

/** How many labels a block has. */
const labelled: { readonly [type: string]: number } = { resource: 2, data: 2, module: 1 };

/** Reads the resources, data sources and calls of modules; undefined for what is no such file. */
export function parseTerraformJson(source: SourceFile, { limits }: ParseOptions): TerraformFile | undefined {
  const { documents, problems } = parseJson(source, { limits, wants: () => true });
  const [document] = documents;
  if (document === undefined || problems.length > 0 || !isObject(document.value)) return undefined;
  const blocks = Object.entries(labelled).flatMap(([type, labels]) => [...found(document, type, [type], [], labels)]);
  return { source, blocks: placed(document, blocks), comments: [] };
}

interface Found {
  readonly type: string;
  readonly labels: readonly string[];
  readonly path: Path;
  readonly value: Json;
}

/** Lists may stand around each object. */
function* found(
  document: Document,
  type: string,
  path: Path,
  labels: readonly string[],
  left: number,
): Generator<Found> {
  const value = at(document.value, path) ?? null;
  if (Array.isArray(value)) {
    for (const i of value.keys()) yield* found(document, type, [...path, i], labels, left);
  } else if (left === 0) yield { type, labels, path, value };
  else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      if (key !== '//') yield* found(document, type, [...path, key], [...labels, key], left - 1);
    }
  }
}

/** Asks for all places at once. Blocks in blocks are not told from attributes there: each key is an attribute. */
function placed(document: Document, blocks: readonly Found[]): readonly TerraformBlock[] {
  const wanted: Wanted[] = [];
  const ask = (path: Path) => wanted.push({ path, on: 'key' }, { path, on: 'value' }) - 2;
  const asked = blocks.map((block) => ({
    block,
    index: ask(block.path),
    members: isObject(block.value)
      ? Object.keys(block.value).map((key) => [key, ask([...block.path, key])] as const)
      : [],
  }));
  const spans = document.locate(wanted);
  const span = (index: number): Span => spans[index] ?? document.span;
  return asked.map(({ block: { type, labels, value: object }, index, members }) => ({
    type,
    labels,
    header: span(index),
    span: { start: span(index).start, end: span(index + 1).end },
    attributes: new Map(
      members.map(([key, place]): [string, TerraformAttribute] => {
        const member = at(object, [key]);
        const isLiteral = typeof member !== 'object' && member !== undefined && !/[$%]\{/.test(String(member));
        const value = span(place + 1);
        const isOnOneLine = !document.source.text.slice(value.start, value.end).includes('\n');
        return [key, { key: span(place), value, isOnOneLine, ...(isLiteral && { literal: member }) }];
      }),
    ),
    blocks: [],
  }));
}
