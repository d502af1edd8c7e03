/** The objects that are made of what installs a chart, each placed where its parts are written. */
import { productOf } from '../../families/charts.ts';
import type { ChartPart } from '../../families/family.ts';
import type { Schemas } from '../../lib/host.ts';
import { at, isObject, text } from '../../lib/json.ts';
import { nameOf } from '../../lib/paths.ts';
import { hasSopsMetadata, withoutForgeries } from '../../lib/sops.ts';
import { clip } from '../../lib/text.ts';
import type { Document, Json, JsonObject, Path } from '../../model/document.ts';
import type { Family, Resource } from '../../model/resource.ts';
import { gvkOf, longestName } from '../kubernetes/identity.ts';
import { classifyMade } from '../kubernetes/index.ts';
import { MadeDocument, type Making, type Piece } from '../made-document.ts';
import type { Installed } from './installed.ts';
import type { Chart } from './known.ts';
import { merged, withoutOverridden } from './layers.ts';

/** What installs a chart, and the object of the document that says so. */
export interface Source {
  readonly document: Document;
  readonly base: Path;
  readonly object: JsonObject;
  readonly installed: Installed;
}

/** Values of a chart: in which document and where, and `at` which path of the object that holds them. */
export interface Values {
  readonly document: Document;
  readonly path: Path;
  readonly at: Path;
  readonly value: JsonObject;
}

/**
 * The releases of a chart, one for each source of values, and what the chart makes of these. Only the first tells the version.
 * `name` is the chart's, '' where only the values tell which it is.
 */
export function objectsOf(
  source: Source,
  row: Chart,
  name: string,
  values: readonly Values[],
  schemas: Schemas,
): Resource[] {
  const layers = settled(values);
  const [first, ...others] = layers;
  return [
    release(source, row, name, first, schemas),
    ...others.map((one) => release(withoutVersion(source), row, name, one, schemas)),
    ...row.parts.flatMap((part) => {
      const whole = merged(values.flatMap(({ value }) => at(value, part.at) ?? []));
      if (whole === undefined || !part.isMade(whole)) return [];
      return layers.flatMap((one) => partOf(source, row.family, part, one, schemas));
    }),
  ];
}

/** Each without what the ones behind it say again. */
function settled(values: readonly Values[]): readonly Values[] {
  let above: JsonObject = {};
  return values
    .toReversed()
    .map((one) => {
      const value = withoutOverridden(one.value, above);
      above = merged([one.value, above]) ?? {};
      return { ...one, value };
    })
    .toReversed();
}

/** The same, with nothing said of the version. */
export function withoutVersion(source: Source): Source {
  return { ...source, installed: { ...source.installed, version: undefined } };
}

/** `{ chart, version, namespace, values, product }`: what is not said is left out; `product` is the product's own version. */
function release(source: Source, row: Chart, name: string, values: Values | undefined, schemas: Schemas): Resource {
  const { document, base, object, installed } = source;
  const { version, namespace, repackaged } = installed;
  const value: { [key: string]: Json } = { ...(name !== '' && { chart: name }) };
  const pieces: Piece[] = [];
  const put = (key: string, path: Path | undefined) => {
    const found = path && at(object, path);
    if (path === undefined || found === undefined) return;
    value[key] = found;
    pieces.push({ at: [key], document, path: [...base, ...path] });
  };
  put('version', version);
  if (installed.told !== undefined) value['version'] = installed.told;
  put('namespace', namespace);
  if (values !== undefined) {
    value['values'] = kept(values.value, row.kept);
    pieces.push({ at: ['values'], document: values.document, path: values.path });
  }
  const written = text(value, ['version']);
  const product = written === '' || repackaged ? undefined : productOf(row, name, written);
  if (product !== undefined) value['product'] = product;
  const within = values ?? { document, path: base };
  const home = pieces[0] ?? { document, path: [...base, 'kind'] };
  return make(
    source,
    { family: row.family, kind: 'Release' },
    { value, pieces, within: home.document === within.document ? within : { document, path: base }, home: home.path },
    values?.at ?? version ?? [],
    schemas,
  );
}

function partOf(source: Source, family: Family, part: ChartPart, values: Values, schemas: Schemas): Resource[] {
  const held = at(values.value, part.at);
  if (held === undefined || !isObject(held)) return [];
  const gone = new Set(part.without);
  const value = gone.size === 0 ? held : Object.fromEntries(Object.entries(held).filter(([key]) => !gone.has(key)));
  const path = [...values.path, ...part.at];
  const within = { document: values.document, path };
  const making = {
    value: part.as.reduceRight<JsonObject>((inner, step) => ({ [step]: inner }), value),
    pieces: [{ at: part.as, ...within }],
    within,
    home: path,
  };
  return [make(source, { family, kind: part.kind }, making, [...values.at, ...part.at], schemas)];
}

/** An object that a document is, without a word that says so. Its first key stands for it. */
export function bareObject(source: Source, of: Pick<Resource, 'family' | 'kind'>, schemas: Schemas): Resource {
  const { document, object } = source;
  const pieces: Piece[] = [{ at: [], document, path: [] }];
  const home = Object.keys(object).slice(0, 1);
  return make(source, of, { value: object, pieces, within: { document, path: [] }, home }, [], schemas);
}

/** Of the object that holds it an object has the identity; a file without one gives its name. */
function make(
  source: Source,
  { family, kind }: Pick<Resource, 'family' | 'kind'>,
  making: Omit<Making, 'holder'>,
  held: Path,
  schemas: Schemas,
): Resource {
  const { document, base, object, installed } = source;
  const gvk = gvkOf(object);
  // A kustomization without a name is its file.
  const isNamed = gvk.kind !== 'Kustomization' || text(object, ['metadata', 'name']) !== '';
  const isObjects = gvk.kind !== '' && gvk.version !== '' && isNamed;
  const isEncrypted = hasSopsMetadata(document.value);
  const value = isEncrypted
    ? { ...making.value, sops: at(document.value, ['sops']) ?? null }
    : (withoutForgeries(making.value) as JsonObject);
  const { namespace } = installed;
  return classifyMade(
    new MadeDocument({ ...making, value, holder: { document, base, at: held } }),
    {
      id: 0,
      family,
      kind,
      gvk: isObjects ? gvk : { group: '', version: 'v1', kind },
      name: isObjects ? clip(text(object, ['metadata', 'name']), longestName) : nameOf(document.source.file),
      namespace: clip(namespace === undefined ? '' : text(object, namespace), longestName),
      partial: installed.partial,
    },
    value,
    schemas,
  );
}

/** The scalars and lists of scalars at these paths of values, and nothing else of them: other values may be secret. */
function kept(values: JsonObject, paths: readonly Path[]): JsonObject {
  const copy: { [key: string]: Json } = {};
  for (const path of paths) {
    const value = at(values, path);
    const isPlain = (Array.isArray(value) ? value : [value]).every((one) => typeof one !== 'object' || one === null);
    if (value === undefined || !isPlain) continue;
    let holder = copy;
    for (const step of path.slice(0, -1)) {
      const next = { ...(isObject(holder[step]) ? (holder[step] as JsonObject) : {}) };
      holder[step] = next;
      holder = next;
    }
    holder[String(path.at(-1))] = value;
  }
  return copy;
}
