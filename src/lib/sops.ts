/** What SOPS leaves in the documents that it encrypts (getsops/sops aes/cipher.go and sops.go). */
import type { Json } from '../model/document.ts';
import { isObject } from './json.ts';

const form =
  /^ENC\[AES256_GCM,data:[A-Za-z0-9+/=]*,iv:[A-Za-z0-9+/=]+,tag:[A-Za-z0-9+/=]+,type:(?:str|int|float|bool|bytes|comment|time)\]$/;

/** True for a value in the form of an encrypted one; it is one only in a document with SOPS' metadata. */
export function isEncrypted(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('ENC[') && form.test(value);
}

/** True for the root of a document that SOPS encrypted: `sops` says when, and holds the code that authenticates the rest. */
export function hasSopsMetadata(root: Json): boolean {
  const metadata = isObject(root) ? root['sops'] : undefined;
  return isObject(metadata) && isEncrypted(metadata['mac']) && typeof metadata['lastmodified'] === 'string';
}

/**
 * A value of a document without SOPS' metadata, in which nothing can be encrypted: what has the form is cut to `ENC[…]`,
 * which is a text like any other. The value itself where there is none.
 */
export function withoutForgeries(value: Json): Json {
  if (typeof value === 'string') return isEncrypted(value) ? 'ENC[…]' : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(withoutForgeries);
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  const members = Object.entries(value).map(([key, member]): [string, Json] => [key, withoutForgeries(member)]);
  return members.some(([key, member]) => member !== (value as { readonly [key: string]: Json })[key])
    ? Object.fromEntries(members)
    : value;
}
