/** Suppressions that an editor writes answer what they were offered for, in whatever a rule finds something. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Action, actionsFor, type Knowledge, rangeIn, withReason } from '../../src/editor/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { type Fixture, fixtures } from '../support/fixtures.ts';
import { policy } from '../support/run.ts';
import { edited } from './edited.ts';
import { type Files, known } from './known.ts';

/** One flagged fixture of each rule, as files; no suppression answers those about suppressions. */
const cases = policy.rules.flatMap((rule) => {
  if (/suppress|unknown-rule/.test(rule.id)) return [];
  const own = fixtures().filter((fixture) => fixture.rule === rule.id && fixture.bad);
  const [one] = [...own.filter(({ name }) => name.startsWith('bad-example')), ...own];
  return one === undefined ? [] : [{ id: rule.id, isEnforced: rule.enforced === true, files: filesIn(one) }];
});

function filesIn({ path, name }: Fixture): Files {
  if (!statSync(path).isDirectory()) return { [name]: readFileSync(path, 'utf8') };
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((one) =>
    statSync(join(path, one)).isFile(),
  );
  return Object.fromEntries(inside.map((one) => [one, readFileSync(join(path, one), 'utf8')]));
}

const offered = (knowledge: Knowledge, finding: Finding): readonly Action[] =>
  actionsFor(knowledge, finding.file, rangeIn(knowledge, finding)).filter(
    ({ kind, findings }) => kind === 'suppress' && findings[0] === finding,
  );

const reason = 'the lab has "none" of it: see #12';

/** Who answers the finding of a rule in a file once the edits are made. */
async function answers(files: Files, { rule, file }: Finding, action: Action) {
  const { result } = await known(edited(files, withReason(action, reason) ?? action));
  const same = result.report.findings.filter((found) => found.rule === rule && found.file === file);
  return same.flatMap(({ suppressed }) => (suppressed === null ? [] : [`${suppressed.by}: ${suppressed.reason}`]));
}

const without: string[] = [];

describe.each(cases.map((one, i) => ({ ...one, i })))('$id', ({ id, isEnforced, files, i }) => {
  test(isEnforced ? 'is not answered' : 'is answered by what is offered', async () => {
    const withConfig = { 'bgplint.yaml': '', ...files };
    const knowledge = await known(withConfig);
    const finding = knowledge.result.report.findings.find((found) => found.rule === id && found.suppressed === null);
    // Of rules that are off, or need more than a text.
    if (finding === undefined) return;
    const actions = offered(knowledge, finding);
    if (isEnforced) {
      expect(actions).toEqual([]);
      return;
    }
    const [comment, waiver] = actions.length > 1 ? actions : [undefined, actions[0]];
    if (comment === undefined) without.push(id);
    // The waiver is written in the same way whatever it waives.
    for (const [action, by] of [
      [comment, 'comment'],
      [waiver, 'waiver'],
    ] as const)
      if (action !== undefined && (by === 'comment' || i % 9 === 0))
        expect(await answers(withConfig, finding, action), JSON.stringify(action.edits)).toContain(`${by}: ${reason}`);
  });
});

test('a comment is offered but where none is possible', () => {
  // What cannot be parsed, and JSON: plans have their comments in Terraform's sources.
  const impossible = without.filter((id) => !id.startsWith('terraform/'));
  expect(impossible).toEqual(['input/json-syntax', 'input/yaml-syntax']);
});
