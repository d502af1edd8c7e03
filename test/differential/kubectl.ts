/** What kubectl reads in a text: by a small program of our own around its reader (test/differential/kubectl). */
import { execFileSync } from 'node:child_process';
import { defaultLimits } from '../../src/lib/limits.ts';
import type { Json } from '../../src/model/document.ts';
import { parseYaml } from '../../src/parse/index.ts';

/** The program: where it is is said by the environment. */
export const kubectl = process.env['BGPLINT_KUBECTL_YAML'];

/** The documents of a text up to the first that is refused; those that are null count for neither reader. */
export interface Reading {
  readonly documents: readonly Json[];
  readonly error?: string;
  /** Where our fault stands. */
  readonly at?: number;
}

const atOnce = 5000;

/** One reading a text. */
export function readings(texts: readonly string[]): Reading[] {
  const said: Reading[] = [];
  for (let from = 0; from < texts.length; from += atOnce) {
    const input = texts
      .slice(from, from + atOnce)
      .map((text) => `${JSON.stringify(text)}\n`)
      .join('');
    const out = execFileSync(String(kubectl), { input, maxBuffer: 1 << 29 }).toString();
    for (const line of out.split('\n')) if (line !== '') said.push(JSON.parse(line));
  }
  return said;
}

/** The same by bgplint. */
export function ownReading(text: string): Reading {
  const { documents, problems, template } = parseYaml(
    { file: 'a.yaml', text },
    { limits: defaultLimits, wants: () => true },
  );
  const fault = problems.find(({ kind }) => kind !== 'DuplicateKey');
  const at = fault?.mark?.start ?? Number.POSITIVE_INFINITY;
  const before = documents.filter(({ span }) => span.start < at).map(({ value }) => value);
  const read = before.filter((value) => value !== null);
  if (template !== undefined) return { documents: read, error: `a ${template}` };
  return { documents: read, ...(fault && { error: String(fault.detail['reason'] ?? fault.kind), at }) };
}
