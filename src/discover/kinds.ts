/** What a file's name says about it. */
import { nameOf } from '../lib/paths.ts';

export type FileKind = 'yaml' | 'json' | 'template' | 'other';

const kinds: ReadonlyMap<string, FileKind> = new Map([
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['json', 'json'],
  ['j2', 'template'],
  ['tpl', 'template'],
  ['tmpl', 'template'],
  ['gotmpl', 'template'],
]);

/** By the last extension of the name: `x.yaml.j2` is a template. Kustomize's third name for its file has none. */
export function fileKind(path: string): FileKind {
  const name = nameOf(path);
  if (name === 'Kustomization') return 'yaml';
  return kinds.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? 'other';
}

/** The extensions of files that a walk reads, without the dot. */
export const readExtensions = [...kinds].filter(([, kind]) => kind !== 'template').map(([extension]) => extension);
