/** The Secrets that a kustomization generates (sigs.k8s.io/kustomize api/types, SecretArgs and KvPairSources). */
import { at, isObject, text } from '../../lib/json.ts';
import { isPlaceholder } from '../../lib/placeholder.ts';
import type { Document, Json, JsonObject } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import { withoutSecrets } from '../kubernetes/secrets.ts';

/** The kind of these resources: none of Kubernetes', since kustomize alone knows them. */
const kind = 'SecretGenerator';

/**
 * One resource for each item of `secretGenerator`, its literals hidden. The fact of the whole tells `{ keys, all }`: the
 * keys that the Secret gets, and whether there are no others, as there may be from `envs`. Its namespace is the item's own,
 * or else the kustomization's. Numbers count from `firstId`.
 */
export function generatedSecrets(document: Document, firstId: number): Resource[] {
  const items = at(document.value, ['secretGenerator']);
  if (!Array.isArray(items)) return [];
  const resources: Resource[] = [];
  for (const [i, item] of items.entries()) {
    if (!isObject(item)) continue;
    const { object, facts } = withoutSecrets('kubernetes', kind, item);
    resources.push({
      id: firstId + resources.length,
      document,
      base: ['secretGenerator', i],
      family: 'kubernetes',
      kind,
      gvk: { group: '', version: '', kind },
      name: text(item, ['name']),
      namespace: text(item, ['namespace']) || text(document.value, ['namespace']),
      partial: /^(?:merge|replace)$/.test(text(item, ['behavior'])),
      object,
      facts: { ...facts, '': keysOf(item) },
    });
  }
  return resources;
}

/** `key=value` of a literal; `key=path` or a path of a file, whose base name is the key. */
function keysOf(item: JsonObject): JsonObject {
  const literals = list(item, 'literals').map(literalKey);
  const files = list(item, 'files').map(fileKey);
  const named = [...literals, ...files];
  const keys = named.filter((key) => key !== undefined);
  const isOpen = list(item, 'envs').length > 0 || item['env'] !== undefined || keys.length < named.length;
  return { keys, all: !isOpen };
}

function literalKey(literal: Json): string | undefined {
  const key = typeof literal === 'string' && literal.includes('=') ? literal.slice(0, literal.indexOf('=')).trim() : '';
  return key === '' || isPlaceholder(key) || key.startsWith('ENC[') ? undefined : key;
}

function fileKey(file: Json): string | undefined {
  if (typeof file !== 'string' || isPlaceholder(file)) return undefined;
  const equals = file.indexOf('=');
  const key = equals === -1 ? file.slice(file.lastIndexOf('/') + 1) : file.slice(0, equals);
  return key.trim() === '' ? undefined : key.trim();
}

function list(item: JsonObject, key: string): readonly Json[] {
  const member = item[key];
  return Array.isArray(member) ? member : [];
}
