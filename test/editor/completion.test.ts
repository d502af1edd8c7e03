import { describe, expect, test } from 'vitest';
import { type Completion, completions, EditorLines } from '../../src/editor/index.ts';
import { policy } from '../support/run.ts';
import { cursor, known } from './known.ts';
import { network } from './network.ts';

const { rules } = policy;

const offered = (file: string, marked: string): readonly Completion[] => {
  const { text, position } = cursor(marked);
  return completions(rules, file, text, position);
};

/** The text once one of what is offered is taken. */
function taken(file: string, marked: string, label: string): string | undefined {
  const { text } = cursor(marked);
  const one = offered(file, marked).find((each) => each.label === label);
  if (one === undefined) return undefined;
  const { start, end } = new EditorLines(text).span(one.range);
  return text.slice(0, start) + one.text + text.slice(end);
}

describe('ids of rules', () => {
  test.each([
    ['a comment of YAML', 'a.yaml', 'a: 1 # bgplint-ignore cal¦'],
    ['one with a colon', 'a.yaml', '# bgplint-ignore: ¦'],
    ['behind another id', 'a.yaml', '# bgplint-ignore calico/next-hop, ¦'],
    ['a comment of a router', 'tor.conf', ' ! bgplint-ignore ¦'],
    ['a comment of Terraform', 'main.tf', '  // bgplint-ignore ¦'],
    ['an annotation', 'a.yaml', 'metadata:\n  annotations:\n    bgplint/ignore: ¦'],
    [
      'an annotation in lines',
      'a.yaml',
      'metadata:\n  annotations:\n    bgplint/ignore: |\n      calico/next-hop -- x\n      ¦',
    ],
    ['the levels of the config', 'bgplint.yaml', 'rules:\n  ¦'],
    ['a waiver', 'bgplint.yaml', 'waivers:\n- rule: ¦'],
  ])('in %s', (_, file, marked) => {
    const labels = offered(file, marked).map(({ label }) => label);
    expect(labels).toContain('calico/global-peer');
  });

  test.each([
    ['a reason', 'a.yaml', '# bgplint-ignore calico/next-hop -- ¦'],
    ['a reason of an annotation', 'a.yaml', 'metadata:\n  annotations:\n    bgplint/ignore: calico/next-hop -- ¦'],
    ['another comment', 'a.yaml', '# see ¦'],
    ['a value', 'a.yaml', 'a: ¦'],
    ['a word that is like it', 'a.yaml', '# bgplint-ignored ¦'],
    ['behind a colon without a blank', 'bgplint.yaml', 'rules:¦'],
  ])('not in %s', (_, file, marked) => {
    expect(offered(file, marked)).toEqual([]);
  });

  test('are not offered twice, nor those that nothing silences', () => {
    const labels = offered('a.yaml', '# bgplint-ignore calico/next-hop, ¦').map(({ label }) => label);
    expect(labels).not.toContain('calico/next-hop');
    expect(labels).not.toContain(rules.find(({ enforced }) => enforced)?.id);
  });

  test('take the place of the whole word', () => {
    expect(taken('a.yaml', '# bgplint-ignore cal¦ico/glob -- x', 'calico/global-peer')).toBe(
      '# bgplint-ignore calico/global-peer -- x',
    );
    expect(taken('bgplint.yaml', 'rules:\n  cal¦', 'calico/global-peer')).toBe('rules:\n  calico/global-peer: ');
    expect(taken('bgplint.yaml', 'rules:\n  ¦', '@security')).toBe('rules:\n  "@security": ');
    expect(taken('bgplint.yaml', 'rules:\n  "@¦"', '@security')).toBe('rules:\n  "@security"');
  });

  test('that found something on the line below come first', async () => {
    const text = `apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata:\n  name: tor\nspec:\n  # b\n  peerIP: 192.0.2.1/24\n  asNumber: 64600\n`;
    const knowledge = await known({ 'a.yaml': text });
    const [first] = completions(knowledge, 'a.yaml', text, { line: 5, character: 5 });
    expect(first?.text).toBe('bgplint-ignore calico/peer-address-invalid -- ');
    const further = text.replace('# b', '# bgplint-ignore ');
    const found = completions(knowledge, 'a.yaml', further, { line: 5, character: 19 });
    expect(found.filter(({ order }) => order === 0).map(({ label }) => label)).toEqual(['calico/peer-address-invalid']);
  });
});

describe('of the config', () => {
  test.each([
    ['keys at the root', '¦', ['clusters', 'complete', 'extends', 'metallb', 'rules', 'waivers']],
    ['keys of an item', 'waivers:\n  - ¦', ['paths', 'reason', 'rule']],
    ['further keys of it', 'waivers:\n  - rule: x\n    ¦', ['paths', 'reason', 'resource']],
    ['keys of a second item', 'waivers:\n  - rule: x\n    reason: y\n  - ¦', ['paths', 'reason', 'rule']],
    ['further keys of it', 'clusters:\n- name: a\n  paths: [a/**]\n- name: b\n  ¦', ['complete', 'metallb', 'paths']],
    ['keys below a second item', 'clusters:\n  - name: a\n  - name: b\n    metallb:\n      ¦', ['mode', 'version']],
    ['keys of a mapping in an item', 'clusters:\n- name: a\n  metallb:\n    ¦', ['mode', 'version']],
    ['values', 'extends: ¦', ['correctness', 'recommended', 'strict']],
    ['levels', 'rules:\n  calico/global-peer: ¦', ['error', 'note', 'off', 'warning']],
    ['truth', 'complete: ¦', ['false', 'true']],
    ['a rule with options', 'rules:\n  calico/full-mesh-too-large:\n    ¦', ['level', 'options']],
    ['options of a rule', 'rules:\n  calico/full-mesh-too-large:\n    options:\n      ¦', ['nodes']],
    ['a default', 'rules:\n  calico/full-mesh-too-large:\n    options:\n      nodes: ¦', ['100']],
  ])('%s', (_, marked, labels) => {
    expect(
      offered('bgplint.yaml', marked)
        .map(({ label }) => label)
        .sort(),
    ).toEqual(expect.arrayContaining([...labels]));
  });

  test('what is there already is not offered', () => {
    const labels = offered('bgplint.yaml', 'complete: true\n¦\nextends: strict\n').map(({ label }) => label);
    expect(labels).not.toContain('complete');
    expect(labels).not.toContain('extends');
    expect(labels).toContain('rules');
  });

  test('each key is described', () => {
    for (const { label, documentation } of offered('bgplint.yaml', '¦')) expect(documentation, label).toBeDefined();
  });
});

describe('names of objects', () => {
  const at = async (marked: string) => {
    const { text, position } = cursor(marked);
    return completions(await known(network), 'new.yaml', text, position).map(({ label, detail }) => [label, detail]);
  };
  const head = 'apiVersion: metallb.io/v1beta1\nkind: BGPAdvertisement\nmetadata:\n  name: x\nspec:\n';

  test('where a field refers to them', async () => {
    expect(await at(`${head}  ipAddressPools:\n    - ¦\n`)).toEqual([['gold', 'IPAddressPool in metallb.yaml']]);
    expect(await at(`${head}  ipAddressPools:\n    - web\n    - ¦\n`)).toEqual([
      ['gold', 'IPAddressPool in metallb.yaml'],
    ]);
    expect(await at(`${head}  ipAddressPools: [¦]\n`)).toEqual([['gold', 'IPAddressPool in metallb.yaml']]);
  });

  test('not where it refers to others', async () => {
    expect(await at(`${head}  peers: [¦]\n`)).toEqual([]);
    expect(await at(`${head}---\n  ipAddressPools: [¦]\n`)).toEqual([]);
  });
});

test('a line that nobody wrote is left alone, in no time', () => {
  for (const line of ['#'.repeat(200_000), `a${' '.repeat(200_000)}`, '- '.repeat(100_000), '"'.repeat(200_000)]) {
    const lines = new EditorLines(line);
    expect(completions(rules, 'bgplint.yaml', line, lines.position(line.length))).toEqual([]);
    expect(
      completions(rules, 'bgplint.yaml', `${`${line}\n`.repeat(20)}¦`, { line: 20, character: 0 }).length,
    ).toBeGreaterThan(0);
  }
});
