/** Files in, resources out: discovers, reads, parses and classifies, and keeps account of what was left. */

import { contextNeedles, familiesIn, familyOf, needles, planNeedles } from '../classify/families.ts';
import { isKustomization, type Patch } from '../classify/kustomize.ts';
import { classifyKubernetes } from '../classify/resources.ts';
import { classifyPlan } from '../classify/terraform/index.ts';
import type { Discovered } from '../discover/index.ts';
import { type FileSystem, HostError, TooLarge } from '../lib/host.ts';
import type { Limits } from '../lib/limits.ts';
import { LineIndex } from '../lib/lines.ts';
import type { Comment, Document, Family, Json, Problem, Resource, SourceFile } from '../model.ts';
import { parseJson, parseYaml } from '../parse/index.ts';
import { DecodeError, read } from '../read/index.ts';
import { Patches } from './patches.ts';

export interface ScanOptions {
  readonly limits: Limits;
  /** Addresses of the nodes' own security groups, from the config. */
  readonly nodes: readonly string[];
}

/** A file that was left unchecked, and what it could have been about; null: anything. */
export interface Skipped {
  readonly file: string;
  readonly reason: string;
  readonly families: ReadonlySet<Family> | null;
}

/** A text that was read, from the file system or from standard input. */
export interface Text extends SourceFile {
  readonly kind: 'yaml' | 'json';
}

/** All that the later stages know of the files. */
export interface Scan {
  readonly resources: readonly Resource[];
  readonly problems: readonly Problem[];
  readonly patches: readonly Patch[];
  readonly skipped: readonly Skipped[];
  readonly texts: ReadonlyMap<string, Text>;
  readonly lines: ReadonlyMap<string, LineIndex>;
  /** Comments of files that may suppress findings. */
  readonly comments: ReadonlyMap<string, readonly Comment[]>;
  readonly matchedNodes: ReadonlySet<string>;
  readonly plans: number;
  readonly files: { readonly seen: number; readonly read: number; readonly irrelevant: number };
}

const wide = new RegExp(contextNeedles.map((needle) => needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));
const yamlNeedle = (text: string) => needles.some((needle) => text.includes(needle));

function needlesOf(kind: 'yaml' | 'json'): readonly string[] {
  return kind === 'json' ? [...needles, ...planNeedles] : needles;
}

/** Reads a scan. `stdin` is the text of `-`, already decoded. */
export function scan(files: FileSystem, discovered: Discovered, stdin: readonly Text[], options: ScanOptions): Scan {
  const gathered = new Gathered(options);
  const context: { file: string; path: string; kind: 'yaml' | 'json' }[] = [];

  for (const candidate of discovered.candidates) {
    const { file, path } = candidate;
    const got = load(
      files,
      file,
      path,
      candidate.kind === 'json' ? options.limits.jsonBytes : options.limits.yamlBytes,
    );
    if ('problem' in got) {
      gathered.problem(got.problem, null);
      continue;
    }
    const kind = candidate.kind === 'yaml' || candidate.kind === 'json' ? candidate.kind : sniff(got.bytes);
    const found = read(got.bytes, {
      subject: needlesOf(kind),
      context: contextNeedles,
      includes: files.includes,
    });
    if (found.relevance !== 'none') context.push({ file, path, kind });
    if (found.relevance !== 'subject') continue;
    try {
      const text = { file, text: found.text(), kind };
      if (candidate.kind === 'template') gathered.template(text, 'a template by its name');
      else gathered.subject(text);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      gathered.problem({ kind: 'Unreadable', file, mark: null, detail: { reason: error.message } }, null);
    }
  }
  for (const text of stdin)
    if (needlesOf(text.kind).some((needle) => text.text.includes(needle))) gathered.subject(text);
  if (gathered.resources.length > 0) {
    const skipped = new Set(gathered.skippedFiles());
    for (const { file, path, kind } of context) {
      if (!skipped.has(file)) gathered.context(files, file, path, kind);
    }
    for (const text of stdin) gathered.contextText(text);
    gathered.jsonPatches(files, discovered.candidates);
    gathered.markPatches();
  }
  return gathered.done([...discovered.candidates, ...stdin].map(({ file }) => file));
}

type Loaded = { readonly bytes: Uint8Array } | { readonly problem: Problem };

function load(files: FileSystem, file: string, path: string, most: number): Loaded {
  try {
    return { bytes: files.read(path, most) };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const detail =
      error instanceof TooLarge ? { limit: 'file-bytes', bound: most, found: error.bytes } : { reason: error.message };
    return { problem: { kind: error instanceof TooLarge ? 'LimitExceeded' : 'Unreadable', file, mark: null, detail } };
  }
}

/** A text without a telling name: JSON begins with a bracket. */
export function sniff(bytes: Uint8Array | string): 'yaml' | 'json' {
  const start = typeof bytes === 'string' ? bytes.slice(0, 64) : new TextDecoder().decode(bytes.subarray(0, 64));
  return /^[\s\0]*[{[]/.test(start.replace(/^\ufeff/, '')) && !/^[\s\0]*\{[\s\0]*\{/.test(start) ? 'json' : 'yaml';
}

/** What a scan has gathered so far. */
class Gathered {
  resources: Resource[] = [];
  readonly #problems: Problem[] = [];
  readonly #skipped: Skipped[] = [];
  readonly #patches = new Patches();
  readonly #texts = new Map<string, Text>();
  readonly #lines = new Map<string, LineIndex>();
  readonly #comments = new Map<string, Comment[]>();
  readonly #matched = new Set<string>();
  readonly #options: ScanOptions;
  #plans = 0;

  constructor(options: ScanOptions) {
    this.#options = options;
  }

  problem(problem: Problem, families: ReadonlySet<Family> | null): void {
    this.#problems.push(problem);
    this.#skipped.push({ file: problem.file, reason: 'not checked, see the finding', families });
  }

  template(text: Text, reason: string): void {
    const families = new Set(familiesIn(text.text));
    if (wide.test(text.text)) families.add('kubernetes');
    this.#skipped.push({ file: text.file, reason, families });
  }

  /** A file that holds something to check. */
  subject(text: Text): void {
    const parsed = this.#parse(text, (part) => text.kind === 'json' || yamlNeedle(part));
    if (parsed.template !== undefined) {
      this.template(text, `a ${parsed.template}: render it first, and check the result`);
      return;
    }
    this.#texts.set(text.file, text);
    this.#lines.set(text.file, new LineIndex(text.text));
    for (const problem of parsed.problems) {
      if (problem.kind === 'DuplicateKey') this.#problems.push(problem);
      else this.problem(problem, familiesIn(text.text));
    }
    for (const document of parsed.documents) this.#classify(document, text.kind);
  }

  #classify(document: Document, kind: 'yaml' | 'json'): void {
    this.#note(document);
    const plan =
      kind === 'json' ? classifyPlan(document, this.resources.length, { nodes: this.#options.nodes }) : undefined;
    if (plan === undefined) {
      if (isKustomization(document.source.file)) this.#kustomization(document);
      this.resources.push(...classifyKubernetes(document, this.resources.length));
      return;
    }
    this.#plans++;
    this.resources.push(...plan.resources);
    for (const entry of plan.matched) this.#matched.add(entry);
    for (const problem of plan.problems) this.problem(problem, new Set(['terraform']));
  }

  #note(document: Document): void {
    if (document.comments.length === 0) return;
    const { file } = document.source;
    this.#comments.set(file, [...(this.#comments.get(file) ?? []), ...document.comments]);
  }

  #parse(text: Text, wants: (part: string) => boolean) {
    const options = { limits: this.#options.limits, wants };
    return text.kind === 'json' ? parseJson(text, options) : parseYaml(text, options);
  }

  /** A file that may hold kinds that only give context, or a kustomization. */
  context(files: FileSystem, file: string, path: string, kind: 'yaml' | 'json'): void {
    const known = this.#texts.get(file);
    if (known !== undefined) {
      this.contextText(known);
      return;
    }
    const got = load(files, file, path, this.#options.limits.yamlBytes);
    if ('problem' in got) {
      this.#skipped.push({ file, reason: 'it cannot be read any more', families: new Set(['kubernetes']) });
      return;
    }
    try {
      const text = read(got.bytes, { subject: [], context: [], includes: files.includes }).text();
      this.contextText({ file, text, kind });
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      this.#skipped.push({ file, reason: error.message, families: new Set(['kubernetes']) });
    }
  }

  contextText(text: Text): void {
    // What holds a needle of the first pass was read there.
    if (text.kind === 'json' && this.#texts.has(text.file)) return;
    const parsed = this.#parse(text, (part) => wide.test(part) && !yamlNeedle(part));
    const faults = parsed.problems.filter((problem) => problem.kind !== 'DuplicateKey');
    if (faults.length > 0 || parsed.template !== undefined) {
      const reason = parsed.template ?? 'a part of it cannot be parsed';
      if (!this.#texts.has(text.file))
        this.#skipped.push({ file: text.file, reason, families: new Set(['kubernetes']) });
    }
    for (const document of parsed.documents) {
      if (isKustomization(text.file)) this.#kustomization(document);
      const found = classifyKubernetes(document, this.resources.length);
      this.resources.push(...found.filter(({ gvk }) => familyOf(gvk.group, gvk.kind)?.context));
      if (found.length === 0 || this.#lines.has(text.file)) continue;
      this.#texts.set(text.file, text);
      this.#lines.set(text.file, new LineIndex(text.text));
    }
  }

  #kustomization(document: Document): void {
    const inline = (text: string): readonly Json[] => {
      const source = { file: document.source.file, text, kind: sniff(text) };
      return this.#parse(source, () => true).documents.map((part) => part.value);
    };
    this.#patches.read(document, inline);
  }

  /** A JSON patch in a file of its own holds no needle: it is read because a kustomization names it. */
  jsonPatches(files: FileSystem, candidates: Discovered['candidates']): void {
    for (const { file, path, kind } of candidates) {
      if (!this.#patches.has(file) || this.#texts.has(file)) continue;
      const got = load(files, file, path, this.#options.limits.documentBytes);
      if ('problem' in got) continue;
      const text = new TextDecoder().decode(got.bytes);
      const { documents } = this.#parse({ file, text, kind: kind === 'json' ? kind : sniff(text) }, () => true);
      for (const { value } of documents) if (Array.isArray(value)) this.#patches.note(file, value);
    }
  }

  markPatches(): void {
    this.resources = this.#patches.mark(this.resources);
  }

  /** The files that were left unchecked as a whole. */
  skippedFiles(): readonly string[] {
    return this.#skipped.map(({ file }) => file).filter((file) => !this.#texts.has(file));
  }

  /** What the scan was, of all the files that it saw. */
  done(seen: readonly string[]): Scan {
    const left = new Set(this.#skipped.map(({ file }) => file));
    const irrelevant = seen.filter((file) => !this.#texts.has(file) && !left.has(file)).length;
    return {
      resources: this.resources,
      problems: this.#problems,
      patches: this.#patches.all,
      skipped: this.#skipped,
      texts: this.#texts,
      lines: this.#lines,
      comments: this.#comments,
      matchedNodes: this.#matched,
      plans: this.#plans,
      files: { seen: seen.length, read: this.#texts.size, irrelevant },
    };
  }
}
