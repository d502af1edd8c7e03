/** What Flux and Argo CD change in the folders that they build. */
import { describe, expect, test } from 'vitest';
import { metallbPeer } from '../../support/objects.ts';
import { scanned, verdictOf } from '../../support/scan.ts';

type Files = { readonly [file: string]: string };

/** Its address is none. */
const wrong = metallbPeer('tor').replace('192.0.2.1', '192.0.2.256');
const rule = 'metallb/peer-address-invalid';
const target = '{kind: BGPPeer, name: tor}';
const operation = '{op: replace, path: /spec/peerAddress, value: 192.0.2.7}';
const patches = `patches: [{target: ${target}, patch: '[${operation}]'}]`;
const flux = (spec: string, apiVersion = 'kustomize.toolkit.fluxcd.io/v1') =>
  `apiVersion: ${apiVersion}\nkind: Kustomization\nmetadata: {name: net, namespace: flux-system}\nspec: {interval: 10m, ${spec}}\n`;
const argo = (spec: string, kind = 'Application') =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: net, namespace: argocd}\nspec: {${spec}}\n`;

const verdict = (files: Files) => verdictOf(rule, files);

const net = { 'net/p.yaml': wrong };
const built = { ...net, 'net/kustomization.yaml': 'resources: [p.yaml]\n' };

describe('it decides for', () => {
  test.each<[string, Files]>([
    ['a folder of files', { ...net, 'apps/net.yaml': flux(`path: ./net, ${patches}`) }],
    ['a kustomization', { ...built, 'apps/net.yaml': flux(`path: net/, ${patches}`) }],
    ['a folder around it', { 'all/net/p.yaml': wrong, 'apps/net.yaml': flux(`path: ./all, ${patches}`) }],
    ['all of the repository', { ...net, 'net.yaml': flux(`path: ./, ${patches}`) }],
    [
      'a kustomization in a folder',
      {
        'all/net/p.yaml': wrong,
        'all/net/kustomization.yaml': built['net/kustomization.yaml'],
        'f.yaml': flux(`path: ./all, ${patches}`),
      },
    ],
    [
      'a repository inside of the scan',
      { 'repo/net/p.yaml': wrong, 'repo/apps/net.yaml': flux(`path: ./net, ${patches}`) },
    ],
    [
      'what a merge names',
      {
        ...net,
        'f.yaml': flux(
          `path: ./net, patches: [{patch: '{apiVersion: metallb.io/v1beta2, kind: BGPPeer, metadata: {name: tor}, spec: {peerAddress: 192.0.2.7}}'}]`,
        ),
      },
    ],
    [
      'what it deletes',
      { ...net, 'f.yaml': flux(`path: ./net, patches: [{target: ${target}, patch: '{$patch: delete, kind: x}'}]`) },
    ],
    [
      'an object of an older version',
      {
        ...net,
        'f.yaml': flux(
          'path: ./net, patchesStrategicMerge: [{apiVersion: metallb.io/v1beta2, kind: BGPPeer, metadata: {name: tor}, spec: {peerAddress: 192.0.2.7}}]',
          'kustomize.toolkit.fluxcd.io/v1beta2',
        ),
      },
    ],
    [
      'operations of an older version',
      {
        ...net,
        'f.yaml': flux(
          `path: ./net, patchesJson6902: [{target: ${target}, patch: [${operation}]}]`,
          'kustomize.toolkit.fluxcd.io/v1beta2',
        ),
      },
    ],
    [
      'a component',
      {
        ...net,
        'c/kustomization.yaml': `kind: Component\n${patches}\n`,
        'f.yaml': flux('path: ./net, components: [../c]'),
      },
    ],
    [
      'an item of a List',
      {
        ...net,
        'f.yaml': `kind: List\napiVersion: v1\nitems:\n- ${flux(`path: ./net, ${patches}`).trimEnd().replaceAll('\n', '\n  ')}\n`,
      },
    ],
    ['an Application', { ...net, 'apps/net.yaml': argo(`source: {path: net, kustomize: {${patches}}}`) }],
    [
      'one of the sources',
      { ...built, 'apps/net.yaml': argo(`sources: [{path: x}, {path: net, kustomize: {${patches}}}]`) },
    ],
    [
      'an ApplicationSet',
      {
        ...built,
        'apps/net.yaml': argo(`template: {spec: {source: {path: net, kustomize: {${patches}}}}}`, 'ApplicationSet'),
      },
    ],
    [
      'a patch that speaks of no BGP',
      { ...net, 'f.yaml': flux(`path: ./net, patches: [{target: {name: tor}, patch: '[${operation}]'}]`) },
    ],
  ])('%s', async (_, files) => {
    expect(await verdict(files)).toEqual({
      reported: [],
      undecided: ['net/p.yaml'].map(() => Object.keys(files).find((file) => file.endsWith('p.yaml'))),
    });
  });
});

describe('it decides nothing for', () => {
  test.each<[string, Files]>([
    ['another folder', { ...net, 'x/q.yaml': metallbPeer('q'), 'f.yaml': flux(`path: ./x, ${patches}`) }],
    ['another object', { ...net, 'f.yaml': flux(`path: ./net, ${patches.replace('name: tor', 'name: to')}`) }],
    ['an empty target', { ...net, 'f.yaml': flux(`path: ./net, ${patches.replace(target, '{}')}`) }],
    [
      'what another one builds as it is',
      { ...net, 'f.yaml': `${flux(`path: ./net, ${patches}`)}---\n${flux('path: ./net, components: [../none]')}` },
    ],
    ['a group of another name', { ...net, 'f.yaml': flux(`path: ./net, ${patches}`, 'example.net/v1') }],
    ['a chart', { ...net, 'f.yaml': argo(`source: {chart: net, kustomize: {${patches}}}`) }],
  ])('%s', async (_, files) => {
    expect(await verdict(files)).toEqual({ reported: ['net/p.yaml'], undecided: [] });
  });
});

test('the ledger says how to build it', async () => {
  const { report } = await scanned({
    ...net,
    'f.yaml': flux(`path: ./net, ${patches}`),
    'a.yaml': argo(`source: {path: net, kustomize: {${patches}}}`),
  });
  expect(report.ledger.skipped.map(({ reason }) => reason)).toEqual([
    'patched, not built: argocd app manifests net | bgplint -',
    'patched, not built: flux build kustomization net --path ./net | bgplint -',
  ]);
});
