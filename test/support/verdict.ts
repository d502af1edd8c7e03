/** What is wrong with the findings of a fixture, a sentence each: whoever writes a rule reads them. */
import type { Finding } from '../../src/model/finding.ts';
import type { Fixture } from './fixtures.ts';

type Judged = Pick<Finding, 'rule' | 'file' | 'message' | 'level' | 'suppressed'> & {
  readonly range: { readonly startLine: number; readonly startColumn: number } | null;
};

/** Sentences; none where the fixture is flagged where it says, and nothing else is wrong. */
export function verdict(fixture: Pick<Fixture, 'rule' | 'bad' | 'expected'>, all: readonly Judged[]): string[] {
  const { rule, bad, expected } = fixture;
  const own = all.filter((finding) => finding.rule === rule && finding.suppressed === null);
  const left = [...expected];
  const unexpected = own.filter((finding) => {
    const at = left.indexOf(placeOf(finding, expected));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...(bad && expected.length === 0
      ? [`the fixture expects nothing: end the wrong line with \`# expect: ${rule}\``]
      : []),
    ...left.map(
      (place) => `no finding where the fixture expects one, at ${place}: is a condition false? a field misspelt?`,
    ),
    ...unexpected.map(
      (finding) => `a finding at ${placeOf(finding, expected)}, where the fixture expects none: ${finding.message}`,
    ),
    // What a template string could not fill in: a value that is not there, or a function that says nothing of it.
    ...all
      .filter((finding) => JSON.stringify(finding).includes('<undefined>'))
      .map((finding) => `${finding.rule} speaks of a value that is not there: ${finding.message}`),
    ...all
      .filter((finding) => !bad && finding.level === 'error' && finding.suppressed === null && finding.rule !== rule)
      .map((finding) => `an ok fixture has an error of ${finding.rule} at ${placeOf(finding, [])}: ${finding.message}`),
  ];
}

/** As precise as the fixture's own expectation. */
function placeOf({ file, range }: Judged, expected: readonly string[]): string {
  if (range === null) return `${file}:-`;
  const line = `${file}:${range.startLine}`;
  const exact = `${line}:${range.startColumn}`;
  return expected.includes(exact) || !expected.includes(line) ? exact : line;
}

/** A sentence about each comment of a text that means to expect something and does not. */
export function misspelt(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, i) => {
    const [comment] = /#\s*expect.*/i.exec(line) ?? [];
    return comment === undefined || /# expect: [a-z0-9-]+\/[a-z0-9-]+\s*$/.test(comment)
      ? []
      : [`${file}:${i + 1}: \`${comment}\` expects nothing: it is \`# expect: <family>/<fault>\`, and ends the line`];
  });
}
