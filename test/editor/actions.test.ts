import { describe, expect, test } from 'vitest';
import {
  type Action,
  actionsFor,
  fixAllIn,
  markIn,
  type Range,
  reasonMark,
  withReason,
} from '../../src/editor/index.ts';
import { scanned } from '../support/scan.ts';
import { edited } from './edited.ts';
import { type Files, known, on } from './known.ts';

const peer = (name: string, as: string) =>
  `apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata:\n  name: ${name}\nspec:\n  peerIP: 192.0.2.1\n  asNumber: ${as}\n  nodeSelector: rack == 'a'\n`;

const whole: Range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };

const titles = (actions: readonly Action[], kind?: Action['kind']) =>
  actions.filter((action) => kind === undefined || action.kind === kind).map(({ title }) => title);

describe('fixes', () => {
  const text = peer('tor', '"64600"').replace('projectcalico.org/v3', 'crd.projectcalico.org/v1');

  test('are offered at the place of the finding, and make it go', async () => {
    const files = { 'a.yaml': text };
    const at = on(text, '"64600"');
    const [fix] = actionsFor(await known(files), 'a.yaml', { start: at, end: at });
    expect([fix?.kind, fix?.title]).toEqual(['fix', 'Fix: set asNumber to 64600']);
    const fixed = edited(files, fix ?? { edits: [] });
    expect(fixed['a.yaml']).toContain('asNumber: 64600\n');
    const { report } = await scanned(fixed);
    expect(report.findings.map(({ rule }) => rule)).not.toContain('calico/as-number-format');
  });

  test('are not offered elsewhere', async () => {
    const at = on(text, 'kind');
    expect(titles(actionsFor(await known({ 'a.yaml': text }), 'a.yaml', { start: at, end: at }), 'fix')).toEqual([]);
  });

  test('for a person to look at say so, and what is left to do', async () => {
    const fixture = peer('tor', '64600').replace('192.0.2.1', '192.0.2.1/24');
    const actions = actionsFor(await known({ 'a.yaml': fixture }), 'a.yaml', whole);
    for (const action of actions.filter(({ kind }) => kind === 'fix-review'))
      expect(action.title).toMatch(/^Fix, for review: /);
    expect(actions.some(({ kind }) => kind === 'fix-review')).toBe(true);
  });

  test('of a file all at once, and of one rule', async () => {
    const files: Files = {
      'a.yaml': `${text}---\n${text.replace('name: tor', 'name: tor-2').replace('192.0.2.1', '192.0.2.2')}`,
    };
    const knowledge = await known(files);
    const actions = actionsFor(knowledge, 'a.yaml', whole);
    expect(titles(actions, 'fix-all')[0]).toBe('Apply all safe fixes of calico/as-number-format in this file');
    const all = fixAllIn(knowledge, 'a.yaml');
    expect(all?.findings).toHaveLength(2);
    expect(edited(files, all ?? { edits: [] })['a.yaml']).not.toContain('"64600"');
  });

  test('are asked for again and again', async () => {
    const knowledge = await known({
      'a.yaml': `${text}---\n${text.replace('name: tor', 'name: tor-2').replace('192.0.2.1', '192.0.2.2')}# ${'x'.repeat(200_000)}\n`,
    });
    const first = titles(actionsFor(knowledge, 'a.yaml', whole));
    for (let i = 0; i < 200; i++) actionsFor(knowledge, 'a.yaml', whole);
    expect(titles(actionsFor(knowledge, 'a.yaml', whole))).toEqual(first);
  });

  test('of a file that was edited since are not offered', async () => {
    const knowledge = await known({ 'a.yaml': text }, { 'a.yaml': `# x\n${text}` });
    expect(actionsFor(knowledge, 'a.yaml', whole)).toEqual([]);
    expect(fixAllIn(knowledge, 'a.yaml')).toBeUndefined();
  });
});

describe('suppressions', () => {
  const text = peer('tor', '64600').replace('192.0.2.1', '192.0.2.1/24');

  const suppress = async (files: Files, file = 'a.yaml') =>
    actionsFor(await known(files), file, whole).filter(
      ({ kind, findings }) => kind === 'suppress' && findings[0]?.rule === 'calico/peer-address-invalid',
    );

  test('are a comment in the indentation of the line, and a waiver where there is a config', async () => {
    const [comment, waiver] = await suppress({ 'bgplint.yaml': 'complete: true\n', 'a.yaml': text });
    expect(comment?.title).toBe('Suppress calico/peer-address-invalid here, with a reason');
    expect(comment?.edits[0]?.text).toBe('  # bgplint-ignore calico/peer-address-invalid -- ...\n');
    expect(waiver?.title).toBe('Waive calico/peer-address-invalid in bgplint.yaml, with a reason');
    expect(waiver?.edits[0]?.text).toBe(
      'waivers:\n- rule: calico/peer-address-invalid\n  paths: ["a.yaml"]\n  resource: "BGPPeer/tor"\n  reason: "..."\n',
    );
  });

  test('without a reason have no effect, and that is said', async () => {
    const files = { 'a.yaml': text };
    const [comment] = await suppress(files);
    const { report } = await scanned(edited(files, comment ?? { edits: [] }));
    const found = report.findings.map(({ rule, suppressed }) => `${rule} ${suppressed?.by}`);
    expect(found).toContain('calico/peer-address-invalid undefined');
    expect(found).toContain('input/suppression-without-reason undefined');
  });

  test('take a reason, as one line and no more', async () => {
    const [comment, waiver] = await suppress({ 'bgplint.yaml': '', 'a.yaml': text });
    if (comment === undefined || waiver === undefined) throw new Error('both are offered');
    expect(withReason(comment, ' a\nkind: Secret\u202e ')?.edits[0]?.text).toBe(
      '  # bgplint-ignore calico/peer-address-invalid -- a kind: Secret\n',
    );
    expect(withReason(waiver, 'a "b"\n\\')?.edits[0]?.text).toMatch(/ {2}reason: "a \\"b\\" \\\\"\n$/);
    expect(withReason(comment, 'x')?.needsReason).toBeUndefined();
    for (const none of ['', '  ', '...', '\u200b']) expect(withReason(comment, none)).toBeUndefined();
  });

  test('say where the reason goes', async () => {
    const [comment] = await suppress({ 'a.yaml': text });
    const edit = comment?.edits[0]?.text ?? '';
    const { start, end } = markIn(edit) ?? { start: 0, end: 0 };
    expect(edit.slice(start, end)).toBe(reasonMark);
  });

  test('of JSON are a waiver alone', async () => {
    const json = JSON.stringify({
      apiVersion: 'projectcalico.org/v3',
      kind: 'BGPPeer',
      metadata: { name: 'tor' },
      spec: { peerIP: '192.0.2.1/24', asNumber: 64600 },
    });
    expect(
      (await suppress({ 'bgplint.yaml': '', 'a.json': json }, 'a.json')).map(({ edits }) => edits[0]?.file),
    ).toEqual(['bgplint.yaml']);
    expect(await suppress({ 'a.json': json }, 'a.json')).toEqual([]);
  });

  test('keep the line ends of the file', async () => {
    const [comment] = await suppress({ 'a.yaml': text.replaceAll('\n', '\r\n') });
    expect(comment?.edits[0]?.text.endsWith('-- ...\r\n')).toBe(true);
  });

  test('are no comment where a line of text goes on', async () => {
    const folded = text.replace('  peerIP: 192.0.2.1/24', '  peerIP: >-\n    192.0.2.1/24');
    for (const { edits } of await suppress({ 'a.yaml': folded })) expect(edits[0]?.range.start.line).toBe(5);
  });

  test('stand in YAML within a text', async () => {
    const config = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config\n  namespace: metallb-system\ndata:\n  config: |\n    peers:\n    - peer-address: 10.0.0.1\n      peer-asn: 0\n      my-asn: 64500\n`;
    const files: Files = { 'a.yaml': config };
    const knowledge = await known(files);
    const inside = knowledge.result.report.findings.find(({ range }) => (range?.startLine ?? 0) > 7);
    if (inside === undefined) throw new Error('something is wrong in the text');
    const offered = actionsFor(knowledge, 'a.yaml', whole).find(
      ({ kind, findings }) => kind === 'suppress' && findings[0] === inside,
    );
    const action = offered && withReason(offered, 'old');
    const { report } = await scanned(edited(files, action ?? { edits: [] }));
    expect(
      report.findings.find(({ rule, suppressed }) => rule === inside.rule && suppressed !== null)?.suppressed?.reason,
    ).toBe('old');
  });
});

test('in a source of a plan a suppression is a comment there', async () => {
  const block = { mode: 'managed', type: 'aws_security_group', name: 'nodes', address: 'aws_security_group.nodes' };
  const world = { from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: ['0.0.0.0/0'], self: false };
  const plan = JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.8',
    resource_changes: [
      {
        ...block,
        provider_name: 'registry.terraform.io/hashicorp/aws',
        change: {
          actions: ['create'],
          before: null,
          after: { ingress: [world], egress: [] },
          after_unknown: { id: true },
        },
      },
    ],
    configuration: { root_module: { resources: [block] } },
  });
  const source = `resource "aws_security_group" "nodes" {\n  ingress {\n    protocol    = "-1"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n`;
  const files: Files = { 'plan.json': plan, 'main.tf': source };
  const rule = 'terraform/all-ports-open-to-world';
  const action = actionsFor(await known(files), 'main.tf', whole).find(
    ({ kind, findings }) => kind === 'suppress' && findings[0]?.rule === rule,
  );
  expect(action?.edits[0]?.text).toMatch(/^ *# bgplint-ignore terraform\/all-ports-open-to-world -- \.\.\.\n$/);
  const { report } = await scanned(edited(files, (action && withReason(action, 'a lab')) ?? { edits: [] }));
  expect(report.findings.find((found) => found.rule === rule)?.suppressed?.reason).toBe('a lab');
});

describe('a waiver', () => {
  const text = peer('tor', '64600').replace('192.0.2.1', '192.0.2.1/24');
  const waived = async (config: string, file = 'a.yaml') => {
    const files: Files = { 'bgplint.yaml': config, [file]: text };
    const action = actionsFor(await known(files), file, whole).find(({ edits }) => edits[0]?.file === 'bgplint.yaml');
    if (action === undefined) return undefined;
    const after = edited(files, withReason(action, 'the lab') ?? action);
    const { report } = await scanned(after);
    return report.findings.filter(({ suppressed }) => suppressed?.by === 'waiver').length > 0
      ? after['bgplint.yaml']
      : 'no effect';
  };

  test.each([
    ['empty', ''],
    ['without a line end', 'complete: true'],
    ['with a list', 'waivers:\n  - rule: calico/next-hop\n    paths: ["x"]\n    reason: old\n# end\n'],
    [
      'with a list as far left as its key',
      'waivers:\n- rule: calico/next-hop\n  paths: ["x"]\n  reason: old\ncomplete: true\n',
    ],
    ['with comments', '# a\ncomplete: true # b\n# c\n'],
    ['with a marker', '---\ncomplete: true\n'],
    ['with CRLF', 'complete: true\r\n'],
  ])('is put into a config %s', async (_, config) => {
    const after = await waived(config);
    expect(after).toContain('the lab');
    for (const line of config.split(/\r?\n/)) expect(after).toContain(line);
  });

  test('means a file whose name has signs of a glob', async () => {
    expect(await waived('', 'a[1]*{b}.yaml')).toContain('the lab');
  });

  test.each([
    ['in brackets', '{complete: true}\n'],
    ['with a list in brackets', 'waivers: [{rule: calico/next-hop, paths: [x], reason: old}]\n'],
  ])('is not put into a config %s', async (_, config) => {
    expect(await waived(config)).toBeUndefined();
  });
});
