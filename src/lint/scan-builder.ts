/** Builds a scan: resources, and an account of what was left. */

import { withoutOverrides } from '../classify/helm/layers.ts';
import { classifyPlan } from '../classify/terraform/index.ts';
import { noPlanReason } from '../classify/terraform/no-plan.ts';
import { familyOf } from '../families/index.ts';
import { holdsRules } from '../families/monitoring/rules.ts';
import { contextNeedle, familiesIn, givesContext, needleIn, speaksOfCharts } from '../families/needles.ts';
import { unreadReason } from '../families/unread.ts';
import { isOfApi } from '../lib/family.ts';
import type { FileSystem } from '../lib/host.ts';
import { isReadAnyway } from '../lib/problems.ts';
import type { Document, Problem } from '../model/document.ts';
import type { Family, Listing } from '../model/resource.ts';
import { DecodeError, textOf } from '../read/index.ts';
import { Found } from './found.ts';
import { Kustomizations, type NamedFile } from './kustomizations.ts';
import { load, type Text } from './load.ts';
import { Objects } from './objects.ts';
import { objectsOf, parsedFor } from './parsing.ts';
import { isChartFile, Releases } from './releases.ts';
import type { Scan, ScanOptions, Skipped } from './scan-result.ts';
import { ScanTexts } from './scan-texts.ts';
import { readPrinted, readText } from './texts.ts';

/** What was read so far. */
export class ScanBuilder {
  readonly #found: Found;
  readonly #objects: Objects;
  readonly #unread: Skipped[] = [];
  readonly #texts = new ScanTexts();
  readonly #matched = new Set<string>();
  readonly #options: ScanOptions;
  readonly #kustomizations: Kustomizations;
  #patched: Scan['patched'] = () => false;
  #extended: Scan['extended'] = () => false;
  #deleted: Scan['deleted'] = () => false;
  readonly #releases: Releases;
  readonly #plans: Document[] = [];
  #unlisted: readonly string[] = [];

  constructor(options: ScanOptions) {
    this.#options = options;
    this.#releases = new Releases(options);
    this.#found = new Found(options.limits.documentBytes);
    this.#objects = new Objects(this.#found, this.#texts, this.#releases, options);
    this.#kustomizations = new Kustomizations(options, (text) => parsedFor(options, text, 'all'));
  }

  problem(problem: Problem, families: ReadonlySet<Family> | null): void {
    this.#found.problem(problem, families);
  }

  template(text: Text, reason: string): void {
    const families = new Set(familiesIn(text.text));
    if (givesContext(text.text)) families.add('kubernetes');
    this.#found.skipped.push({ file: text.file, reason, families, template: true });
  }

  /** A file of which nothing is known but its name. */
  skip(file: string, reason: string): void {
    this.#found.skipped.push({ file, reason, families: null });
  }

  /** A file without BGP that holds something else of which only plans are read: no gap in what the families say. */
  foreign(file: string, reason: string): void {
    this.#unread.push({ file, reason, families: new Set() });
  }

  /** A file with BGP peers in a form of others, which may give context all the same: no gap in what the families say. */
  unread(file: string, form: string): void {
    this.#unread.push({ file, reason: `${unreadReason}${form}`, families: new Set() });
  }

  /** A file that holds something to check; where `otherwise` says what else it may be, it may hold what is no YAML or JSON. */
  subject(text: Text, otherwise?: string): void {
    if (text.kind === 'text') {
      readText(text, this.#found, this.#texts, this.#options);
      return;
    }
    const parsed = parsedFor(this.#options, text, 'subject', text.kind === 'json' ? undefined : needleIn(text.text));
    if (parsed.template !== undefined) {
      const isWhole = parsed.documents.length + parsed.problems.length === 0;
      this.template(text, `${isWhole ? '' : 'in part '}a ${parsed.template}: render it first, and check the result`);
      if (isWhole) return;
    }
    this.#texts.set(text);
    for (const problem of parsed.problems) {
      if (isReadAnyway(problem)) this.#found.problems.push(problem);
      else if (otherwise !== undefined && problem.kind !== 'LimitExceeded') this.template(text, otherwise);
      else this.problem(problem, familiesIn(text.text));
    }
    this.#texts.wereRead(text, parsed.documents);
    for (const document of parsed.documents) this.#classify(document, text);
  }

  #classify(document: Document, text: Text): void {
    const { kind } = text;
    this.#texts.note(document);
    this.#kustomizations.deliver(text, document);
    const plan =
      kind === 'json'
        ? classifyPlan(document, this.#found.resources.length, { nodes: this.#options.nodes })
        : undefined;
    if (plan === undefined && kind === 'json' && readPrinted(document, text, this.#found)) return;
    if (plan === undefined) {
      const reason = kind === 'json' ? noPlanReason(document.value) : undefined;
      if (reason === undefined) this.#objects.read(document);
      else this.#found.unchecked(document.source, reason);
      return;
    }
    this.#plans.push(document);
    for (const resource of plan.resources) this.#found.resources.push(resource);
    this.#objects.readPlan(document);
    for (const reason of plan.unjudged) this.#found.unchecked(document.source, reason);
    for (const entry of plan.matched) this.#matched.add(entry);
    for (const problem of plan.problems) this.problem(problem, new Set(['terraform']));
  }

  /** A file that may hold kinds that only give context, or a kustomization. False where it says nothing. */
  context(files: FileSystem, file: string, path: string, kind: 'yaml' | 'json'): boolean {
    const kept = this.#texts.texts.get(file);
    if (kept !== undefined) {
      return this.contextText(kept);
    }
    const got = load(files, file, path, this.#options.limits.yamlBytes);
    if ('problem' in got) {
      this.#found.skipped.push({ file, reason: 'it can no longer be read', families: new Set(['kubernetes']) });
      return true;
    }
    try {
      return this.contextText({ file, text: textOf(got.bytes), kind });
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      this.#found.skipped.push({ file, reason: error.message, families: new Set(['kubernetes']) });
      return true;
    }
  }

  /** A file of which only one thing is asked: whether there are rules of Prometheus. The first document with some tells it. */
  rules(files: FileSystem, file: string, path: string): void {
    const text = this.#textOf(files, { file, path, kind: 'yaml' });
    if (text === undefined) return;
    let isFound = false;
    const parsed = parsedFor(this.#options, text, 'rules', undefined, (part) => {
      if (isFound || !holdsRules(part)) return false;
      isFound = true;
      return true;
    });
    for (const document of parsed.documents) {
      const resources = objectsOf(this.#options, document);
      this.#found.keep(resources.filter(({ family }) => family === 'monitoring'));
      this.#texts.addWith(text, document);
    }
  }

  contextText(text: Text): boolean {
    if (text.kind === 'text') return false;
    // What holds a needle of the first pass was read there.
    if (text.kind === 'json' && this.#texts.texts.has(text.file)) return false;
    const isFile = isChartFile(text.file) && speaksOfCharts(text.text);
    if (!isFile && !givesContext(text.text)) return false;
    const subject = needleIn(text.text);
    const needle = isFile ? undefined : contextNeedle;
    const parsed = parsedFor(
      this.#options,
      text,
      'context',
      needle,
      (part) => !subject.test(part) && (isFile || givesContext(part)),
    );
    const faults = parsed.problems.filter((problem) => !isReadAnyway(problem));
    let says = isFile || faults.length > 0 || parsed.template !== undefined;
    if (faults.length > 0 || parsed.template !== undefined) {
      const reason = parsed.template ?? 'a part of it cannot be parsed';
      if (!this.#texts.texts.has(text.file))
        this.#found.skipped.push({ file: text.file, reason, families: new Set(['kubernetes']) });
    }
    for (const document of this.#texts.unread(parsed.documents)) {
      const resources = objectsOf(this.#options, document);
      this.#found.keep(resources.filter(({ gvk }) => familyOf(gvk.group, gvk.kind)?.context));
      const held = this.#objects.held(document).size;
      const made = this.#releases.of(document);
      this.#found.keepMade(made);
      const isBuild = this.#kustomizations.deliver(text, document);
      if (resources.length + made.length + held === 0 && !isFile && !isBuild) continue;
      this.#texts.addWith(text, document);
      says = true;
    }
    return says;
  }

  /** What files of values say: once all files were read. */
  settleValues(): void {
    this.#objects.settle();
    for (const { text, document } of this.#kustomizations.documents) {
      const made = this.#releases.of(document, { asKustomization: true });
      if (made.length > 0) this.#texts.addWith(text, document);
      this.#found.keepMade(made);
    }
    this.#found.keepMade(this.#releases.settle());
    this.#found.resources = [...withoutOverrides(this.#found.resources)];
  }

  /** Reads a kustomization. Answers the paths that it names. */
  kustomization(files: FileSystem, file: NamedFile): readonly string[] {
    const text = this.#textOf(files, file);
    return text === undefined ? [] : this.#kustomizations.read(text);
  }

  get isAboutBgp(): boolean {
    return this.#found.resources.length > 0 || this.#kustomizations.changesKinds;
  }

  /** What kustomizations generate and patch: once all files were read, and if the scan is about BGP. */
  kustomize(files: FileSystem, candidates: readonly NamedFile[]): void {
    for (const left of this.#kustomizations.unreadable)
      if (!this.#texts.texts.has(left.file)) this.#found.skipped.push(left);
    for (const { text, document, resources } of this.#kustomizations.generated()) {
      this.#texts.addWith(text, document);
      this.#found.keep(resources);
    }
    const settled = this.#kustomizations.settle(this.#found.resources, candidates, (named) =>
      this.#textOf(files, named),
    );
    this.#found.resources = [...settled.resources];
    for (const { text, document, resources } of settled.made) {
      this.#texts.addWith(text, document);
      this.#found.keep(resources);
    }
    for (const unbuilt of settled.unbuilt) this.#found.skipped.push(unbuilt);
    this.#patched = settled.patched;
    this.#extended = settled.extended;
    this.#deleted = settled.deleted;
    this.#leftOut();
  }

  /** Files beside a kustomization that lists others: no gap, since they are not applied with these. */
  #leftOut(): void {
    const subjects = this.#found.resources.filter(
      ({ family, partial }) => !partial && isOfApi(family) && family !== 'kubernetes',
    );
    const files = new Set(subjects.map(({ document }) => document.source.file));
    this.#unlisted = [...files].filter((file) => this.#listing.isLeftOut(file));
  }

  /** What kustomizations list: they do so of files that they build, and a plan is none. */
  get #listing(): Listing {
    const { listing } = this.#kustomizations;
    const plans = new Set(this.#plans.map(({ source }) => source.file));
    return {
      by: (file) => listing.by(file),
      isLeftOut: (file) => !plans.has(file) && listing.isLeftOut(file),
    };
  }

  #textOf(files: FileSystem, named: NamedFile): Text | undefined {
    return this.#texts.textOf(files, named, this.#options.limits.yamlBytes);
  }

  /** The files that were left unchecked as a whole. */
  skippedFiles(): readonly string[] {
    return this.#found.skipped.map(({ file }) => file).filter((file) => !this.#texts.texts.has(file));
  }

  /** The files that hold something to check, or of which something is said. */
  told(): ReadonlySet<string> {
    const left = [...this.#found.skipped, ...this.#unread].map(({ file }) => file);
    return new Set([...this.#texts.texts.keys(), ...left]);
  }

  /** What the scan was, of all the files that it saw. */
  done(seen: readonly string[]): Scan {
    const skipped = [...this.#found.skipped, ...this.#unread];
    const left = new Set(skipped.map(({ file }) => file));
    const holding = new Set([
      ...this.#found.resources.map(({ document }) => document.source.file),
      ...this.#found.problems.filter(isReadAnyway).map(({ file }) => file),
    ]);
    const irrelevant = seen.filter((file) => !holding.has(file) && !left.has(file)).length;
    return {
      resources: this.#found.resources,
      problems: this.#found.problems,
      patched: this.#patched,
      extended: this.#extended,
      deleted: this.#deleted,
      listing: this.#listing,
      skipped,
      unlisted: this.#unlisted,
      texts: this.#texts.texts,
      lines: this.#texts.lines,
      comments: this.#texts.comments,
      matchedNodes: this.#matched,
      plans: this.#plans,
      files: { seen: seen.length, read: holding.size, irrelevant },
    };
  }
}
