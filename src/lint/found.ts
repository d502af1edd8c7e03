/** What a scan found so far, and what it left. */
import { familiesIn } from '../families/needles.ts';
import { isReadAnyway } from '../lib/problems.ts';
import type { Parsed, Problem, SourceFile, Span } from '../model/document.ts';
import type { Declaration, Family, Resource } from '../model/resource.ts';
import { firstLine } from '../parse/index.ts';
import type { Skipped } from './scan-result.ts';

export class Found {
  resources: Resource[] = [];
  readonly problems: Problem[] = [];
  readonly skipped: Skipped[] = [];
  readonly #documentBytes: number;
  readonly #unchecked = new Set<string>();

  /** @param documentBytes what is larger is no object */
  constructor(documentBytes: number) {
    this.#documentBytes = documentBytes;
  }

  problem(problem: Problem, families: ReadonlySet<Family> | null): void {
    this.problems.push(problem);
    this.skipped.push({ file: problem.file, reason: 'not checked, see the finding', families });
  }

  /** A text in which something of BGP is written in a way that only another program reads. Each reason is told once of a file. */
  unchecked({ file, text }: SourceFile, reason: string): void {
    const key = `${file}\0${reason}`;
    if (!this.#unchecked.has(key)) this.skipped.push({ file, reason, families: familiesIn(text) });
    this.#unchecked.add(key);
  }

  /** What parsing a text within a file's text left. */
  faults(file: string, { template, problems }: Parsed, families: ReadonlySet<Family>): void {
    if (template !== undefined) {
      const reason = `it contains a ${template}: render it first, and check the result`;
      this.skipped.push({ file, reason, families, template: true });
    }
    for (const problem of problems) {
      if (isReadAnyway(problem)) this.problems.push(problem);
      else this.problem(problem, families);
    }
  }

  /** Keeps the objects of one document, but those that are larger than any object can be. */
  keep(found: readonly Resource[], declaredBy?: Declaration): void {
    const [first] = found;
    if (first === undefined) return;
    const { document } = first;
    const { file, text } = document.source;
    const isLarge = document.span.end - document.span.start > this.#documentBytes;
    const spans = isLarge ? document.locate(found.map(({ base }) => ({ path: base, on: 'value' }))) : [];
    for (const [i, resource] of found.entries()) {
      const { start, end } = spans[i] ?? { start: 0, end: 0 };
      const id = this.resources.length;
      if (end - start > this.#documentBytes)
        this.problem(tooLarge(file, firstLine(text, start, end), this.#documentBytes, end - start), null);
      else this.resources.push(declaredBy === undefined ? { ...resource, id } : { ...resource, id, declaredBy });
    }
  }

  /** Keeps objects that stand in one another: each is bounded by what holds it. */
  keepMade(made: readonly Resource[], declaredBy?: Declaration): void {
    for (const resource of made) this.keep([resource], declaredBy);
  }
}

function tooLarge(file: string, mark: Span, bound: number, found: number): Problem {
  return { kind: 'LimitExceeded', file, mark, detail: { limit: 'document-bytes', bound, found } };
}
