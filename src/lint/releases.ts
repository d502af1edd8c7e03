/** Helm charts in a scan: what installs them, and files of values. */
import { classifyReleases, classifyValues } from '../classify/helm/index.ts';
import { chartsNamed } from '../classify/helm/known.ts';
import { isKustomization } from '../classify/kustomize/kustomization.ts';
import type { Schemas } from '../lib/host.ts';
import { pointer, text } from '../lib/json.ts';
import type { Limits } from '../lib/limits.ts';
import { append, grouped } from '../lib/lists.ts';
import { addTo } from '../lib/maps.ts';
import { folderOf, nameOf } from '../lib/paths.ts';
import type { Document, Path } from '../model/document.ts';
import type { Family, Resource } from '../model/resource.ts';
import { parseEmbedded } from '../parse/index.ts';

/** True for a file by whose name alone it may speak of charts: kustomizations are read as such. */
export function isChartFile(file: string): boolean {
  return /^(?:Chart|fleet|helmfile|[\w.-]*values[\w.-]*)\.ya?ml$/i.test(nameOf(file));
}

export class Releases {
  readonly #limits: Limits;
  readonly #schemas: Schemas;
  readonly #values: Resource[] = [];
  /** By folder, the families whose charts are kept there: what their values are is only what they are without others. */
  readonly #kept = new Map<string, Set<Family>>();

  constructor({ limits, schemas }: { readonly limits: Limits; readonly schemas: Schemas }) {
    this.#limits = limits;
    this.#schemas = schemas;
  }

  /**
   * The releases of a document, and the objects that their values hold. What may only be an alternative waits for `settle`; a
   * kustomization is read apart from other files, and counts only as one.
   */
  of(document: Document, { asKustomization = false } = {}): readonly Resource[] {
    const { file } = document.source;
    if (isKustomization(file) !== asKustomization) return [];
    const found = classifyReleases(document, (outer, paths) => this.#read(outer, paths), this.#schemas);
    const kept = nameOf(file).startsWith('Chart.') ? chartsNamed(text(document.value, ['name'])) : [];
    for (const { family } of kept) addTo(this.#kept, folderOf(file), family);
    if (found.length > 0) return found;
    const held = classifyValues(document, this.#schemas);
    const isFile = isChartFile(file);
    // MetalLB's configuration is judged by itself, whatever else is there.
    const [own, waiting] = [held.filter(isAlone), held.filter((one) => isFile && !isAlone(one))];
    append(this.#values, waiting);
    return own;
  }

  /**
   * What files of values say of products: nothing where a folder has several, of which nobody applies all, or where they are the
   * defaults of a chart that is kept there.
   */
  settle(): readonly Resource[] {
    const groups = grouped(this.#values, ({ document, family, kind }) =>
      JSON.stringify([folderOf(document.source.file), family, kind]),
    );
    return [...groups.values()].flatMap((group) => {
      const files = new Set(group.map(({ document }) => document.source.file));
      const [folder = ''] = [...files].map(folderOf);
      const defaults = group.some(({ family }) => this.#kept.get(folder)?.has(family));
      return files.size > 1 || defaults ? [] : group;
    });
  }

  #read(outer: Document, paths: readonly Path[]): readonly (Document | undefined)[] {
    const read = parseEmbedded(outer, paths, this.#limits);
    const documents = new Map(read.map(({ path, parsed }) => [pointer(path), parsed.documents[0]]));
    return paths.map((path) => documents.get(pointer(path)));
  }
}

function isAlone({ kind }: Resource): boolean {
  return kind === 'LegacyConfig';
}
