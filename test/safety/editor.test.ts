/** What strangers write, in all that an editor is told of it: no secret is seen beside its place, and nothing of it is Markdown. */
import { describe, expect, test } from 'vitest';
import { known } from '../editor/known.ts';
import { attacks, harmful } from '../report/hostile.ts';
import { asked, hovers } from '../support/asked.ts';
import { others, type Plant, products } from './plants.ts';

/** One of so many products is planted. */
const share =
  [997, 499, 241, 97, 29, 7, 1].find((prime) => prime * Number(process.env['BGPLINT_FUZZ'] ?? '1') <= 997) ?? 1;

const mark = 'Zq7M4RKx9W';

/** No part of the secret that is as long as this may be seen. */
const part = 6;

async function leaks(plants: readonly Plant[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, file, text } of plants) {
    const seen = asked(await known({ [file]: text }), [file]);
    const line = seen.split('\n').find((one) => one.includes(mark.slice(0, part)) || one.includes(mark.slice(-part)));
    if (line !== undefined) found.push(`${name}: ${line.slice(0, 200)}`);
  }
  return found;
}

describe('a secret is nowhere to be seen', () => {
  test('as a field', async () => {
    expect(await leaks([...products(mark)].filter((_, i) => i % share === 0))).toEqual([]);
  });

  test('otherwise', async () => {
    expect(await leaks([...others(mark)])).toEqual([]);
  });
});

/** With escapes for what YAML refuses, and what is a line end to some. */
const scalar = (text: string) =>
  JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The text as the name and the value of whatever refers to something, and of what it refers to. */
function hostile(attack: string) {
  const text = scalar(attack.slice(0, 500));
  const word = attack.replace(/[\s\p{C}]/gu, '_').slice(0, 100);
  return {
    'peers.yaml': `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata: {name: ${text}}
spec:
  peerIP: 10.0.0.1
  asNumber: 65001
  nodeSelector: ${scalar(`rack == '${attack.replaceAll("'", '').slice(0, 500)}'`)}
  filters: [${text}]
---
apiVersion: projectcalico.org/v3
kind: BGPFilter
metadata: {name: ${text}}
---
apiVersion: v1
kind: Node
metadata: {name: ${text}, labels: {rack: ${text}}}
status: {addresses: [{type: InternalIP, address: 10.0.0.2}]}
---
apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: {name: ${text}, namespace: ${text}}
spec: {myASN: 64512, peerASN: 65001, peerAddress: 10.0.0.1, bfdProfile: ${text}, nodeSelectors: [{matchLabels: {rack: ${text}}}]}
---
apiVersion: cilium.io/v2
kind: CiliumBGPClusterConfig
metadata: {name: ${text}}
spec: {bgpInstances: [{name: ${text}, localASN: 64512, peers: [{name: ${text}, peerASN: 65001, peerAddress: 10.0.0.1, peerConfigRef: {name: ${text}}}]}]}
`,
    'tor.conf': `hostname ${word}
router bgp 65001
 neighbor 10.0.0.2 remote-as 64512
 neighbor 10.0.0.2 description ${attack.replace(/\p{C}|[\u2028\u2029]/gu, '_').slice(0, 500)}
 neighbor 10.0.0.2 route-map ${word || 'x'} in
route-map ${word || 'x'} permit 10
`,
  };
}

/** Code spans and blocks (CommonMark 0.31.2, sections 6.1 and 4.5), which hold nothing but text. */
const code = /(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g;

describe.each([...attacks, ['marks of code', '`` ` ```x](command:pwned)<img src=pwned>`'] as const])(
  '%s',
  (_, attack) => {
    test('stays text in hovers, and is harmless wherever it is shown', async () => {
      const files = hostile(attack);
      const knowledge = await known(files);
      expect(asked(knowledge, Object.keys(files))).not.toMatch(harmful);
      const markup = [...hovers(knowledge, Object.keys(files))].join('\n\n').replace(code, '');
      expect(markup).toContain('Session ');
      expect(markup).not.toMatch(/pwned|<script|\[x\]/);
    });
  },
);
