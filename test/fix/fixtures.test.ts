/** Every fix of every fixture: fixed, the finding is gone, and nothing new came. */

import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { LintResult } from '../../src/lint/request.ts';
import type { Finding } from '../../src/model/finding.ts';
import { fixtures } from '../support/fixtures.ts';
import { run } from '../support/run.ts';

const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A copy of a fixture in a folder of its own. */
function copyOf(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'bgplint-'));
  made.push(folder);
  const target = statSync(path).isDirectory() ? folder : join(folder, basename(path));
  cpSync(path, target, { recursive: true });
  return target;
}

const open = ({ report }: LintResult) => report.findings.filter((finding) => finding.suppressed === null);

const plain = /^(?:[\w./:=,-]|(?<==)"\$\{BGP_PASSWORD:\?\}"$|"\$\{NAMESPACE:\?\}")+$|^&&$/;

const name = ({ rule, message }: Finding) => `${rule}: ${message}`;

/**
 * What comes to light when something is fixed: the rules could not see it before. By fixture; what is said of all of
 * them first.
 */
const toLight: { readonly [fixture: string]: readonly string[] } = {
  // The Secret that the fix names is for a person to make.
  '': ['calico/password-secret-not-found', 'metallb/password-secret-invalid'],
  // 64086.60801 is 4200000001, which an int32 does not hold.
  'calico/as-number-format bad-crd-dotted.yaml': ['calico/as-number-format'],
  // The tag has hidden a selector beside `node`.
  'calico/peer-conflicting-fields bad-old-calico': ['calico/peer-conflicting-fields'],
  'calico/selector-is-yaml-tag bad-of-one-node.yaml': ['calico/peer-conflicting-fields'],
  // With a boolean that can be read it is known that the mesh is on.
  'input/smart-quote bad-example.yaml': ['calico/mesh-without-password'],
  'input/wrong-type bad-example.yaml': ['calico/mesh-without-password'],
  // An object of a kind that nobody knows is read by no rule.
  'input/unknown-api-version bad-antrea-kind.yaml': ['input/missing-field'],
  'input/unknown-api-version bad-calico-kind.yaml': ['calico/peer-without-password'],
  'input/unknown-api-version bad-cilium-kind.yaml': ['input/invalid-value'],
  // Native mode refuses what the older version drops.
  'input/unknown-field bad-metallb-v1beta1-native.yaml': [
    'metallb/graceful-restart-needs-frr',
    'metallb/native-mode-field',
    'metallb/peer-without-password',
  ],
  // One finding a folder: the fix moves its object, and the next one is told.
  'metallb/deprecated-api bad-native': ['metallb/deprecated-api'],
  // In the newer version the same is said in other words.
  ...Object.fromEntries(
    [
      'input/unknown-field bad-metallb-version.yaml',
      'metallb/deprecated-api bad-example.yaml',
      'metallb/native-mode-field bad-v1beta1.yaml',
      'metallb/peer-without-graceful-restart bad-v1beta1.yaml',
      'metallb/peer-without-graceful-restart bad-v1beta1-field.yaml',
      'metallb/peer-without-password bad-v1beta1.yaml',
      'metallb/peer-without-password bad-v1beta1-secret.yaml',
      'metallb/plaintext-password bad-v1beta1.yaml',
    ].map((fixture) => [
      fixture,
      ['metallb/peer-without-graceful-restart', 'metallb/peer-without-password', 'metallb/plaintext-password'],
    ]),
  ),
  // Nobody judges an object that nothing takes.
  'input/unknown-api-version bad-metallb.yaml': [
    'metallb/peer-without-graceful-restart',
    'metallb/peer-without-password',
  ],
};

const planned = (
  await Promise.all(
    fixtures().map(async (fixture) => {
      const findings = open(await run(fixture.path)).filter((finding) => finding.fixable !== null);
      return findings.length > 0 ? [fixture] : [];
    }),
  )
).flat();

describe.each(planned)('$rule $name', (fixture) => {
  test.each([
    ['safe', (finding: Finding) => finding.fixable === 'safe'],
    ['all', () => true],
  ])('with %s fixes its findings are gone and nothing new came', async (_, chosen) => {
    const copy = copyOf(fixture.path);
    const folder = statSync(copy).isDirectory() ? copy : join(copy, '..');
    const before = await run(copy);
    const { files, applied, held } = before.fixes.combine(open(before).filter(chosen));
    // A fix for review steps back behind a safe one.
    expect(held.filter((finding) => finding.fixable === 'safe')).toEqual([]);
    for (const { file, after } of files) writeFileSync(join(folder, file), after);
    const after = open(await run(copy));
    expect(after.map(name).filter((found) => applied.map(name).includes(found))).toEqual([]);
    const fresh = after.filter((found) => !open(before).map(name).includes(name(found)));
    const expected = [...(toLight[''] ?? []), ...(toLight[`${fixture.rule} ${fixture.name}`] ?? [])];
    expect(fresh.filter(({ rule }) => !expected.includes(rule)).map(name)).toEqual([]);
  });

  test('a fix for review says what is left to do, and a safe one leaves nothing', async () => {
    const result = await run(fixture.path);
    const fixes = open(result).flatMap((finding) => result.fixes.of(finding) ?? []);
    expect(fixes.filter(({ safe, then }) => safe === (then !== undefined)).map(({ title }) => title)).toEqual([]);
    for (const { text, command } of fixes.flatMap(({ then }) => then ?? [])) {
      expect(text).not.toMatch(/<undefined>|\.$/);
      // Words that no shell takes for more than they are, and the variables that it is asked for.
      for (const word of command?.split(' ') ?? []) expect(word).toMatch(plain);
    }
  });

  test('each fix keeps every comment but those of lines that it removes', async () => {
    const result = await run(fixture.path);
    for (const finding of open(result)) {
      const fix = result.fixes.of(finding);
      for (const { file, span, text } of fix?.edits ?? []) {
        const source = result.scan.texts.get(file)?.text ?? '';
        const lost = /(?<=\s)#.*/.exec(source.slice(span.start, span.end));
        if (text !== '' && lost !== null) expect(text).toContain(lost[0]);
      }
    }
  });
});
