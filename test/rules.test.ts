import { describe, expect, test } from 'vitest';
import type { Finding } from '../src/model/finding.ts';
import { type Fixture, fixtures } from './support/fixtures.ts';
import { run } from './support/run.ts';

describe.each(fixtures())('$rule $name', (fixture) => {
  test(fixture.bad ? 'is flagged where it says' : 'is silent', async () => {
    const { report } = await run(fixture.path);
    const own = report.findings.filter((finding) => finding.rule === fixture.rule && finding.suppressed === null);
    expect(own.map((finding) => placeOf(finding, fixture)).sort()).toEqual([...fixture.expected].sort());
    if (fixture.bad) expect(own).not.toEqual([]);
    // What a template string could not fill in: a value that is not there, or a function that says nothing of it.
    expect(report.findings.filter((finding) => JSON.stringify(finding).includes('<undefined>'))).toEqual([]);
    if (!fixture.bad) {
      const errors = report.findings.filter((finding) => finding.level === 'error' && finding.suppressed === null);
      expect(errors.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([]);
    }
  });
});

/** As precise as the fixture's own expectation. */
function placeOf({ file, range }: Finding, { expected }: Fixture): string {
  if (range === null) return `${file}:-`;
  const line = `${file}:${range.startLine}`;
  const exact = `${line}:${range.startColumn}`;
  return expected.includes(exact) || !expected.includes(line) ? exact : line;
}
