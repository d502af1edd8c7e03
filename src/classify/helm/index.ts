/**
 * Helm charts that a document installs, and the objects that they make of their values, for rules that ask for such objects:
 * an Installation in a HelmRelease, MetalLB's configuration in a values file.
 */
import { bareKind } from '../../families/index.ts';
import type { Schemas } from '../../lib/host.ts';
import { at, isObject, pointer, text } from '../../lib/json.ts';
import type { Document, JsonObject, Path } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import { objectsIn } from '../kubernetes/objects.ts';
import { type Installed, installedBy, installedByFile, nothing } from './installed.ts';
import { type Chart, chartsBelow, chartsNamed, chartsOf, speaksOfCharts } from './known.ts';
import { bareObject, objectsOf, type Source, type Values, withoutVersion } from './made.ts';
import { setValues } from './parameters.ts';

/** Reads the YAML in the scalars at these paths of a document, in their order; undefined for what cannot be read. */
export type ReadTexts = (document: Document, paths: readonly Path[]) => readonly (Document | undefined)[];

/** The releases of a document, and the objects that their values hold. Numbers are given later. */
export function classifyReleases(document: Document, readTexts: ReadTexts, schemas: Schemas): Resource[] {
  const sources = sourcesIn(document);
  const texts = sources.flatMap(({ object, base, installed }) =>
    installed.texts.flatMap((path) => (speaksOfCharts(installed, text(object, path)) ? [[...base, ...path]] : [])),
  );
  const read = texts.length === 0 ? [] : readTexts(document, texts);
  const inner = new Map(texts.map((path, i) => [pointer(path), read[i]]));
  return sources.flatMap((source) => {
    const { chart, release } = source.installed;
    const name = chart === '' ? release : chart;
    const values = valuesOf(source, inner);
    const own = chartsNamed(name).flatMap((row) => objectsOf(source, row, name, values, schemas));
    const found = [...own, ...belowNames(source, values, schemas)];
    return found.length > 0 || chart !== '' ? found : byShape(source, values, schemas);
  });
}

/** What a file of values holds, and an object of which nothing but its fields says what it is. */
export function classifyValues(document: Document, schemas: Schemas): Resource[] {
  const { value } = document;
  if (!isObject(value) || 'kind' in value || 'apiVersion' in value) return [];
  const source: Source = { document, base: [], object: value, installed: nothing };
  const bare = bareKind(value);
  if (bare !== undefined) return [bareObject(source, bare, schemas)];
  const values = [{ document, path: [], at: [], value }];
  const found = belowNames(source, values, schemas);
  return found.length > 0 ? found : byShape(source, values, schemas);
}

/** Charts that another one depends on have their values below their names. */
function belowNames(source: Source, values: readonly Values[], schemas: Schemas): Resource[] {
  const other = withoutVersion(source);
  return values.flatMap((one) =>
    chartsBelow(one.value).flatMap(([row, name, value]) => {
      const below = { document: one.document, path: [...one.path, name], at: [...one.at, name], value };
      return objectsOf(other, row, name, [below], schemas);
    }),
  );
}

function byShape(source: Source, values: readonly Values[], schemas: Schemas): Resource[] {
  return values.flatMap((one) =>
    chartsOf(one.value).flatMap((row: Chart) => objectsOf(source, row, '', [one], schemas)),
  );
}

function sourcesIn(document: Document): readonly Source[] {
  const { value } = document;
  const isFile = isObject(value) && /^(?:Kustomization|Component)?$/.test(text(value, ['kind']));
  if (isFile) return sourced(document, [], value, installedByFile(value));
  return [...objectsIn(value)].flatMap(({ object, base }) => sourced(document, base, object, installedBy(object)));
}

function sourced(document: Document, base: Path, object: JsonObject, all: readonly Installed[]): readonly Source[] {
  return all.map((installed) => ({ document, base, object, installed }));
}

/** What is given to a chart, in the order of what counts. */
function valuesOf(source: Source, texts: ReadonlyMap<string, Document | undefined>): readonly Values[] {
  const { document, base, object, installed } = source;
  const found: Values[] = [];
  const add = (from: Document | undefined, path: Path, held: Path) => {
    const value = at(from?.value, path);
    if (from !== undefined && value !== undefined && isObject(value))
      found.push({ document: from, path, at: held, value });
  };
  for (const path of installed.texts) add(texts.get(pointer([...base, ...path])), [], path);
  for (const path of installed.values) if (at(object, path) !== undefined) add(document, [...base, ...path], path);
  for (const path of installed.parameters) {
    add(setValues(document, [...base, ...path], { document, base, at: path }), [], path);
  }
  return found;
}
