/** What sentences about an object may show of it: its secrets, and texts that may be one, stay out. */
import { maskName, maskText } from '../../lib/mask.ts';
import { namesSecret } from '../../lib/secret-words.ts';
import type { Document, Json, JsonObject, Path } from '../../model/document.ts';
import type { Family } from '../../model/resource.ts';

/** An object as it is written, and as rules may see it: its secrets replaced. */
export interface Subject {
  readonly document: Document;
  readonly base: Path;
  readonly family: Family;
  readonly kind: string;
  readonly object: JsonObject;
  readonly shown: JsonObject;
}

/** `spec.exportV4[0]`. */
export function shownPath(path: Path): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${maskName(step)}`))
    .join('');
}

/** True where somebody may have put a password in clear text, though the field wants something else. */
export function mayBeSecret(path: Path): boolean {
  return path.some((step) => typeof step === 'string' && namesSecret(step));
}

/** A value for a sentence; none that may be a secret. */
export function shownValue(path: Path, value: Json | undefined): string {
  if (mayBeSecret(path)) return '…';
  return shortened(maskText(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')));
}

/** A text for a sentence. */
export function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
