/**
 * Messages without what a value of their objects gives away: `filters: ["password x"]`.
 *
 * Rules tell values of fields that they know, and this list of filters is one. A secret that is a single word in a known
 * field (`peerIP: x`) looks like any value.
 */
import { at, isObject } from '../lib/json.ts';
import { isHarmless, maskText } from '../lib/mask.ts';
import type { Json } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';

/** An object that holds more texts with secrets is a stranger's joke. */
const most = 100;

/** The same for what Terraform calls sensitive. */
const mostSensitive = 2000;

/** Of a longer text messages may tell this much. */
const longestTold = 40;

/** Replaces the texts of an object in which a secret is named, as rules may have told them. */
export class Teller {
  readonly #texts = new Map<Resource, readonly string[]>();
  readonly #sensitive = new Map<Resource, readonly RegExp[]>();

  /** The message with stars for such texts of any of the resources that it speaks of. */
  told(message: string, resources: readonly (Resource | undefined)[]): string {
    let harmless = message;
    for (const resource of new Set(resources)) {
      if (resource === undefined) continue;
      for (const text of this.#of(resource)) harmless = harmless.replaceAll(text, () => maskText(text));
      for (const pattern of this.#sensitiveOf(resource)) harmless = harmless.replace(pattern, '…');
    }
    return harmless;
  }

  #sensitiveOf(resource: Resource): readonly RegExp[] {
    if (resource.document.sensitive === undefined) return [];
    const cached = this.#sensitive.get(resource);
    if (cached !== undefined) return cached;
    const patterns = sensitiveTexts(resource).map(patternOf);
    this.#sensitive.set(resource, patterns);
    return patterns;
  }

  #of(resource: Resource): readonly string[] {
    const cached = this.#texts.get(resource);
    if (cached !== undefined) return cached;
    const secrets = new Set<string>();
    collect(resource.object, secrets);
    const texts = [...secrets].sort((a, b) => b.length - a.length);
    this.#texts.set(resource, texts);
    return texts;
  }
}

function collect(value: Json, found: Set<string>): void {
  if (found.size >= most) return;
  if (typeof value === 'string') {
    // A single word names no secret and tells it, too.
    if (/[\s:=]/.test(value) && !isHarmless(value)) found.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
  } else if (isObject(value)) {
    for (const member of Object.values(value)) collect(member, found);
  }
}

/**
 * What a plan calls sensitive of an object, as it is written and as facts tell it, the longest first; not what is told of it
 * elsewhere in the plan, nor what it is called.
 */
function sensitiveTexts({ document, base, facts, name, namespace, gvk }: Resource): readonly string[] {
  const { paths = [], told = '' } = document.sensitive ?? {};
  const found = new Set<string>();
  for (const path of paths) scalars(at(document.value, path) ?? null, found);
  if (paths.length > 0) scalars(facts, found);
  const shown = new Set([name, namespace, gvk.kind, gvk.version, `${gvk.group}/${gvk.version}`, ...base.map(String)]);
  return [...found]
    .filter((text) => text !== '' && !shown.has(text) && !told.includes(text))
    .sort((a, b) => b.length - a.length)
    .slice(0, mostSensitive);
}

function scalars(value: Json, found: Set<string>): void {
  if (typeof value === 'string' || typeof value === 'number') found.add(String(value));
  else if (Array.isArray(value)) for (const item of value) scalars(item, found);
  else if (isObject(value)) for (const member of Object.values(value)) scalars(member, found);
}

/** A long text is clipped in messages; a short one may be a part of any word. */
function patternOf(text: string): RegExp {
  const pattern = text.slice(0, longestTold).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.length > 3
    ? new RegExp(pattern, 'gu')
    : new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'gu');
}
