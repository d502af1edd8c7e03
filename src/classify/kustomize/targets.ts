/** Which objects a patch or replacement is for (sigs.k8s.io/kustomize api/types, Selector). */
import { at, isObject, text } from '../../lib/json.ts';
import type { Json } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';

/** What an object must be. '' is anything; group, version, kind, name and namespace are anchored patterns. */
export interface Target {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** Selectors as kubectl's `-l` takes them. */
  readonly labels: string;
  readonly annotations: string;
}

/** A `target` or `select`; undefined for what is no mapping. */
export function targetOf(value: Json | undefined): Target | undefined {
  if (!isObject(value)) return undefined;
  const of = (key: string) => text(value, [key]);
  return {
    group: of('group'),
    version: of('version'),
    kind: of('kind'),
    name: of('name'),
    namespace: of('namespace'),
    labels: of('labelSelector'),
    annotations: of('annotationSelector'),
  };
}

/** The object that a strategic merge patch names itself. Its version does not tell: kustomize matches others, too. */
export function ownTarget(value: Json): Target | undefined {
  const [kind, name] = [text(value, ['kind']), text(value, ['metadata', 'name'])];
  if (kind === '' || name === '') return undefined;
  const apiVersion = text(value, ['apiVersion']);
  const group = apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));
  const namespace = text(value, ['metadata', 'namespace']);
  return { group, version: '', kind, name, namespace, labels: '', annotations: '' };
}

/** True for one that picks out nothing: kustomize patches all that it builds, and nobody means that. */
export function isAnything({ kind, name, labels, annotations }: Target): boolean {
  return kind === '' && name === '' && labels === '' && annotations === '';
}

/** True for text without any sign of a pattern but the dot, which groups and names are full of. */
export const isPlainName = (pattern: string) => /^[\w./-]*$/.test(pattern);

/** What a patch sees of an object. */
export type Identity = Pick<Resource, 'gvk' | 'name' | 'namespace' | 'object'>;

/** True if all of a target but its namespace holds of an object: kustomizations set that, too. */
export function isMeant(target: Target, { gvk, name, object }: Identity): boolean {
  return (
    matches(target.kind, gvk.kind) &&
    matches(target.group, gvk.group) &&
    matches(target.version, gvk.version) &&
    matches(target.name, name) &&
    selects(target.labels, at(object, ['metadata', 'labels'])) &&
    selects(target.annotations, at(object, ['metadata', 'annotations']))
  );
}

/** Longer patterns, and texts, are matched by nothing. */
const longest = 500;

/**
 * Kustomize anchors patterns at both ends. Of regular expressions only alternatives, `.*`, and few repetitions of single
 * characters are understood: one of a stranger may take for ever. What is not understood matches what it spells.
 */
export function matches(pattern: string, name: string): boolean {
  if (pattern === '' || pattern === name) return true;
  if (pattern.length > longest || name.length > longest) return false;
  const [, inner = pattern] = /^\^?\(([^()]*)\)\$?$/.exec(pattern) ?? /^\^?([^()]*?)\$?$/.exec(pattern) ?? [];
  return !/[()]/.test(inner) && inner.split('|').some((part) => matchesPart(part, name));
}

function matchesPart(part: string, name: string): boolean {
  if (/^[\w./-]*(?:\.\*[\w./-]*)*$/.test(part)) return matchesPieces(part.split('.*'), name);
  const isSimple = /^(?:(?:[\w./-]|\\[dDwW.-]|\[\^?[\w.-]+\])[*+?]?)*$/.test(part);
  if (!isSimple || (part.match(/[*+?]/g) ?? []).length > 2) return false;
  try {
    return new RegExp(`^(?:${part})$`).test(name);
  } catch {
    return false;
  }
}

/** The pieces in their order, the first at the start and the last at the end. */
function matchesPieces(pieces: readonly string[], name: string): boolean {
  let from = 0;
  return pieces.every((piece, i) => {
    const isLast = i === pieces.length - 1;
    const start = i === 0 ? 0 : isLast ? name.length - piece.length : name.indexOf(piece, from);
    if (start < from || !name.startsWith(piece, start)) return false;
    from = start + piece.length;
    return !isLast || from === name.length;
  });
}

/** `a=b, c!=d, e in (f, g), h, !i` (k8s.io/apimachinery pkg/labels); what cannot be read selects nothing. */
function selects(selector: string, labels: Json | undefined): boolean {
  if (selector === '') return true;
  if (selector.length > longest) return false;
  return selector.split(/,(?![^(]*\))/).every((requirement) => isMet(requirement.trim(), labels));
}

function isMet(requirement: string, labels: Json | undefined): boolean {
  const compared = /^([^\s=!()]+)\s*(==?|!=)\s*([^\s=!()]*)$/.exec(requirement);
  if (compared !== null) {
    const [, key = '', operator, value] = compared;
    return (at(labels, [key]) === value) === (operator !== '!=');
  }
  const listed = /^([^\s=!()]+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(requirement);
  if (listed !== null) {
    const [, key = '', operator, values = ''] = listed;
    const label = at(labels, [key]);
    return values.split(',').some((value) => value.trim() === label) === (operator === 'in');
  }
  const named = /^(!?)\s*([^\s=!()]+)$/.exec(requirement);
  return named !== null && (at(labels, [named[2] ?? '']) !== undefined) === (named[1] === '');
}
