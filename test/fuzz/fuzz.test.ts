import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ordered } from '../../src/evaluate/index.ts';
import { defaultLimits } from '../../src/lib/limits.ts';
import type { JsonObject } from '../../src/model/document.ts';
import type { Policy, RawFinding } from '../../src/model/rule.ts';
import { readAny } from '../../src/parse/yaml/any-document.ts';
import { readFast } from '../../src/parse/yaml/fast.ts';
import { split } from '../../src/parse/yaml/split.ts';
import { policy, root } from '../support/run.ts';
import { scanned } from '../support/scan.ts';
import { checked, gist, type Project } from './checks.ts';
import { asYaml, type Hand, hand, named, object } from './objects.ts';
import { settings } from './settings.ts';
import { damaged, nearlyJson, nearlyYaml } from './texts.ts';

const yamlText = fc.tuple(object, hand).map(([value, written]) => asYaml(value, written));

const jsonText = object.map((value) => JSON.stringify(value));

describe('nothing that is read breaks a run, and what it reports stands where it says', () => {
  test.each<[string, string, fc.Arbitrary<string>, number]>([
    ['text that is nearly YAML', 'a.yaml', nearlyYaml, 300],
    ['text that is nearly JSON', 'a.json', nearlyJson, 200],
    ['objects as YAML', 'a.yaml', yamlText, 200],
    ['objects as JSON', 'a.json', jsonText, 100],
    ['objects as YAML, damaged', 'a.yaml', damaged(yamlText), 400],
    ['objects as JSON, damaged', 'a.json', damaged(jsonText), 200],
    ['any text under any name', 'a', fc.oneof(nearlyYaml, nearlyJson, damaged(yamlText)), 100],
  ])('%s', async (_, file, texts, count) => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        await checked({ [file]: text, 'good.yaml': good });
      }),
      settings(count),
    );
  });

  test('whole projects, with a config, patches and suppressions', async () => {
    const file = fc.constantFrom(
      'a.yaml',
      'b/c.yaml',
      'b/kustomization.yaml',
      'overlays/eu/p.yaml',
      'd.json',
      'e.yaml.j2',
    );
    const projects = fc.dictionary(file, fc.oneof(damaged(yamlText), nearlyYaml, jsonText), { maxKeys: 5 });
    await fc.assert(
      fc.asyncProperty(projects, async (project) => {
        await checked({ ...project, 'good.yaml': good });
      }),
      settings(150),
    );
  });
});

/** A peer without a fault beside whatever is read: what is wrong elsewhere is not its. */
const good = asYaml(
  {
    apiVersion: 'metallb.io/v1beta2',
    kind: 'BGPPeer',
    metadata: { name: 'good', namespace: 'metallb-system' },
    spec: { peerAddress: '192.0.2.9', passwordSecret: { name: 'bgp' }, enableGracefulRestart: true },
  },
  [1],
);

test('the report is the same however files are ordered or split', async () => {
  const stream = fc.array(fc.tuple(object, hand), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(stream, fc.infiniteStream(fc.nat()), async (objects, chance) => {
      const texts = objects.map(([value, written]: [JsonObject, Hand], i) => asYaml(named(value, `x${i}`), written));
      const whole = gist(await scanned({ 'all.yaml': texts.join('---\n') }));
      const files: Project = Object.fromEntries(texts.map((text, i) => [`f${i}.yaml`, text]));
      expect(gist(await scanned(files))).toEqual(whole);
      const shuffled = Object.keys(files)
        .map((file) => ({ file, at: chance.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ file }) => file);
      expect(gist(await scanned(files, { paths: shuffled }))).toEqual(whole);
    }),
    settings(150),
  );
});

test('the short way through a document and the long one make the same of it', () => {
  fc.assert(
    fc.property(fc.oneof(nearlyYaml, yamlText, damaged(yamlText)), fc.nat({ max: 3 }), (text, offset) => {
      for (const slice of split(text, 0)) {
        const own = text.slice(slice.start, slice.end);
        const short = readFast(own, offset, defaultLimits);
        if (short === undefined) continue;
        const span = { start: offset, end: offset + own.length };
        const long = readAny({ text: own, written: own, offset, span, mask: undefined }, defaultLimits);
        expect([own, long.error?.detail]).toEqual([own, undefined]);
        expect({ root: short.root, duplicates: short.duplicates }).toEqual({
          root: long.root,
          duplicates: long.duplicates,
        });
      }
    }),
    settings(2000),
  );
});

const opa = process.env['BGPLINT_OPA'];

test.skipIf(opa === undefined)('both engines answer alike (set BGPLINT_OPA to OPA 1.22.0)', async () => {
  const seen: JsonObject[] = [];
  const through: Policy = {
    ...policy,
    evaluate(input) {
      seen.push(input);
      return policy.evaluate(input);
    },
  };
  const stream = fc.array(fc.tuple(object, hand), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        stream.map((all) => all.map(([o, h]) => asYaml(o, h)).join('---\n')),
        nearlyYaml,
      ),
      async (text) => {
        await scanned({ 'a.yaml': text }, { through });
      },
    ),
    settings(300),
  );
  expect(seen.length).toBeGreaterThan(100);
  // One process for many inputs: starting it takes longer than a hundred evaluations.
  for (let from = 0; from < seen.length; from += 500) {
    const inputs = seen.slice(from, from + 500);
    const query = '[answer | some one in input.inputs; answer := data.bgplint.report with input as one]';
    const args = ['eval', '--stdin-input', '--format', 'json', '--data', 'policies', query];
    const answer = execFileSync(String(opa), args, {
      cwd: root,
      input: JSON.stringify({ inputs }),
      maxBuffer: 1 << 28,
    });
    const reports: RawFinding[][] = JSON.parse(answer.toString()).result[0].expressions[0].value;
    for (const [i, input] of inputs.entries()) {
      expect(ordered(reports[i] ?? [])).toEqual(ordered(policy.evaluate(input)));
    }
  }
});
