/** What installs Helm charts: which chart, in which version, with which values. */
import { at, isObject, text } from '../../lib/json.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import { gvkOf } from '../kubernetes/identity.ts';
import { chartOfRepository } from './known.ts';

/** A chart that something installs. Paths count from the object that says so; texts may be ''. */
export interface Installed {
  /** The chart's own name, without its repository. */
  readonly chart: string;
  /** How the release is called, which may be the chart's name where nothing else tells it. */
  readonly release: string;
  readonly version: Path | undefined;
  /** The version itself, where more than that stands at its path. */
  readonly told?: string;
  readonly namespace: Path | undefined;
  /** Where values stand: mappings, texts of YAML, and lists of `{ name, value }` whose names are paths. */
  readonly values: readonly Path[];
  readonly texts: readonly Path[];
  readonly parameters: readonly Path[];
  /** True for what only changes another object. */
  readonly partial: boolean;
  /** True for the package of somebody who counts versions in a way of his own. */
  readonly repackaged: boolean;
}

/** What nobody says anything of. */
export const nothing: Installed = {
  chart: '',
  release: '',
  version: undefined,
  namespace: undefined,
  values: [],
  texts: [],
  parameters: [],
  partial: false,
  repackaged: false,
};

/**
 * What an object installs:
 * - Flux: HelmRelease, HelmChart, OCIRepository (fluxcd/helm-controller api/v2, fluxcd/source-controller api/v1)
 * - K3s and RKE2: HelmChart and HelmChartConfig (k3s-io/helm-controller pkg/apis/helm.cattle.io/v1)
 * - Argo CD: Application and ApplicationSet (argoproj/argo-cd pkg/apis/application/v1alpha1)
 * - k0s: ClusterConfig, and the Cluster of k0sctl around it (k0sproject/k0s pkg/apis/k0s/v1beta1, HelmExtensions)
 * - a ConfigMap with a file of values, as a HelmRelease's `valuesFrom` names it
 * - a resource `helm_release` of a plan (hashicorp/helm), as src/classify/terraform/objects.ts makes an object of it
 */
export function installedBy(object: JsonObject): readonly Installed[] {
  const { group, kind } = gvkOf(object);
  return readers[`${group}/${kind}`]?.(object) ?? [];
}

type Read = (object: JsonObject) => readonly Installed[];

const readers: { readonly [kind: string]: Read } = {
  'helm.toolkit.fluxcd.io/HelmRelease': helmRelease,
  'source.toolkit.fluxcd.io/HelmChart': (object) => [
    {
      ...nothing,
      chart: named(text(object, ['spec', 'chart'])),
      version: there(object, ['spec', 'version']),
      repackaged: isRepackaged(text(object, ['spec', 'sourceRef', 'name'])),
    },
  ],
  'source.toolkit.fluxcd.io/OCIRepository': ociRepository,
  'helm.cattle.io/HelmChart': (object) => [helmChart(object, text(object, ['spec', 'chart']))],
  // The HelmChart of its name says which chart it is, if the name is not the chart's.
  'helm.cattle.io/HelmChartConfig': (object) => [helmChart(object, '')],
  '/ConfigMap': valuesConfigMap,
  'terraform/helm_release': planned,
  'k0s.k0sproject.io/ClusterConfig': (object) => k0sCharts(object, ['spec']),
  'k0sctl.k0sproject.io/Cluster': (object) => k0sCharts(object, ['spec', 'k0s', 'config', 'spec']),
  'argoproj.io/Application': (object) => application(object, ['spec']),
  'argoproj.io/ApplicationSet': (object) => application(object, ['spec', 'template', 'spec']),
};

function helmRelease(object: JsonObject): readonly Installed[] {
  const chart = ['spec', 'chart', 'spec'];
  const isGiven = at(object, ['spec', 'chart']) !== undefined || at(object, ['spec', 'chartRef']) !== undefined;
  return [
    {
      ...nothing,
      chart: named(text(object, [...chart, 'chart'])),
      release: text(object, ['spec', 'releaseName']) || text(object, ['metadata', 'name']),
      version: there(object, [...chart, 'version']),
      namespace: there(object, ['spec', 'targetNamespace']) ?? there(object, ['metadata', 'namespace']),
      values: [['spec', 'values']],
      partial: !isGiven,
      repackaged: isRepackaged(text(object, [...chart, 'sourceRef', 'name'])),
    },
  ];
}

function ociRepository(object: JsonObject): readonly Installed[] {
  const url = text(object, ['spec', 'url']);
  const version = there(object, ['spec', 'ref', 'tag']) ?? there(object, ['spec', 'ref', 'semver']);
  // Others hold manifests, or an image.
  const isChart =
    text(object, ['spec', 'layerSelector', 'mediaType']).includes('.helm.chart.') ||
    /\/(?:(?:helm-)?charts?(?:-mirror)?|helm|bitnamicharts)\//.test(url);
  return isChart ? [{ ...nothing, chart: named(url), version, repackaged: isRepackaged(url) }] : [];
}

function helmChart(object: JsonObject, chart: string): Installed {
  return {
    ...nothing,
    chart: named(chart),
    release: text(object, ['metadata', 'name']),
    version: there(object, ['spec', 'version']),
    namespace: there(object, ['spec', 'targetNamespace']),
    values: [['spec', 'values']],
    texts: [['spec', 'valuesContent']],
    repackaged: isRepackaged(text(object, ['spec', 'repo']) + chart),
  };
}

function planned(object: JsonObject): readonly Installed[] {
  const chart = text(object, ['spec', 'chart']);
  const texts = at(object, ['spec', 'values']);
  return [
    {
      ...nothing,
      chart: named(chart),
      release: text(object, ['spec', 'name']),
      version: there(object, ['spec', 'version']),
      namespace: there(object, ['spec', 'namespace']),
      texts: Array.isArray(texts) ? texts.map((_, i) => ['spec', 'values', i]) : [],
      parameters: [['spec', 'set']],
      repackaged: isRepackaged(text(object, ['spec', 'repository']) + chart),
    },
  ];
}

function k0sCharts(object: JsonObject, spec: Path): readonly Installed[] {
  return items(object, [...spec, 'extensions', 'helm', 'charts']).map((path) => {
    const chart = text(object, [...path, 'chartname']);
    return {
      ...nothing,
      chart: named(chart),
      release: text(object, [...path, 'name']),
      version: there(object, [...path, 'version']),
      namespace: there(object, [...path, 'namespace']),
      texts: [[...path, 'values']],
      repackaged: isRepackaged(chart),
    };
  });
}

function valuesConfigMap(object: JsonObject): readonly Installed[] {
  const data = at(object, ['data']);
  const files = isObject(data) ? Object.keys(data).filter((key) => /values[\w.-]*\.ya?ml$/.test(key)) : [];
  const release = text(object, ['metadata', 'name']).replace(/-(?:helm-)?(?:chart-)?values$/, '');
  return files.length === 0 ? [] : [{ ...nothing, release, texts: files.map((file) => ['data', file]) }];
}

function application(object: JsonObject, spec: Path): readonly Installed[] {
  const several = at(object, [...spec, 'sources']);
  const sources = Array.isArray(several)
    ? several.map((_, i) => [...spec, 'sources', i])
    : [[...spec, 'source']].filter((path) => at(object, path) !== undefined);
  return sources.map((source) => {
    const chart = text(object, [...source, 'chart']);
    return {
      ...nothing,
      // Of a chart in a repository of Git the revision is that of the repository.
      chart: named(chart || text(object, [...source, 'path'])),
      release: text(object, [...source, 'helm', 'releaseName']) || text(object, ['metadata', 'name']),
      version: chart === '' ? undefined : there(object, [...source, 'targetRevision']),
      namespace: there(object, [...spec, 'destination', 'namespace']),
      values: [[...source, 'helm', 'valuesObject']],
      texts: [[...source, 'helm', 'values']],
      parameters: [[...source, 'helm', 'parameters']],
      repackaged: isRepackaged(text(object, [...source, 'repoURL'])),
    };
  });
}

/**
 * What a file without a kind installs: a Chart.yaml (its own chart, and what it depends on), a kustomization's `helmCharts`
 * (sigs.k8s.io/kustomize api/types, HelmChart) and what it takes of a product's own repository, a fleet.yaml of Rancher, a
 * helmfile.
 */
export function installedByFile(root: JsonObject): readonly Installed[] {
  return [
    ...(typeof root['name'] === 'string' && typeof root['version'] === 'string' && 'apiVersion' in root
      ? [{ ...nothing, chart: root['name'], version: ['version'] }]
      : []),
    ...items(root, ['dependencies']).map((path) => ({
      ...nothing,
      chart: text(root, [...path, 'name']),
      version: there(root, [...path, 'version']),
      repackaged: isRepackaged(text(root, [...path, 'repository'])),
    })),
    ...items(root, ['helmCharts']).map((path) => ({
      ...nothing,
      chart: text(root, [...path, 'name']),
      release: text(root, [...path, 'releaseName']),
      version: there(root, [...path, 'version']),
      namespace: there(root, [...path, 'namespace']) ?? there(root, ['namespace']),
      values: [[...path, 'valuesInline']],
      repackaged: isRepackaged(text(root, [...path, 'repo'])),
    })),
    ...remotes(root),
    ...(text(root, ['helm', 'chart']) === ''
      ? []
      : [
          {
            ...nothing,
            chart: named(text(root, ['helm', 'chart'])),
            release: text(root, ['helm', 'releaseName']),
            version: there(root, ['helm', 'version']),
            namespace: there(root, ['namespace']) ?? there(root, ['defaultNamespace']),
            values: [['helm', 'values']],
            repackaged: isRepackaged(text(root, ['helm', 'repo'])),
          },
        ]),
    ...items(root, ['releases']).map((path) => ({
      ...nothing,
      chart: named(text(root, [...path, 'chart'])),
      release: text(root, [...path, 'name']),
      version: there(root, [...path, 'version']),
      namespace: there(root, [...path, 'namespace']),
      values: items(root, [...path, 'values']),
      repackaged: isRepackaged(text(root, [...path, 'chart'])),
    })),
  ];
}

/** `https://github.com/metallb/metallb/config/frr?ref=v0.14.8`, or a file of a tag at raw.githubusercontent.com. */
function remotes(root: JsonObject): Installed[] {
  const resources = at(root, ['resources']);
  return (Array.isArray(resources) ? resources : []).flatMap((resource, i) => {
    const [, repository = '', rest = ''] =
      /\bgithub(?:usercontent)?\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?(\/.*)$/.exec(String(resource)) ?? [];
    const chart = chartOfRepository(repository);
    const [, told] = /(?:[?&](?:ref|version)=|^\/(?:refs\/tags\/)?)(v?\d+\.\d+\.\d+)(?=[/&]|$)/.exec(rest) ?? [];
    return chart === undefined || told === undefined ? [] : [{ ...nothing, chart, told, version: ['resources', i] }];
  });
}

function items(root: Json, path: Path): Path[] {
  const list = at(root, path);
  return Array.isArray(list) ? list.flatMap((item, i) => (isObject(item) ? [[...path, i]] : [])) : [];
}

/** The path, if there is a text at it. */
function there(object: JsonObject, path: Path): Path | undefined {
  return text(object, path) === '' ? undefined : path;
}

/** The chart's name in `oci://…/charts/cilium`, `./charts/metallb`, `metallb/metallb` and `https://…/metallb-0.13.7.tgz`. */
function named(chart: string): string {
  const last = chart.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return last.replace(/-v?\d+\.\d+\.\d+[\w.+-]*?\.tgz$/, '');
}

function isRepackaged(source: string): boolean {
  return source.toLowerCase().includes('bitnami');
}
