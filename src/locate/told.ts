/**
 * Messages without what a value of their objects gives away: `filters: ["password x"]`.
 *
 * Rules tell values of fields that they know, and this list of filters is one. A secret that is a single word in a known
 * field (`peerIP: x`) looks like any value.
 */
import { isObject } from '../lib/json.ts';
import { isHarmless, maskText } from '../lib/mask.ts';
import type { Json } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';

/** An object that holds more texts with secrets is a stranger's joke. */
const most = 100;

/** Replaces the texts of an object in which a secret is named, as rules may have told them. */
export class Teller {
  readonly #texts = new Map<Resource, readonly string[]>();

  /** The message with stars for such texts of any of the resources that it speaks of. */
  told(message: string, resources: readonly (Resource | undefined)[]): string {
    let harmless = message;
    for (const resource of new Set(resources)) {
      if (resource === undefined) continue;
      for (const text of this.#of(resource)) harmless = harmless.replaceAll(text, () => maskText(text));
    }
    return harmless;
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
