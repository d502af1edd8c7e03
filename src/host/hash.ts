/** SHA-256 through Node, whose module for it is loaded with the first text: a run without findings needs none. */
import module from 'node:module';

type Crypto = typeof import('node:crypto');
let crypto: Crypto | undefined;

/** In hexadecimal digits. */
export function sha256(text: string): string {
  crypto ??= module.createRequire(import.meta.url)('node:crypto') as Crypto;
  return crypto.createHash('sha256').update(text).digest('hex');
}
