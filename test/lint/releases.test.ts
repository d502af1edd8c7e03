import { describe, expect, test } from 'vitest';
import { calicoPeer } from '../support/objects.ts';
import { places, scanned } from '../support/scan.ts';

const dead = async (files: { readonly [name: string]: string }) =>
  places(await scanned({ 'peer.yaml': calicoPeer('tor'), ...files })).filter((place) =>
    place.endsWith('calico/bgp-disabled'),
  );

const values = '{installation: {calicoNetwork: {bgp: Disabled}}}';
const metadata = 'metadata: {name: calico, namespace: argocd}';
const flux = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n${metadata}\nspec:\n`;
const argo = (kind: string, spec: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\n${metadata}\nspec:\n${spec}`;
const k3s = (kind: string, spec: string) =>
  `apiVersion: helm.cattle.io/v1\nkind: ${kind}\nmetadata: {name: rke2-calico}\nspec:\n${spec}`;

describe('an Installation is found in', () => {
  test.each([
    ['a HelmRelease', 'r.yaml', `${flux}  chart: {spec: {chart: tigera-operator}}\n  values: ${values}\n`],
    [
      'an older HelmRelease',
      'r.yaml',
      `${flux.replace('/v2', '/v2beta1')}  chart: {spec: {chart: tigera-operator}}\n  values: ${values}\n`,
    ],
    [
      'one whose chart an OCIRepository has',
      'r.yaml',
      `${flux}  chartRef: {kind: OCIRepository, name: x}\n  values: ${values}\n`,
    ],
    ['a HelmChartConfig', 'r.yaml', k3s('HelmChartConfig', `  valuesContent: "${values}"\n`)],
    [
      'a HelmChart',
      'r.yaml',
      k3s('HelmChart', `  chart: https://example.com/tigera-operator-v3.30.2.tgz\n  valuesContent: |\n    ${values}\n`),
    ],
    [
      'JSON',
      'r.json',
      JSON.stringify({
        apiVersion: 'helm.cattle.io/v1',
        kind: 'HelmChartConfig',
        metadata: { name: 'rke2-calico' },
        spec: { valuesContent: values },
      }),
    ],
    [
      'an Application',
      'r.yaml',
      argo('Application', `  source: {chart: tigera-operator, helm: {valuesObject: ${values}}}\n`),
    ],
    ['its text', 'r.yaml', argo('Application', `  source: {chart: tigera-operator, helm: {values: "${values}"}}\n`)],
    [
      'one of several sources',
      'r.yaml',
      argo('Application', `  sources: [{ref: x}, {chart: tigera-operator, helm: {valuesObject: ${values}}}]\n`),
    ],
    [
      'an ApplicationSet',
      'r.yaml',
      argo(
        'ApplicationSet',
        `  template: {spec: {source: {chart: tigera-operator, helm: {valuesObject: ${values}}}}}\n`,
      ),
    ],
    [
      'a chart that depends on it',
      'r.yaml',
      `${flux}  chart: {spec: {chart: network}}\n  values: {tigera-operator: ${values}}\n`,
    ],
    ['a file of values', 'calico/values.yaml', `${values}\n`],
    [
      'a kustomization',
      'calico/kustomization.yaml',
      `helmCharts: [{name: tigera-operator, valuesInline: ${values}}]\n`,
    ],
    [
      'a ConfigMap of values',
      'r.yaml',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: calico-values}\ndata: {values.yaml: "${values}"}\n`,
    ],
    ['fleet.yaml', 'calico/fleet.yaml', `helm: {chart: tigera-operator, values: ${values}}\n`],
    [
      'a helmfile',
      'helmfile.yaml',
      `releases: [{name: c, chart: projectcalico/tigera-operator, values: [${values}]}]\n`,
    ],
  ])('%s', async (_, file, text) => {
    expect(await dead({ [file]: text })).toEqual(['peer.yaml:6:11 calico/bgp-disabled']);
  });

  test.each([
    ['values of another chart', 'r.yaml', `${flux}  chart: {spec: {chart: app-template}}\n  values: ${values}\n`],
    [
      'an Installation that the chart does not make',
      'r.yaml',
      `${flux}  chart: {spec: {chart: tigera-operator}}\n  values: {installation: {enabled: false, calicoNetwork: {bgp: Disabled}}}\n`,
    ],
    ['a file that is no file of values', 'vars.yaml', `${values}\n`],
    [
      'a kind of another group',
      'r.yaml',
      `${flux.replace('helm.toolkit.fluxcd.io', 'example.com')}  chart: {spec: {chart: tigera-operator}}\n  values: ${values}\n`,
    ],
  ])('not in %s', async (_, file, text) => {
    expect(await dead({ [file]: text })).toEqual([]);
  });
});

test('of several files of values in a folder none counts, nor what a chart that is kept has for itself', async () => {
  expect(await dead({ 'c/values-a.yaml': values, 'c/values-b.yaml': values })).toEqual([]);
  expect(
    await dead({ 'c/values.yaml': values, 'c/Chart.yaml': 'apiVersion: v2\nname: tigera-operator\nversion: 3.30.2\n' }),
  ).toEqual([]);
});

const on = '{installation: {calicoNetwork: {bgp: Enabled}}}';
const told = 'peer.yaml:6:11 calico/bgp-disabled';

describe('what stands over values', () => {
  const release = (own: string) =>
    `${flux}  chart: {spec: {chart: tigera-operator}}\n  valuesFrom: [{kind: ConfigMap, name: own-values}]\n  values: ${own}\n`;
  const map = (own: string, name = 'own-values') =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: argocd}\ndata: {values.yaml: "${own}"}\n`;
  const chart = (kind: string, own: string, name = 'own') =>
    `apiVersion: helm.cattle.io/v1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec:\n  chart: tigera-operator\n  valuesContent: "${own}"\n`;
  const several = (text: string, parameter: string) =>
    argo(
      'Application',
      `  source: {chart: tigera-operator, helm: {values: "${text}", parameters: [{name: installation.calicoNetwork.bgp, value: ${parameter}}]}}\n`,
    );

  test.each([
    ["a HelmRelease's own values over those from elsewhere", release(on), map(values), []],
    ["a HelmRelease's own values over those from elsewhere, off", release(values), map(on), [told]],
    ['not over those that it does not name', release('{}'), map(values), [told]],
    ['a HelmChartConfig over the HelmChart', chart('HelmChart', values), chart('HelmChartConfig', on), []],
    ['a HelmChartConfig over the HelmChart, off', chart('HelmChart', on), chart('HelmChartConfig', values), [told]],
    ['parameters over a text', several(values, 'Enabled'), '', []],
    ['parameters over a text, off', several(on, 'Disabled'), '', [told]],
  ])('%s', async (_, one, other, expected) => {
    expect(await dead({ 'r.yaml': `${one}---\n${other}` })).toEqual(expected);
    expect(await dead({ 'a/r.yaml': one, 'a/b/v.yaml': other })).toEqual(expected);
  });

  test('what is merged says together whether the chart makes it', async () => {
    const off = '{installation: {enabled: false}}';
    expect(
      await dead({
        'r.yaml': several(values, 'Disabled').replace('calicoNetwork.bgp, value: Disabled', 'enabled, value: "false"'),
      }),
    ).toEqual([]);
    expect(await dead({ 'r.yaml': `${release(off)}---\n${map(values, 'others')}` })).toEqual([told]);
  });

  test('releases that contradict each other are of several clusters', async () => {
    const application = (name: string, own: string) =>
      argo('Application', `  source: {chart: tigera-operator, helm: {valuesObject: ${own}}}\n`).replace(
        'name: calico',
        `name: ${name}`,
      );
    const rest = '{installation: {calicoNetwork: {mtu: 1450}}}';
    expect(await dead({ 'a.yaml': application('lab', values), 'b.yaml': application('prod', on) })).toEqual([]);
    expect(await dead({ 'a.yaml': application('lab', values), 'b.yaml': application('prod', rest) })).toEqual([]);
    expect(await dead({ 'a.yaml': application('lab', values), 'b.yaml': application('prod', values) })).toEqual([told]);
  });
});

test('a version is told by an OCIRepository of a chart, and by the image alone', async () => {
  const peer = calicoPeer('tor').replace('asNumber: 64513', 'asNumber: 64513\n  localASNumber: 64700');
  const old = async (text: string) =>
    places(await scanned({ 'peer.yaml': peer, 'v.yaml': text })).filter((place) =>
      place.endsWith('input/unknown-field'),
    );
  const repository = (url: string, more = '') =>
    `apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: calico}\nspec:\n  url: ${url}\n  ref: {tag: v3.29.2}\n${more}`;
  const layer = '  layerSelector: {mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip}\n';
  const image = (name: string) =>
    `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: calico-node}\nspec: {template: {spec: {containers: [{name: calico-node, image: "${name}"}]}}}\n`;
  for (const text of [
    repository('oci://registry.example.net/mirror/tigera-operator', layer),
    repository('oci://registry.example.net:5000/helm/tigera-operator'),
    image('registry.example.net/calico/node:v3.29.3'),
  ])
    expect(await old(text)).toHaveLength(1);
  for (const text of [
    repository('oci://registry.example.net/net/tigera-operator'),
    image('quay.io/calico/node:v3.31.1'),
  ])
    expect(await old(text)).toEqual([]);
});

test('an annotation of what holds the values answers findings about them', async () => {
  const release = (more: string) =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: metallb\n${more}spec:\n  values:\n    configInline:\n      peers: [{peer-address: 192.0.2.1, peer-asn: 64513, my-asn: "1"}]\n`;
  const annotation = '  annotations:\n    bgplint/ignore: input/wrong-type -- known\n';
  const told = async (text: string) =>
    places(await scanned({ 'r.yaml': text })).filter((place) => place.endsWith('input/wrong-type'));
  expect(await told(release(''))).toEqual(['r.yaml:8:66 input/wrong-type']);
  expect(await told(release(annotation))).toEqual([]);
});
