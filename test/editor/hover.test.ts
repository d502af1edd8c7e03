import { describe, expect, test } from 'vitest';
import { definitions, hover } from '../../src/editor/index.ts';
import { metallbPeer } from '../support/objects.ts';
import { type Files, known, on, shown } from './known.ts';
import { network } from './network.ts';

const files: Files = network;

async function told(file: keyof typeof network, word: string, from = ''): Promise<string> {
  return hover(await known(files), file, on(network[file], word, from))?.markdown ?? '';
}

describe('of a value', () => {
  test.each([
    [
      'an AS number',
      'peer.yaml',
      '4200000001',
      '',
      'AS 4200000001, `64086.59905` in asdot notation: for private use (RFC 6996)',
    ],
    ['an AS number of a router', 'tor-a.conf', '64512', '', 'AS 64512: for private use (RFC 6996)'],
    ['a duration', 'peer.yaml', '1m30.4s', '', '90.4 seconds; BIRD is given 90 seconds'],
    ['a selector of Calico', 'peer.yaml', "rack == 'a'", '', 'Selects 2 of 3 nodes in the scan: `n1`, `n2`'],
    [
      'a selector of labels',
      'metallb.yaml',
      'tier: gold',
      'Selectors',
      'Selects all of 1 IPAddressPool in the scan: `gold`',
    ],
    ['a network', 'metallb.yaml', '198.51.100.0/26', '', '`198.51.100.0/26`: 64 addresses'],
    [
      'a community',
      'metallb.yaml',
      '65535:65281',
      '',
      'NO_EXPORT (RFC 1997): not advertised outside of the AS, or the confederation',
    ],
    ['a name', 'metallb.yaml', 'gold', 'ipAddressPools', 'The IPAddressPool `gold` is in `metallb.yaml:4`'],
    ['a name that nothing has', 'peer.yaml', 'no-such', '', 'The scan has no BGPFilter `no-such`'],
    ['a Secret', 'peer.yaml', 'bgp-passwords', '', 'The Secret `bgp-passwords` is in `secret.yaml:4`'],
    ['a key of it', 'peer.yaml', 'rack-a', '', 'The key `rack-a` of Secret `bgp-passwords` is in `secret.yaml:7`'],
    ['what others refer to', 'secret.yaml', 'bgp-passwords', '', 'Referred to by BGPPeer `tor-a` (`peer.yaml:13`)'],
    ["a router's route map", 'tor-a.conf', 'IN', '', 'The route map `IN` is in `tor-a.conf:13`'],
    ["a router's prefix list", 'tor-a.conf', 'PODS', 'match', 'The prefix list `PODS` is in `tor-a.conf:12`'],
    ["a router's group", 'tor-a.conf', 'NODES', '10.0.0.1', 'The group of neighbors `NODES` is in `tor-a.conf:3`'],
  ] as const)('%s', async (_, file, word, from, text) => {
    expect(await told(file, word, from)).toContain(text);
  });

  test('that a peer is at, its session and the other end', async () => {
    const text = await told('peer.yaml', '192.0.2.1');
    expect(text).toMatch(/^Session `tor-a` \(Calico\): /);
    expect(text).toContain('from 2 nodes, `n1`, `n2`, AS 64512  \n');
    expect(text).toContain('to `tor-a` at `192.0.2.1`, AS 4200000001  \n');
    expect(text).toContain('other end: `neighbor 10.0.0.1 peer-group NODES` in `tor-a.conf:6`');
  });

  test('of a peer of all nodes, none of which is known', async () => {
    const text = metallbPeer('leaf');
    const found = hover(await known({ 'a.yaml': text }), 'a.yaml', on(text, '192.0.2.1'));
    expect(found?.markdown).toContain('\nfrom all nodes, AS 64512  \n');
  });

  test('of a router, the peer at the other end', async () => {
    expect(await told('tor-a.conf', '10.0.0.1')).toContain('other end: BGPPeer `tor-a` in `peer.yaml:6`');
  });

  test('that is secret nothing is told, and it is in nothing that is told', async () => {
    const knowledge = await known(files);
    for (const [file, text] of Object.entries(files))
      for (const { 0: word, index } of text.matchAll(/\S+/g)) {
        const position = on(text, word, text.slice(index));
        expect(hover(knowledge, file, position)?.markdown ?? '').not.toContain('correct-horse');
      }
  });
});

describe('of a finding', () => {
  const peer = `apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata:\n  name: tor\nspec:\n  peerIP: 192.0.2.1/24\n  asNumber: 64600\n`;

  test('the page of its rule: title, level, why, what to do, example, link', async () => {
    const knowledge = await known({ 'a.yaml': peer });
    const found = hover(knowledge, 'a.yaml', on(peer, '192.0.2.1/24'));
    const rule = knowledge.rules.find(({ id }) => id === 'calico/peer-address-invalid');
    expect(found?.markdown).toContain(`**${rule?.title}**  \n\`calico/peer-address-invalid\`: error, correctness`);
    expect(found?.markdown).toContain(rule?.remediation.trim());
    expect(found?.markdown).toMatch(/```diff\n[\s\S]*\n- .*\n\+ [\s\S]*```/);
    expect(found?.markdown).toMatch(/\[The page of this rule\]\(https:\S+calico\/peer-address-invalid\.md\)/);
    expect(found && shown(peer, found.range)).toBe('192.0.2.1/24');
  });

  test('the example stands with the first alone', async () => {
    const text = peer.replace('/24', '').replace('64600', '"1.10"');
    const markdown = hover(await known({ 'a.yaml': text }), 'a.yaml', on(text, 'asNumber'))?.markdown ?? '';
    expect(markdown.match(/```diff/g)?.length ?? 0).toBeLessThanOrEqual(1);
  });

  test('who answered it', async () => {
    const text = peer.replace('  peerIP', '  # bgplint-ignore calico/peer-address-invalid -- a *lab* <b>\n  peerIP');
    const markdown = hover(await known({ 'a.yaml': text }), 'a.yaml', on(text, '192.0.2.1/24'))?.markdown;
    expect(markdown).toContain('Suppressed (comment): `a *lab* <b>`');
  });
});

describe('of a name of a rule', () => {
  test.each([
    ['a comment', 'a.yaml', '# bgplint-ignore calico/global-peer -- x\na: 1\n'],
    ['an annotation', 'a.yaml', 'metadata:\n  annotations:\n    bgplint/ignore: |\n      calico/global-peer -- x\n'],
    ['the config', 'bgplint.yaml', 'rules:\n  calico/global-peer: off\n'],
  ])('in %s its page', async (_, file, text) => {
    const found = hover(await known({ [file]: text }), file, on(text, 'calico/global-peer'));
    expect(found?.markdown).toContain('**External peer without a node selector**');
    expect(found && shown(text, found.range)).toBe('calico/global-peer');
  });

  test('elsewhere nothing', async () => {
    const text = 'metadata:\n  labels:\n    rule: calico/global-peer\n';
    expect(hover(await known({ 'a.yaml': text }), 'a.yaml', on(text, 'calico/global-peer'))).toBeUndefined();
  });

  test('a key of the config is described', async () => {
    const text = 'metallb:\n  mode: frr\n';
    const knowledge = await known({ 'bgplint.yaml': text });
    expect(hover(knowledge, 'bgplint.yaml', on(text, 'mode'))?.markdown).toBe(
      'The BGP implementation that the speakers run.',
    );
  });
});

describe('where the cursor is on the line of a finding, but not where it is marked', () => {
  const peer = (filters: string) =>
    `apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata:\n  name: tor\nspec:\n  peerIP: 192.0.2.1/24\n  asNumber: 64600\n  filters: ${filters}\n`;
  const at = async (text: string, line: number, character: number) =>
    hover(await known({ 'a.yaml': text }), 'a.yaml', { line, character });

  test('the page of its rule is told', async () => {
    for (const character of [0, 4, 10]) {
      const found = await at(peer('[]'), 5, character);
      expect(found?.markdown).toContain('**Invalid');
      expect(found?.range).toMatchObject({ start: { line: 5 }, end: { line: 5 } });
    }
  });

  test('not on another line, nor on one that nobody wrote', async () => {
    expect((await at(peer('[]'), 6, 0))?.markdown ?? '').not.toContain('**Invalid');
    const long = peer('[]').replace('/24', `/24 # ${'x'.repeat(2000)}`);
    expect((await at(long, 5, 0))?.markdown ?? '').not.toContain('**Invalid');
  });
});

test('what is missing is told to its end', async () => {
  const text = network['peer.yaml'];
  const knowledge = await known({ 'peer.yaml': text, 'bgplint.yaml': 'complete: true\n' });
  const found = hover(knowledge, 'peer.yaml', on(text, 'bgp-passwords'));
  expect(found?.markdown).toMatch(/\*\*What is missing\*\*.*\n {2}namespace: "<calico-system or kube-system>"\n```$/s);
});

test('what strangers wrote is code and one line, whatever it is', async () => {
  const name = 'a`b](http://x)\\u202e<script>';
  const text = `apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata:\n  name: tor\nspec:\n  peerIP: 192.0.2.1\n  asNumber: 64600\n  filters: ["${name}"]\n`;
  const markdown = hover(await known({ 'a.yaml': text }), 'a.yaml', on(text, 'script'))?.markdown ?? '';
  expect(markdown).toContain('The scan has no BGPFilter ``a`b](http://x)\\u202e<script>``');
});

test('of a file that was edited since, only names of rules are told', async () => {
  const knowledge = await known(files, { 'peer.yaml': `# x\n${network['peer.yaml']}` });
  expect(hover(knowledge, 'peer.yaml', on(network['peer.yaml'], '4200000001'))).toBeUndefined();
  expect(definitions(knowledge, 'tor-a.conf', on(network['tor-a.conf'], '10.0.0.1'))).toEqual([]);
});

test('sessions are not told where the map takes long, until it was made for something else', async () => {
  const knowledge = await known(files);
  const { scan } = knowledge.result;
  const [node] = scan.resources.filter(({ kind }) => kind === 'Node');
  const many = {
    ...scan,
    resources: [...scan.resources, ...Array.from({ length: 3000 }, () => node ?? scan.resources[0])],
  };
  const large = { ...knowledge, result: { ...knowledge.result, scan: many } as typeof knowledge.result };
  const position = on(network['peer.yaml'], '192.0.2.1');
  expect(hover(large, 'peer.yaml', position)?.markdown ?? '').not.toContain('Session');
  expect(definitions(large, 'peer.yaml', position)).toHaveLength(2);
  expect(hover(large, 'peer.yaml', position)?.markdown).toContain('Session `tor-a`');
});
