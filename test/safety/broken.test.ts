/** Secrets in documents that cannot be parsed: of these a frame shows what stands before the fault, and none of the secrets. */
import { describe, expect, test } from 'vitest';
import { scanned } from '../support/scan.ts';
import { shown } from '../support/shown.ts';

const marks = ['Zq7M4RKx9W', 'horsebatterystaple', '9917342655'];

const peer = `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata:
  name: tor-1
  namespace: metallb-system
spec:
  myASN: 64512
  peerASN: 64513
  peerAddress: 10.20.1.1
  nodeSelectors:
    - matchLabels:
        rack: rack-1
  holdTime: 90s
`;

const configuration = `apiVersion: frrk8s.metallb.io/v1beta1
kind: FRRConfiguration
metadata:
  name: tor
  namespace: frr-k8s-system
spec:
  bgp:
    routers:
      - asn: 64512
        neighbors:
          - address: 10.20.1.1
            asn: 64513
            toReceive:
              allowed:
                mode: all
`;

/** Lines that hold a secret, at the indentation of a line. */
const plants: readonly ((mark: string, indent: string) => string)[] = [
  (mark, indent) => `${indent}password: ${mark}`,
  (mark, indent) => `${indent}password: "${mark}`,
  (mark, indent) => `${indent}pasword: ${mark}`,
  (mark, indent) => `${indent}password:\n${indent}  ${mark}`,
  (mark, indent) => `${indent}password: |\n${indent}  ${mark}\n${indent}  peerAddress: ${mark}`,
  (mark, indent) => `${indent}${mark}`,
  (mark, indent) => `${indent}  ${mark}`,
  (mark, indent) => `${indent}- ${mark}`,
  (mark, indent) => `${indent}${mark}: x`,
  (mark, indent) => `${indent}# ${mark}`,
  (mark, indent) => `${indent}raw: { rawConfig: "neighbor x password ${mark}" }`,
  (mark, indent) => `${indent}auth: { password: ${mark}, key: [${mark}] }`,
  (mark, indent) => `${indent}peerAddress: 10.0.0.1: ${mark}`,
  (mark, indent) => `${indent}peerAddress ${mark}`,
  (mark, indent) => `${indent}peerAddress: 'x' ${mark}`,
  (mark, indent) => `${indent}peerAddress: [10.0.0.1, ${mark}`,
  (mark) => `---\napiVersion: v1\nkind: Secret\nstringData:\n  a: ${mark}\n---`,
  (mark, indent) => `apiVersion: v1\nkind: Secret\nstringData:\n  a: ${mark}${indent}`,
];

/** Lines that break a document. */
const breaks: readonly ((indent: string) => string)[] = [
  () => '\tmyASN: 1',
  (indent) => `${indent}myASN 1`,
  (indent) => `${indent}a: b: c`,
  (indent) => `${indent}name: "open`,
  (indent) => `${indent}list: [1, 2`,
  (indent) => `${indent}}`,
  () => '<<<<<<< HEAD',
  (indent) => `${indent}x: *nowhere`,
  (indent) => ` ${indent}crooked: 1`,
];

function indentOf(line: string | undefined): string {
  return /^ */.exec(line ?? '')?.[0] ?? '';
}

/** Each plant at each line, with a break at some line before or behind it. */
function* documents(whole: string): Generator<(mark: string) => string> {
  const lines = whole.trimEnd().split('\n');
  for (const [p, plant] of plants.entries()) {
    for (let at = 2; at <= lines.length; at++) {
      const makes = breaks[(p + at) % breaks.length];
      const broken = 2 + ((p * 7 + at * 5) % (lines.length - 1));
      yield (mark) => {
        const written = lines.flatMap((line, i) => [
          ...(i === at ? [plant(mark, indentOf(line))] : []),
          ...(i === broken && makes ? [makes(indentOf(line))] : []),
          line,
        ]);
        if (at === lines.length) written.push(plant(mark, indentOf(lines.at(-1))));
        if (broken === lines.length && makes) written.push(makes(indentOf(lines.at(-1))));
        return `${written.join('\n')}\n`;
      };
    }
  }
}

async function leaks(texts: readonly string[], kind: string, mark: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (let from = 0; from < texts.length; from += 60) {
    const batch = texts.slice(from, from + 60);
    const seen = await shown(await scanned(Object.fromEntries(batch.map((text, i) => [`${i}/a.${kind}`, text]))));
    if (!seen.includes(mark.slice(0, 6))) continue;
    for (const text of batch) {
      if ((await shown(await scanned({ [`a.${kind}`]: text }))).includes(mark.slice(0, 6))) found.push(text);
    }
  }
  return found;
}

describe.each(marks)('%s in a document that is broken', (mark) => {
  test.each([
    ['a peer', peer],
    ['a configuration', configuration],
  ])('of YAML, %s', async (_, whole) => {
    expect(
      await leaks(
        [...documents(whole)].map((make) => make(mark)),
        'yaml',
        mark,
      ),
    ).toEqual([]);
  });

  test('of JSON', async () => {
    const object = {
      apiVersion: 'metallb.io/v1beta2',
      kind: 'BGPPeer',
      metadata: { name: 'a' },
      spec: { myASN: 1, password: mark, peerASN: 2, pasword: [mark], peerAddress: '192.0.2.1', auth: { [mark]: mark } },
    };
    const texts = [JSON.stringify(object), JSON.stringify(object, null, 2)].flatMap((text) =>
      [...text.matchAll(/[{}[\]:,"]/g)].flatMap(({ index }) => [
        text.slice(0, index) + text.slice(index + 1),
        `${text.slice(0, index)}${mark}${text.slice(index)}`,
        text.slice(0, index),
      ]),
    );
    const isBroken = (text: string) => {
      try {
        return JSON.parse(text) === undefined;
      } catch {
        return true;
      }
    };
    expect(await leaks(texts.filter(isBroken), 'json', mark)).toEqual([]);
  });
});

describe('a frame of a broken document', () => {
  const frameOf = async (text: string, file = 'a.yaml') => {
    const { frame, report } = await scanned({ [file]: text });
    expect(report.findings.map(({ rule }) => rule)).toContain(
      `input/${file.endsWith('json') ? 'json' : 'yaml'}-syntax`,
    );
    return frame(file)
      ?.split('\n')
      .map((line) => line.trimEnd());
  };

  test('shows what is before the fault, and of its line the field', async () => {
    expect(
      await frameOf(peer.replace('myASN:', 'password: x\n  myASN').replace('  rack', '  # x\n        rack')),
    ).toEqual([
      'apiVersion: metallb.io/v1beta2',
      'kind: BGPPeer',
      'metadata:',
      '  name: tor-1',
      '  namespace: metallb-system',
      'spec:',
      '  password: *',
      '  myASN *****',
      ...Array.from({ length: 8 }, () => ''),
    ]);
  });

  test('shows the sign at which reading stopped', async () => {
    const lines = await frameOf(peer.replace('10.20.1.1', '10.20.1.1: x'));
    expect(lines?.[8]).toBe('  peerAddress: *********: *');
  });

  test('shows other documents of its file as ever', async () => {
    const lines = await frameOf(`${peer}---\n${peer.replace('spec:', '}')}---\n${peer.replace('tor-1', 'tor-2')}`);
    expect(lines?.[3]).toBe('  name: tor-1');
    expect(lines?.[19]).toBe('}');
    expect(lines?.[20]).toBe('');
    expect(lines?.[31]).toBe('  name: tor-2');
  });

  test('of JSON shows members that are whole', async () => {
    const json = `{
  "apiVersion": "metallb.io/v1beta2",
  "kind": "BGPPeer",
  "spec": {
    "peerAddress": "192.0.2.1",
    "myASN": 1
    "peerASN": 2
  }
}`;
    expect(await frameOf(json, 'a.json')).toEqual([
      ...json.split('\n').slice(0, 5),
      '    "myASN": *',
      '    "peerASN": *',
      '',
      '',
    ]);
  });

  test.each([
    [
      'a Secret',
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: bgp-metallb.io\n  labels: { a: BGPPeer }\nstringData\n`,
    ],
    ['a kind that is not known', `${peer.replace('kind: BGPPeer', 'kind: BGPPear')}  x: y: z\n`],
    ['one without a kind before its fault', peer.replace('apiVersion:', 'apiVersion')],
    ['one whose other part is a Secret', `${peer}apiVersion: v1\nkind: Secret\nx: y: z\n`],
  ])('there is none of %s', async (_, text) => {
    const { frame } = await scanned({ 'a.yaml': text });
    expect(frame('a.yaml')).toBeUndefined();
  });
});
