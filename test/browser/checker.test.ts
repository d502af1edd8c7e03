import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Checker } from '../../src/browser/checker.ts';
import type { RuleExample, SandboxFile } from '../../src/browser/protocol.ts';
import { policy, root, run, schemas } from '../support/run.ts';

const pages = JSON.parse(readFileSync(join(root, 'dist', 'pages.json'), 'utf8')) as { [id: string]: RuleExample };
const checker = () => new Checker({ policy, schemas, texts: { pages }, today: () => '2026-11-21' });

function filesIn(folder: string): SandboxFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((path) => ({ name: path.slice(folder.length + 1).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));
}

const peer = `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata:
  name: leaf-1
spec:
  peerIP: 192.0.2.1
  asNumber: 64512
  nodeSelector: rack == 'a'
  keepOriginalNextHop: true
  nextHopMode: Keep
`;
const secret = `apiVersion: v1
kind: Secret
metadata:
  name: bgp
stringData:
  leaf-1: hunter2hunter2
`;

describe('the checker of the sandbox', () => {
  test.each(['broken', 'fixed'])('finds in examples/%s what the command finds, fingerprints included', async (name) => {
    const folder = join(root, 'examples', name);
    const { report } = await run(folder);
    const { findings } = await checker().check(1, { files: filesIn(folder) });
    const plain = findings.map(({ title: _, why: __, remedy: ___, fix: ____, freezes: _____, ...finding }) => finding);
    expect(plain).toEqual(report.findings);
    if (name === 'broken') expect(plain.length).toBeGreaterThan(10);
  });

  test('says of each finding why it is one and what to do', async () => {
    const { findings } = await checker().check(1, { files: filesIn(join(root, 'examples', 'broken')) });
    for (const { title, why, remedy } of findings) for (const text of [title, why, remedy]) expect(text).not.toBe('');
  });

  test('reads a file by what it holds, whatever its name is', async () => {
    const { findings } = await checker().check(1, {
      files: [{ name: 'pasted', text: peer.replace('64512', '4294967296') }],
    });
    expect(findings.map(({ file }) => file)).toContain('pasted');
  });

  test('has nothing to say of no files', async () => {
    const { findings, ledger } = await checker().check(1, { files: [] });
    expect([findings, ledger.files.read]).toEqual([[], 0]);
  });

  test('checks files again as they change, come and go', async () => {
    const one = checker();
    const count = async (id: number, files: SandboxFile[]) => (await one.check(id, { files })).findings.length;
    const a = { name: 'a.yaml', text: peer };
    const clean = { name: 'a.yaml', text: 'a: 1\n' };
    const before = await count(1, [a]);
    expect(before).toBeGreaterThan(0);
    expect(await count(2, [clean])).toBe(0);
    expect(await count(3, [clean, { name: 'b.yaml', text: peer }])).toBe(before);
    expect(await count(4, [a])).toBe(before);
  });

  test('applies bgplint.yaml, and says where it cannot be used', async () => {
    const one = checker();
    const files = (config: string) => [
      { name: 'a.yaml', text: peer },
      { name: 'bgplint.yaml', text: config },
    ];
    const rules = async (id: number, config: string) => {
      const { findings, refusal } = await one.check(id, { files: files(config) });
      return { rules: findings.map(({ rule }) => rule), refusal };
    };
    const without = await rules(1, '');
    expect(without.rules).toContain('calico/peer-without-password');
    const off = await rules(2, 'rules: { calico/peer-without-password: off }\n');
    expect(off.rules).not.toContain('calico/peer-without-password');
    const text = 'rules: { calico/peer-without-pasword: off }\n';
    const wrong = await rules(3, text);
    expect(wrong.refusal?.message).toContain('bgplint.yaml:1:10');
    expect(wrong.refusal?.faults).toEqual([
      {
        file: 'bgplint.yaml',
        offset: text.indexOf('calico/'),
        message: expect.stringContaining('peer-without-password'),
      },
    ]);
  });

  test('lists the worst of very many findings, and says how many more there are', async () => {
    const many = Array.from({ length: 1500 }, (_, i) =>
      peer.replace('leaf-1', `leaf-${i}`).replace('  asNumber: 64512\n', ''),
    );
    const { findings, more } = await checker().check(1, { files: [{ name: 'a.yaml', text: many.join('---\n') }] });
    expect(findings.length).toBe(2000);
    expect(more).toBeGreaterThan(0);
    expect(new Set(findings.map(({ level }) => level))).toEqual(new Set(['error']));
  });

  test('ends a check by what its pause throws, and the next one is whole', async () => {
    const one = checker();
    const files = [{ name: 'a.yaml', text: peer }];
    const edited = [{ name: 'a.yaml', text: `${peer}\n` }];
    const { findings } = await one.check(1, { files });
    // At each pause of a check in turn, until there is none left.
    let ended = 0;
    for (;;) {
      let left = ended;
      const stopping = async () => {
        if (left-- === 0) throw new Error('a newer check');
      };
      const isWhole = await one.check(2, { files: edited }, stopping).then(
        () => true,
        () => false,
      );
      if (isWhole) break;
      ended++;
      expect(await one.about('map', { of: 2 })).toBeUndefined();
      expect((await one.check(3, { files })).findings).toEqual(findings);
    }
    expect(ended).toBeGreaterThan(findings.length);
  });

  describe('of a check that was answered', () => {
    const one = checker();
    beforeAll(() =>
      one.check(7, {
        files: [
          { name: 'a.yaml', text: peer },
          { name: 's.yaml', text: secret },
          { name: 'notes.txt', text: 'password hunter2' },
        ],
      }),
    );

    test('masks secrets, in files without findings as well', async () => {
      const { files = [] } = (await one.about('masked', { of: 7 })) ?? {};
      expect(files.map(({ secret: is }) => is)).toEqual([false, true, true]);
      for (const { text } of files) expect(text).not.toContain('hunter2');
      expect(files[1]?.text).toHaveLength(secret.length);
    });

    test('what is read of a masked text is what was read of it', async () => {
      const { files = [] } = (await one.about('masked', { of: 7 })) ?? {};
      const again = await checker().check(1, { files: files.map(({ name, text = '' }) => ({ name, text })) });
      const { findings } = await checker().check(1, {
        files: [
          { name: 'a.yaml', text: peer },
          { name: 's.yaml', text: secret },
        ],
      });
      expect(again.findings.map(({ rule }) => rule)).toEqual(findings.map(({ rule }) => rule));
      expect(again.ledger.resources).toEqual({ calico: 1, kubernetes: 1 });
    });

    test('nothing is called a secret only because no rule reads it', async () => {
      const other = checker();
      const plan = JSON.stringify({
        format_version: '1.2',
        resource_changes: [
          {
            address: 'aws_security_group.nodes',
            mode: 'managed',
            type: 'aws_security_group',
            name: 'nodes',
            provider_name: 'registry.terraform.io/hashicorp/aws',
            change: {
              actions: ['create'],
              before: null,
              after: { description: 'the nodes', ingress: [], name: 'nodes' },
            },
          },
        ],
      });
      const node = `apiVersion: v1
kind: Node
metadata: {name: node-1, annotations: {projectcalico.org/IPv4Address: 10.0.0.11/24}}
`;
      const files = [
        { name: 'plan.json', text: plan },
        { name: 'node.yaml', text: node },
        { name: 'data.yaml', text: node.replace('IPv4Address', 'xoxbA7b9K2') },
      ];
      await other.check(1, { files });
      const masked = await other.about('masked', { of: 1 });
      expect(
        masked?.files.map((file) => [file.secret, file.text === files.find(({ name }) => name === file.name)?.text]),
      ).toEqual([
        [false, true],
        [false, true],
        [true, false],
      ]);
    });

    test('draws the map', async () => {
      const map = await one.about('map', { of: 7 });
      expect(map?.svg).toMatch(/^<svg /);
      expect(map?.sessions[0]).toMatchObject({
        name: 'leaf-1',
        file: 'a.yaml',
        range: { startLine: expect.any(Number) },
      });
    });

    test('makes all safe fixes, and counts what is left', async () => {
      const files = filesIn(join(root, 'examples', 'broken'));
      const other = checker();
      const { findings, fixable } = await other.check(1, { files });
      const fixed = await other.about('fixed', { of: 1 });
      expect(fixed?.applied.length).toBeGreaterThan(0);
      expect(fixed?.applied.length).toBeLessThanOrEqual(fixable);
      const after = files.map(({ name, text }) => ({
        name,
        text: fixed?.files.find((one) => one.name === name)?.after ?? text,
      }));
      const again = await other.check(2, { files: after });
      const isOpen = ({ suppressed }: { suppressed: unknown }) => suppressed === null;
      expect(again.findings.filter(isOpen).length).toBe(fixed?.open);
      expect(fixed?.open).toBeLessThan(findings.filter(isOpen).length);
      for (const { before, after: text, shown } of fixed?.files ?? []) {
        expect(text).not.toBe(before);
        expect(shown?.before).toHaveLength(before.length);
      }
    });

    test('knows what is at a place', async () => {
      const at = async (line: number, character: number) =>
        (await one.about('hover', { of: 7, file: 'a.yaml', position: { line, character } }))?.hover;
      expect((await at(8, 25))?.markdown).toContain('calico/peer-conflicting-fields');
      expect(await at(2, 3)).toBeUndefined();
    });

    test('completes the ids of rules', () => {
      const text = '# bgplint-ignore calico/glob';
      const { completions } = one.complete({ file: 'a.yaml', text, position: { line: 0, character: text.length } });
      expect(completions.map(({ label }) => label)).toContain('calico/global-peer');
    });

    test('answers nothing where there is a newer one', async () => {
      expect(await one.about('map', { of: 6 })).toBeUndefined();
    });
  });

  test('knows rules by their ids, and nothing else', () => {
    const one = checker();
    expect(one.rule({ rule: 'calico/global-peer' })).toMatchObject({
      rule: { id: 'calico/global-peer' },
      example: { removed: [] },
    });
    expect(one.rule({ rule: '__proto__' })).toEqual({});
    expect(one.rule({ rule: 'constructor' })).toEqual({});
  });
});

test('tells how a finding can be suppressed, into bgplint.yaml where there is one', async () => {
  const one = checker();
  const { findings } = await one.check(1, { files: [{ name: 'peer.yaml', text: peer }] });
  const finding = findings.find(({ rule }) => rule === 'calico/peer-without-password');
  const asked = { of: 1, fingerprint: finding?.fingerprint ?? '' };
  const answer = await one.about('suppressions', asked);
  expect(answer?.actions.map(({ edits }) => edits.map(({ file }) => file))).toEqual([['peer.yaml']]);
  expect(answer?.actions[0]?.edits[0]?.text).toContain('# bgplint-ignore calico/peer-without-password -- ');
  expect(await one.about('suppressions', { of: 1, fingerprint: 'none' })).toEqual({ actions: [] });
  await one.check(2, {
    files: [
      { name: 'peer.yaml', text: peer },
      { name: 'bgplint.yaml', text: 'complete: true\n' },
    ],
  });
  expect(await one.about('suppressions', asked)).toBeUndefined();
  const waived = await one.about('suppressions', { ...asked, of: 2 });
  expect(waived?.actions.flatMap(({ edits }) => edits.map(({ file }) => file))).toEqual(['peer.yaml', 'bgplint.yaml']);
});
