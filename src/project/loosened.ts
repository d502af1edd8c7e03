/** What a change of config, baseline, .gitignore and kustomizations loosens: what it answers beside the files under check. */
import { isKustomization } from '../classify/kustomize/kustomization.ts';
import { added, listed, loosenedBy, quoted } from '../config/compare.ts';
import { nodeFiles } from '../host/files.ts';
import { absolute } from '../host/paths.ts';
import { kindAt } from '../lib/files.ts';
import type { FileSystem } from '../lib/host.ts';
import { isObject } from '../lib/json.ts';
import { defaultLimits } from '../lib/limits.ts';
import { below, child, folderOf, isWithin, relative } from '../lib/paths.ts';
import type { LintResult } from '../lint/request.ts';
import type { Json } from '../model/document.ts';
import type { Ledger } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import { parseYaml } from '../parse/index.ts';
import { ignoring, isGitignore } from './gitignore.ts';
import type { Settings } from './settings.ts';
import type { AtCommit } from './state.ts';

type Loosened = NonNullable<Ledger['loosened']>;

export interface SettingsChange {
  readonly state: AtCommit;
  readonly before: Settings & { readonly unusable?: string };
  readonly after: Settings;
  readonly rules: readonly Rule[];
  readonly cwd: string;
  readonly left: LintResult['left'];
  /** Files that hold objects of BGP, and the folders above them, absolute: a kustomization of none of them is not told. */
  readonly subjects: ReadonlySet<string>;
}

/** Kustomizations may be many: these are named, and how many more there are. */
const mostKustomizations = 20;

/** The files that changed and decide on findings, in the order of their weight, with what each loosens. */
export async function loosened(change: SettingsChange): Promise<Loosened> {
  const { state, cwd } = change;
  const since = state.commit.slice(0, 12);
  const changed = [
    ...(await configs(change)),
    ...baselines(change),
    ...(await gitignores(change)),
    ...(await kustomizations(change)),
  ];
  return changed.map(({ path, what }) => ({ file: relative(cwd, path), since, what }));
}

type Found = { readonly path: string; readonly what: readonly string[] };

async function configs({ before, after, rules }: SettingsChange): Promise<readonly Found[]> {
  const [then, now] = [before.loaded.file, after.loaded.file];
  const path = now?.path ?? then?.path;
  if (path === undefined) return [];
  if (before.unusable !== undefined) return [{ path, what: [`it was not usable before (${before.unusable})`] }];
  if (then?.path === now?.path && then?.document.source.text === now?.document.source.text) return [];
  const moved = then !== undefined && now !== undefined && then.path !== now.path;
  const what = [
    ...(now === undefined
      ? ['it was removed']
      : moved
        ? [`it is used instead of ${quoted(then.document.source.file)}`]
        : []),
    ...loosenedBy(before.loaded.config, after.loaded.config, rules),
  ];
  return [{ path, what }];
}

function baselines({ before, after }: SettingsChange): readonly Found[] {
  const path = after.baseline?.path;
  if (path === undefined) return [];
  const earlier = new Set((before.baseline?.entries ?? []).map(({ fingerprint }) => fingerprint));
  const more = after.baseline?.entries.filter(({ fingerprint }) => !earlier.has(fingerprint)) ?? [];
  if (more.length > 0) {
    return [
      {
        path,
        what: [
          `${more.length} ${more.length === 1 ? 'entry' : 'entries'} added (${listed([...new Set(more.map(({ rule }) => rule))])})`,
        ],
      },
    ];
  }
  return after.baseline?.entries.length === before.baseline?.entries.length ? [] : [{ path, what: [] }];
}

/** Of what the walk left alone, what it would have read with the .gitignore files of before. */
async function gitignores({ state, left, cwd }: SettingsChange): Promise<readonly Found[]> {
  const hiding = new Map(
    [...state.differs.keys()].filter(isGitignore).map((own) => [`${state.root}/${own}`, { files: 0, folders: 0 }]),
  );
  const ignored = left.filter(({ reason }) => reason.includes('.gitignore'));
  if (ignored.length === 0) return [...hiding.keys()].map((path) => ({ path, what: [] }));
  const wasIgnored = ignoring(await state.files(), state.root);
  const isIgnored = ignoring(nodeFiles, state.root);
  for (const { file } of ignored) {
    const path = nodeFiles.real(absolute(cwd, file)) ?? '';
    const inside = below(state.root, path);
    if (inside === undefined || (await wasIgnored(inside))) continue;
    const by = nearest(path, state.root, hiding);
    // Tools make a .gitignore that names itself: nobody sends that to anybody.
    if (await isIgnored(below(state.root, by) ?? '')) continue;
    const counts = hiding.get(by) ?? { files: 0, folders: 0 };
    // A folder is left as a whole.
    if (kindAt(nodeFiles, path) === 'folder') counts.folders++;
    else counts.files++;
    hiding.set(by, counts);
  }
  return [...hiding].map(([path, { files, folders }]) => {
    const counts = [files === 0 ? '' : number(files, 'file'), folders === 0 ? '' : number(folders, 'folder')];
    const were = files + folders === 1 ? 'was' : 'were';
    const hides = `hides ${counts.filter(Boolean).join(' and ')} that ${were} not ignored before`;
    return { path, what: files + folders === 0 ? [] : [hides] };
  });
}

/** The .gitignore above a path that changed, or else one that git does not keep. */
function nearest(path: string, root: string, changed: ReadonlyMap<string, unknown>): string {
  const above: string[] = [];
  for (let folder = folderOf(path); isWithin(root, folder); folder = folderOf(folder)) {
    above.push(child(folder, '.gitignore'));
  }
  return (
    above.find((one) => changed.has(one)) ??
    above.find((one) => kindAt(nodeFiles, one) === 'file') ??
    `${root}/.gitignore`
  );
}

/** What they write over other files' values is undecided; what they list no more is not applied. */
async function kustomizations({ state, subjects }: SettingsChange): Promise<readonly Found[]> {
  const changed = [...state.differs.keys()].filter(isKustomization).sort();
  if (changed.length === 0 || subjects.size === 0) return [];
  const before = await state.files();
  const all = changed.flatMap((own): Found[] => {
    const path = `${state.root}/${own}`;
    const [then, now] = [kustomizationIn(before, path), kustomizationIn(nodeFiles, path)];
    if (!concerns(path, [then, now], subjects)) return [];
    return [{ path, what: now === undefined ? ['it was removed'] : [...lost(then, now), ...patches(then, now)] }];
  });
  const named = all.slice(0, mostKustomizations);
  const more = all.length - named.length;
  const [last] = named.slice(-1);
  return more === 0 || last === undefined
    ? named
    : [...named.slice(0, -1), { ...last, what: [...last.what, `${number(more, 'more kustomization')} changed`] }];
}

/** Undefined where there is none that can be read. */
function kustomizationIn(files: FileSystem, path: string): { readonly [key: string]: Json } | undefined {
  try {
    const text = files.read(path, defaultLimits.documentBytes).decode('utf-8');
    const [document] = parseYaml({ file: path, text }, { limits: defaultLimits, wants: () => true }).documents;
    return isObject(document?.value) ? document.value : undefined;
  } catch {
    return undefined;
  }
}

type Kustomization = ReturnType<typeof kustomizationIn>;

/** True if objects of BGP are in its tree, or in what it lists before or after the change. */
function concerns(path: string, states: readonly Kustomization[], subjects: ReadonlySet<string>): boolean {
  const folder = folderOf(path);
  const listed = states.flatMap((state) => ['resources', 'bases', 'components'].flatMap((key) => items(state, key)));
  const trees = listed.flatMap((item) => (typeof item === 'string' ? [absolute(folder, item)] : []));
  return [folder, ...trees].some((tree) => subjects.has(tree));
}

function lost(then: Kustomization, now: Kustomization): readonly string[] {
  const gone = ['resources', 'bases'].flatMap((key) => added(items(now, key), items(then, key)));
  return gone.length === 0 ? [] : [`no longer lists ${listed(gone.map(quoted))}`];
}

function patches(then: Kustomization, now: Kustomization): readonly string[] {
  const keys = ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'replacements', 'components', 'transformers'];
  return keys.flatMap((key) => {
    const more = added(items(then, key), items(now, key)).length;
    return more === 0 ? [] : [`${more} added under ${key}`];
  });
}

function items(kustomization: Kustomization, key: string): readonly Json[] {
  const value = kustomization?.[key];
  return Array.isArray(value) ? value : [];
}

function number(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
