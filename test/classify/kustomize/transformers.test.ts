/** Transformers of kustomize's own that patch. */
import { describe, expect, test } from 'vitest';
import { metallbPeer } from '../../support/objects.ts';
import { verdictOf } from '../../support/scan.ts';

type Files = { readonly [file: string]: string };

/** Its address is none. */
const wrong = metallbPeer('tor').replace('192.0.2.1', '192.0.2.256');
const rule = 'metallb/peer-address-invalid';
const target = 'target: {kind: BGPPeer, name: tor}';
const operations = "'[{op: replace, path: /spec/peerAddress, value: 192.0.2.7}]'";
const merge =
  "'{apiVersion: metallb.io/v1beta2, kind: BGPPeer, metadata: {name: tor}, spec: {peerAddress: 192.0.2.7}}'";

const transformer = (kind: string, said: string, apiVersion = 'builtin') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\n${said}\n`;
const listing = (entry: string, more: Files = {}): Files => ({
  'net/p.yaml': wrong,
  'net/kustomization.yaml': `resources: [p.yaml]\ntransformers: [${entry}]\n`,
  ...more,
});
const inline = (text: string) => listing(JSON.stringify(text));
const patch = transformer('PatchTransformer', `${target}\npatch: ${operations}`);

const verdict = (files: Files) => verdictOf(rule, files);

describe('a transformer decides', () => {
  test.each<[string, Files]>([
    ['in the kustomization', inline(patch)],
    ['in a file', listing('t.yaml', { 'net/t.yaml': patch })],
    ['in a folder', listing('../t', { 't/kustomization.yaml': 'resources: [a.yaml]\n', 't/a.yaml': patch })],
    [
      'by a patch in a file',
      { ...inline(transformer('PatchTransformer', `${target}\npath: o.yaml`)), 'net/o.yaml': operations.slice(1, -1) },
    ],
    ['by operations', inline(transformer('PatchJson6902Transformer', `${target}\njsonOp: ${operations}`))],
    ['by a merge', inline(transformer('PatchStrategicMergeTransformer', `patches: ${merge}`))],
    [
      'by a merge in a file',
      { ...inline(transformer('PatchStrategicMergeTransformer', 'paths: [m.yaml]')), 'net/m.yaml': merge.slice(1, -1) },
    ],
    [
      'by a replacement',
      inline(
        transformer(
          'ReplacementTransformer',
          'replacements: [{sourceValue: 192.0.2.7, targets: [{select: {kind: BGPPeer}, fieldPaths: [spec.peerAddress]}]}]',
        ),
      ),
    ],
  ])('%s', async (_, files) => {
    expect(await verdict(files)).toEqual({ reported: [], undecided: ['net/p.yaml'] });
  });

  test.each<[string, Files]>([
    ['of another object', inline(patch.replace('name: tor', 'name: to'))],
    ['of a program', inline(patch.replace('builtin', 'example.net/v1'))],
    ['of another kind', inline(patch.replace('PatchTransformer', 'LabelTransformer'))],
    ['in a file that nothing lists', { 'net/p.yaml': wrong, 'net/t.yaml': patch }],
  ])('nothing %s', async (_, files) => {
    expect(await verdict(files)).toEqual({ reported: ['net/p.yaml'], undecided: [] });
  });
});
