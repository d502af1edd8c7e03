import { defaultLimits, type Limits } from '../../src/lib/limits.ts';
import type { Document, Json, On, Parsed, Path, Problem } from '../../src/model/document.ts';
import { parseJson, parseYaml } from '../../src/parse/index.ts';

interface Options {
  readonly limits?: Partial<Limits>;
  wants?(text: string): boolean;
}

export function yaml(text: string, { limits, wants = () => true }: Options = {}): Parsed {
  return parseYaml({ file: 'a.yaml', text }, { limits: { ...defaultLimits, ...limits }, wants });
}

export function json(text: string, { limits, wants = () => true }: Options = {}): Parsed {
  return parseJson({ file: 'a.json', text }, { limits: { ...defaultLimits, ...limits }, wants });
}

export function problemsOf(text: string): readonly Problem[] {
  return yaml(text).problems;
}

/** The value of the first document; null if there is none, as kubectl has it. */
export function valueIn(text: string): Json {
  return yaml(text).documents[0]?.value ?? null;
}

export function only(parsed: Parsed): Document {
  const [document] = parsed.documents;
  if (!document || parsed.documents.length !== 1)
    throw new Error(`not one document: ${JSON.stringify(parsed.problems)}`);
  return document;
}

/** The text at a path; undefined if the path is not there. */
export function textAt(document: Document, path: Path, on: On): string | undefined {
  const [span] = document.locate([{ path, on }]);
  return span && document.source.text.slice(span.start, span.end);
}

/** The text that a problem marks. */
export function marked(text: string, problem: Problem | undefined): string | undefined {
  return problem?.mark ? text.slice(problem.mark.start, problem.mark.end) : undefined;
}
