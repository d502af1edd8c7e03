/** Words by which people call a secret: as the names of fields, in comments, and in the configurations of routers. */
import { nearest } from './nearest.ts';

/** In any name that holds one of these, whatever stands around it. */
const stems =
  /passw|passphr|pwd|secret|token|credential|private[-_ ]?key|api[-_ ]?key|auth[-_ ]?key|key[-_]?string|pre[-_ ]?shared/i;
/** Other languages' words for a password. */
const foreign =
  /kenn?wort|contrase|motdepasse|mot[-_ ]de[-_ ]passe|wachtwoord|senha|parola|has[l\u0142]o|парол|密码|密碼|口令/i;
/** As a part of a name between capitals, dashes and the like: `bgpPass`, `auth_pass`. */
const parts = new Set(['pass', 'passwd', 'psk', 'pw', 'passcode', 'creds', 'cred']);
/** Parts that are a secret's name only where nothing says that they are something else. */
const weakParts = new Set(['md5', 'auth', 'authentication', 'authenticator', 'key', 'keys', 'sha1', 'sha256', 'hmac']);
/** What names near to these are meant to say, and how many letters may be wrong. */
const meant: readonly (readonly [word: string, most: number])[] = [
  ['password', 2],
  ['passphrase', 2],
  ['secret', 1],
  ['authentication', 2],
];
/** Longer words are not compared letter by letter. */
const longestWord = 24;

/** The parts of a name: `bgp_md5Key` is `bgp`, `md5` and `key`. */
function partsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
}

/** What was said of names: texts repeat their words. */
const said = new Map<string, boolean>();
const mostSaid = 5000;

/** True for a name that can only be that of a secret: `password`, `pasword`, `authPass`, `tokens`. */
export function namesSecret(name: string): boolean {
  const before = said.get(name);
  if (before !== undefined) return before;
  const is = isSecretName(name);
  if (said.size >= mostSaid) said.clear();
  if (name.length <= longestWord) said.set(name, is);
  return is;
}

function isSecretName(name: string): boolean {
  if (name.length > 253) return stems.test(name.slice(0, 253));
  if (stems.test(name) || foreign.test(name)) return true;
  const own = partsOf(name);
  const squashed = own.join('');
  if (stems.test(squashed) || own.some((part) => parts.has(part))) return true;
  return [squashed, ...own].some(isNear);
}

/** The same, and names that may mean something else: `key`, `auth`, `md5`. */
export function mayNameSecret(name: string): boolean {
  return namesSecret(name) || partsOf(name.slice(0, 253)).some((part) => weakParts.has(part) || part.startsWith('md5'));
}

function isNear(word: string): boolean {
  if (word.length < 5 || word.length > longestWord) return false;
  return meant.some(([real, most]) => nearest(word, [real], most) !== undefined);
}

/** True for a word that no person would think of: capitals, small letters and digits mixed, or a long run of digits and letters. */
export function looksRandom(word: string): boolean {
  return (
    (word.length >= 8 && /[A-Z]/.test(word) && /[a-z]/.test(word) && /\d/.test(word)) ||
    (word.length >= 20 && /\d/.test(word) && /[a-z]/i.test(word))
  );
}

/** Keys whose value is the name of a Secret, which is none itself. */
const referring = /secret[-_]?(?:ref|name)$/i;
const objectName = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/** True for the name of a Secret under a key that wants one: `authSecretRef: bgp`. */
export function isReference(key: string, value: unknown): boolean {
  return referring.test(key) && isObjectName(value);
}

/** True for what may be the name of a Secret, or of any other object of Kubernetes. */
export function isObjectName(value: unknown): boolean {
  return typeof value === 'string' && objectName.test(value);
}
