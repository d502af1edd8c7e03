/**
 * Objects of Kubernetes that resources of a plan or a state hold: hashicorp/kubernetes (kubernetes_manifest, kubernetes_config_map,
 * kubernetes_secret), gavinbunney/kubectl and alekc/kubectl (kubectl_manifest), kbst/kustomization (kustomization_resource),
 * hashicorp/helm (helm_release), argoproj-labs/argocd (argocd_application), siderolabs/talos. Attributes are those of their documentation.
 */
import { at, isObject, text, withValue } from '../../lib/json.ts';
import type { Document, Json, JsonObject, Path } from '../../model/document.ts';
import { MadeDocument, type Piece } from '../made-document.ts';
import { filled, unknownText, withoutSensitive } from './filled.ts';
import { dataOf, type Instance, instancesOf } from './instances.ts';
import { listedPaths, sensitiveTree } from './sensitive.ts';

/** A text of a resource that holds objects, or a machine configuration with objects in its texts. */
export interface HeldText {
  readonly path: Path;
  readonly sensitive?: NonNullable<Document['sensitive']>;
}

/** What a resource of a plan holds. Paths of texts count from its values. */
export interface Held {
  readonly documents: readonly Document[];
  readonly texts: readonly HeldText[];
  /** Attributes that are known only after apply, and could hold anything. */
  readonly unknown: readonly string[];
}

/** A resource, what Terraform calls sensitive of it, and its values as a document of their own. */
interface Holder {
  readonly instance: Instance;
  readonly after: JsonObject;
  readonly part: Document;
  readonly tree: Json | undefined;
  readonly listed: readonly Path[];
}

const nothing: Held = { documents: [], texts: [], unknown: [] };

type Read = (holder: Holder) => Held;

const readers: { readonly [type: string]: Read } = {
  kubernetes_manifest: manifest,
  kubectl_manifest: (holder) => textsAt(holder, ['yaml_body'], text(holder.after, ['yaml_body_parsed'])),
  kustomization_resource: (holder) => textsAt(holder, ['manifest']),
  kubernetes_config_map: configMap,
  kubernetes_config_map_v1: configMap,
  kubernetes_config_map_v1_data: configMap,
  kubernetes_secret: secret,
  kubernetes_secret_v1: secret,
  helm_release: release,
  argocd_application: application,
  talos_machine_configuration_apply: (holder) => textsAt(holder, ['machine_configuration_input', 'config_patches']),
  talos_machine_configuration: (holder) => textsAt(holder, ['config_patches']),
};

/** The types that are read. */
export const heldTypes: ReadonlySet<string> = new Set(Object.keys(readers));

/** The resources of a plan that hold objects. What is deleted holds none. */
export function objectHolders(plan: JsonObject): readonly Instance[] {
  const found = [...instancesOf(plan, heldTypes)].filter(({ after }) => after !== undefined);
  // What a machine is told holds what the data source was told.
  const hasMachines = found.some(
    ({ type, after }) => type.startsWith('talos_') && text(after, ['machine_configuration_input']) !== '',
  );
  return hasMachines ? found : [...found, ...dataOf(plan, new Set(['talos_machine_configuration']))];
}

/** What a resource holds; `part` is the document of its values in that of the plan. */
export function heldBy(instance: Instance, plan: Document, part: Document): Held {
  const read = readers[instance.type];
  const { after, base } = instance;
  if (read === undefined || after === undefined) return nothing;
  const tree = sensitiveTree(plan.value, base);
  return read({ instance, after, part, tree, listed: listedPaths(plan.value, base) });
}

function manifest(holder: Holder): Held {
  // A state file has the type of a dynamic value beside it.
  const isTyped =
    isObject(at(holder.after, ['manifest', 'value'])) && at(holder.after, ['manifest', 'type']) !== undefined;
  const path = isTyped ? ['manifest', 'value'] : ['manifest'];
  if (at(holder.instance.afterUnknown, path) === true) return { ...nothing, unknown: ['manifest'] };
  const value = filled(at(holder.after, path), at(holder.instance.afterUnknown, path));
  if (value === undefined || !isObject(value)) return nothing;
  return { ...nothing, documents: [made(holder, value, [{ at: [], path }], path)] };
}

function configMap(holder: Holder): Held {
  const data = known(holder, ['data']) ?? {};
  return object(holder, { kind: 'ConfigMap', data }, [{ at: ['data'], path: ['data'] }]);
}

/** The provider encodes `data`; `binary_data` is given as it stands in the object. What is only written is in no plan. */
function secret(holder: Holder): Held {
  const { after } = holder;
  const isWritten = ['data_wo_revision', 'binary_data_wo_revision'].some((name) => typeof after[name] === 'number');
  const [plain, encoded] = [known(holder, ['data']) ?? {}, known(holder, ['binary_data']) ?? {}];
  // What either is, when one is not known, nobody can tell: a key that is looked for may be in it.
  const isOpen = isWritten || plain === unknownText || encoded === unknownText;
  const data = isOpen ? { stringData: unknownText, data: unknownText } : { stringData: plain, data: encoded };
  return object(holder, { kind: 'Secret', type: known(holder, ['type']) ?? 'Opaque', ...data }, [
    { at: ['type'], path: ['type'] },
    { at: ['stringData'], path: ['data'] },
    { at: ['data'], path: ['binary_data'] },
  ]);
}

/** An object of `v1` whose metadata stand in a block. */
function object(holder: Holder, members: JsonObject, pieces: readonly Pick<Piece, 'at' | 'path'>[]): Held {
  const metadata = known(holder, ['metadata', 0]) ?? {};
  const value = { apiVersion: 'v1', metadata: withoutNulls(metadata), ...members };
  return {
    ...nothing,
    documents: [made(holder, value, [{ at: ['metadata'], path: ['metadata', 0] }, ...pieces], ['metadata', 0])],
  };
}

/** A release as an object of its own, of which `spec` has the attributes. */
function release(holder: Holder): Held {
  const { after, instance } = holder;
  const names = ['values', 'set', 'set_list', 'set_sensitive', 'set_wo'];
  const isOpen = names.some((name) => holdsUnknown(at(instance.afterUnknown, [name])));
  const kept = ['name', 'chart', 'repository', 'version', 'namespace', ...(isOpen ? [] : ['values', 'set'])];
  const spec = Object.fromEntries(
    kept.flatMap((name) => (after[name] == null ? [] : [[name, after[name]]])),
  ) as JsonObject;
  const value = {
    apiVersion: 'terraform/v1',
    kind: 'helm_release',
    metadata: { name: text(after, ['name']), namespace: text(after, ['namespace']) },
    spec,
  };
  const pieces = [
    { at: ['metadata', 'name'], path: ['name'] },
    { at: ['metadata', 'namespace'], path: ['namespace'] },
    { at: ['spec'], path: [] },
  ];
  const document = made(holder, value, pieces, ['chart']);
  return { documents: [document], texts: [], unknown: isOpen ? ['values'] : [] };
}

/** An Application of Argo CD, as far as it installs charts. */
function application(holder: Holder): Held {
  const { after, instance } = holder;
  const listed = at(after, ['spec', 0, 'source']);
  const isOpen = holdsUnknown(at(instance.afterUnknown, ['spec']));
  const pieces: Pick<Piece, 'at' | 'path'>[] = [{ at: ['metadata'], path: ['metadata', 0] }];
  const sources = (Array.isArray(listed) ? listed : []).map((source, i) => {
    const own: { [key: string]: Json } = {};
    const helm: { [key: string]: Json } = {};
    const put = (
      into: { [key: string]: Json },
      inside: Path,
      [name, attribute]: readonly [string, string],
      from: Path,
    ) => {
      const value = at(source, [...from, attribute]);
      if (value === undefined || value === null) return;
      into[name] = value;
      pieces.push({ at: ['spec', 'sources', i, ...inside, name], path: ['spec', 0, 'source', i, ...from, attribute] });
    };
    for (const names of sourceNames) put(own, [], names, []);
    for (const names of isOpen ? [] : helmNames) put(helm, ['helm'], names, ['helm', 0]);
    return { ...own, helm };
  });
  const metadata = withoutNulls(known(holder, ['metadata', 0]) ?? {});
  const value = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata, spec: { sources } };
  return { documents: [made(holder, value, pieces, ['spec'])], texts: [], unknown: isOpen ? ['spec'] : [] };
}

const sourceNames = [
  ['chart', 'chart'],
  ['path', 'path'],
  ['repoURL', 'repo_url'],
  ['targetRevision', 'target_revision'],
] as const;

const helmNames = [
  ['values', 'values'],
  ['releaseName', 'release_name'],
  ['parameters', 'parameter'],
] as const;

/** Texts, and lists of them. `told`: what Terraform tells of them elsewhere. */
function textsAt({ after, instance, tree, listed }: Holder, names: readonly string[], told = ''): Held {
  const texts: HeldText[] = [];
  const unknown: string[] = [];
  for (const name of names) {
    const value = after[name];
    if (holdsUnknown(at(instance.afterUnknown, [name]))) unknown.push(name);
    const paths = Array.isArray(value) ? value.map((_, i) => [name, i]) : [[name]];
    for (const path of paths) {
      const isHidden = isSensitive(tree, path) || listed.some((one) => one.length === 0 || one[0] === name);
      if (typeof at(after, path) !== 'string') continue;
      texts.push({
        path,
        ...(isHidden && { sensitive: { paths: [[]], told: isSensitive(tree, [`${name}_parsed`]) ? '' : told } }),
      });
    }
  }
  return { documents: [], texts, unknown };
}

function isSensitive(tree: Json | undefined, path: Path): boolean {
  return path.some((_, i) => at(tree, path.slice(0, i)) === true) || at(tree, path) === true;
}

function holdsUnknown(tree: Json | undefined): boolean {
  if (Array.isArray(tree)) return tree.some(holdsUnknown);
  return tree !== undefined && isObject(tree) ? Object.values(tree).some(holdsUnknown) : tree === true;
}

/** A value with stand-ins for what is not known of it; undefined where nothing is given. */
function known({ after, instance }: Holder, path: Path): Json | undefined {
  return filled(at(after, path), at(instance.afterUnknown, path)) ?? undefined;
}

/** An unset attribute is null in a plan. */
function withoutNulls(value: Json): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}

/** An object that is written in the values of a resource, at these places. */
function made(
  { part, tree, listed, after }: Holder,
  value: JsonObject,
  places: readonly Pick<Piece, 'at' | 'path'>[],
  home: Path,
): Document {
  let shown: Json = value;
  const paths: Path[] = [];
  for (const { at: to, path } of places) {
    const own = isSensitive(tree, path) ? true : at(tree, path);
    const given = at(shown, to);
    if (given === undefined) continue;
    const hidden = withoutSensitive(given, own);
    if (hidden.paths.length > 0) shown = withValue(shown, to, hidden.value);
    for (const inner of hidden.paths) paths.push([...to, ...inner]);
    // Where a state file lists what is sensitive, all that stands below counts.
    if (listed.some((one) => one.every((step, i) => i >= path.length || step === path[i]))) paths.push(to);
  }
  return new MadeDocument({
    value: shown as JsonObject,
    pieces: places.filter(({ path }) => at(after, path) !== undefined).map((place) => ({ ...place, document: part })),
    within: { document: part, path: home },
    home,
    ...(paths.length > 0 && { sensitive: { paths, told: '' } }),
  });
}
