import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fixtures } from './support/fixtures.ts';
import { run } from './support/run.ts';
import { misspelt, verdict } from './support/verdict.ts';

describe.each(fixtures())('$rule $name', (fixture) => {
  test(fixture.bad ? 'is flagged where it says' : 'is silent', async () => {
    const { report } = await run(fixture.path);
    const wrong = [...comments(fixture.path), ...verdict(fixture, report.findings)];
    if (wrong.length > 0) expect.fail(wrong.join('\n'));
  });
});

/** What is misspelt in the comments of a fixture's YAML. */
function comments(path: string): string[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((file) => `${path}/${file}`)
    : [path];
  return files
    .filter((file) => /\.ya?ml$/.test(file) && statSync(file).isFile())
    .flatMap((file) => misspelt(file.slice(path.lastIndexOf('/') + 1), readFileSync(file, 'utf8')));
}
