/** The kustomizations of a scan: their texts, and what is made of them once all files were read. */

import { Patches, type Settled } from '../classify/kustomize/patches.ts';
import { generatedSecrets } from '../classify/kustomize/secrets.ts';
import type { Candidate } from '../discover/types.ts';
import type { Schemas } from '../lib/host.ts';
import { pointer } from '../lib/json.ts';
import type { Limits } from '../lib/limits.ts';
import { isReadAnyway } from '../lib/problems.ts';
import type { Document, Parsed } from '../model/document.ts';
import type { Listing, Resource } from '../model/resource.ts';
import { parseEmbedded } from '../parse/index.ts';
import type { Text } from './load.ts';
import type { Skipped } from './scan-result.ts';

/** A file that a kustomization may name. */
export type NamedFile = Pick<Candidate, 'file' | 'path' | 'kind'>;

/** Resources with the text and the document that they came from. */
export interface Made {
  readonly text: Text;
  readonly document: Document;
  readonly resources: readonly Resource[];
}

interface Options {
  readonly cwd: string;
  readonly limits: Limits;
  readonly schemas: Schemas;
}

export class Kustomizations {
  /** Those that nobody can read, kustomize included. */
  readonly unreadable: Skipped[] = [];
  readonly #options: Options;
  readonly #parse: (text: Text) => Parsed;
  readonly #patches: Patches;
  readonly #delivered: { readonly text: Text; readonly document: Document }[] = [];
  readonly #read: { readonly text: Text; readonly document: Document }[] = [];

  constructor(options: Options, parse: (text: Text) => Parsed) {
    this.#options = options;
    this.#parse = parse;
    this.#patches = new Patches(options.cwd);
  }

  /** What they list, once all were read. */
  get listing(): Listing {
    return this.#patches.listing;
  }

  /** See Patches. */
  get changesKinds(): boolean {
    return this.#patches.changesKinds;
  }

  /** Reads a kustomization, of which kustomize takes the first document. Answers the paths that it names. */
  read(text: Text): readonly string[] {
    const parsed = this.#parse(text);
    const faults = parsed.problems.filter((problem) => !isReadAnyway(problem));
    const [document] = parsed.documents;
    if (faults.length > 0 || parsed.template !== undefined || document === undefined) {
      const reason = parsed.template ?? 'a part of it cannot be parsed';
      this.unreadable.push({ file: text.file, reason, families: new Set(['kubernetes']) });
      return [];
    }
    this.#read.push({ text, document });
    return this.#patches.read(document);
  }

  /** A document that may say what Flux or Argo CD build; true if it does. */
  deliver(text: Text, document: Document): boolean {
    const isOne = this.#patches.deliver(document);
    if (isOne) this.#delivered.push({ text, document });
    return isOne;
  }

  /** The texts and documents of all that were read. */
  get documents(): readonly { readonly text: Text; readonly document: Document }[] {
    return this.#read;
  }

  /** The Secrets that they generate. */
  generated(): readonly Made[] {
    return this.#read
      .map(({ text, document }) => ({ text, document, resources: generatedSecrets(document, 0) }))
      .filter(({ resources }) => resources.length > 0);
  }

  /** What they patch, and the parts of objects that their patches hold. `textOf` reads a file that they name. */
  settle(
    resources: readonly Resource[],
    candidates: readonly NamedFile[],
    textOf: (named: NamedFile) => Text | undefined,
  ): Omit<Settled, 'parts'> & { readonly made: readonly Made[] } {
    const { limits, schemas } = this.#options;
    // Most scans have no kustomization that would name one.
    let byPath: ReadonlyMap<string, NamedFile> | undefined;
    const named = (path: string) => {
      byPath ??= new Map(candidates.map((candidate) => [this.#patches.path(candidate.file), candidate]));
      return byPath.get(path);
    };
    const sources = new Map(
      [...this.#read, ...this.#delivered].map(({ text, document }) => [text.file, { text, document }]),
    );
    const { parts, ...settled } = this.#patches.settle(
      resources,
      {
        has: (path) => named(path) !== undefined,
        documents: (path) => {
          const candidate = named(path);
          const text = candidate && textOf(candidate);
          if (text === undefined) return [];
          // YAML may begin like JSON.
          const first = this.#parse(text).documents;
          const documents = first.length > 0 ? first : this.#parse({ ...text, kind: 'yaml' }).documents;
          for (const document of documents) sources.set(text.file, { text, document });
          return documents;
        },
        inline: (document, paths) => {
          const read = paths.length === 0 ? [] : parseEmbedded(document, paths, limits, { stream: true });
          return new Map(read.map(({ path, parsed }) => [pointer(path), parsed.documents]));
        },
      },
      schemas,
    );
    const made = parts.flatMap((part) => {
      const source = sources.get(part.document.source.file);
      return source === undefined ? [] : [{ ...source, resources: [part] }];
    });
    return { ...settled, made };
  }
}
