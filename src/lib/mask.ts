/** Hides secrets in text that is about to be shown. The grid stays: a masked text has the same lines and columns. */

import { looksRandom, mayNameSecret, namesSecret } from './secret-words.ts';

/** Characters of a text that one expression sees: V8 runs out of stack in a run of 40 million, on some of its versions. */
const stretch = 65_536;

/** The value as stars, with its line ends and blanks. */
export function stars(text: string): string {
  return covered(text, /\S+/g, '*');
}

/** A text of the same lines and columns with nothing in it. */
export function blanks(text: string): string {
  return covered(text, /[^\r\n]+/g, ' ');
}

function covered(text: string, what: RegExp, sign: string): string {
  let shown = '';
  for (let at = 0; at < text.length; at += stretch) {
    shown += text.slice(at, at + stretch).replace(what, (run) => sign.repeat(run.length));
  }
  return shown;
}

/** Words, each with what is no blank around it, in one line. */
const word = /[\p{L}\p{N}_.$-]+/gu;
/** A user and a password before a host: `https://user:x@host`. */
const userInfo = /\/\/[^/\s@:]*:[^/\s@]*@/;
/** What stands between the name of a secret and the secret. */
const between = /^[\s"'\u2018-\u201f)\]}:=,\\]*/;

/** True for the fault in the id of a rule, such as `calico/peer-without-password`. */
function isRule(line: string, { 0: found, index }: RegExpExecArray): boolean {
  return line[index - 1] === '/' && /^[a-z\d]+(?:-[a-z\d]+)+$/.test(found) && /[a-z\d]/.test(line[index - 2] ?? '');
}

/** Where in a line a secret begins: behind the first word that names one, and something follows. -1 if nowhere. */
function secretStart(line: string, names: (word: string) => boolean): number {
  for (const found of line.matchAll(word)) {
    if (!names(found[0]) || isRule(line, found)) continue;
    const end = found.index + found[0].length;
    if (between.exec(line.slice(end))?.[0].length !== line.length - end) return end;
  }
  return -1;
}

/** True for a line that ends with the name of a secret, which then stands on the next. */
function isOpen(line: string, names: (word: string) => boolean): boolean {
  const last = line.slice(-300).match(word)?.at(-1);
  const rest = last === undefined ? '' : line.slice(line.lastIndexOf(last) + last.length);
  return last !== undefined && names(last) && between.exec(rest)?.[0] === rest;
}

/**
 * The configuration of a router with stars for what follows a word that names a secret, up to the end of its line:
 * `neighbor 192.0.2.1 password x`, `key-string x`, `message-digest-key 1 md5 x`, `password "x";`. The secret may stand on
 * the line below its name. The community of SNMP is one too.
 */
export function maskRouterPasswords(text: string): string {
  let open = false;
  return text
    .split('\n')
    .map((line) => {
      if (open) {
        open = line.trim() === '';
        return open ? line : stars(line);
      }
      const snmp = /\bsnmp[\w-]*\b/i.exec(line);
      const at = snmp === null ? secretStart(line, mayNameSecret) : snmp.index + snmp[0].length;
      open = at === -1 && isOpen(line, mayNameSecret);
      if (at === -1) return userInfo.test(line) ? stars(line) : line;
      return line.slice(0, at) + stars(line.slice(at));
    })
    .join('\n');
}

/** True for a text in which no secret is named, as far as words tell. */
export function isHarmless(text: string): boolean {
  if (userInfo.test(text) || text.includes('-----BEGIN')) return false;
  const lines = text.trimEnd().split('\n');
  return lines.every(
    (line, i) => secretStart(line, namesSecret) === -1 && (i === lines.length - 1 || !isOpen(line, namesSecret)),
  );
}

/** A text that stands in a message: without what follows the name of a secret. */
export function maskText(text: string): string {
  if (userInfo.test(text) || text.includes('-----BEGIN')) return stars(text);
  return text
    .split('\n')
    .map((line) => {
      const at = secretStart(line, namesSecret);
      return at === -1 ? line : line.slice(0, at) + stars(line.slice(at));
    })
    .join('\n');
}

/** Where an editor finds the schema of a file: a host and a path, no part of which is a word that no person would think of. */
function namesSchema(comment: string): boolean {
  const url = /^# *yaml-language-server: *\$schema=(?:https?:\/\/)?([\w./-]{1,300}\.json)\s*$/.exec(comment)?.[1];
  return url?.split(/[/._-]/).every((part) => !namesSecret(part) && !looksRandom(part)) === true;
}

/** A comment: as stars where it speaks of secrets at all. What answers findings stays, but its reason. */
export function maskComment(comment: string): string {
  if (namesSchema(comment)) return comment;
  const directive =
    /^#[#\s]*bgplint-ignore:?(?:[\s,]+[\w*@/-]*[/*@][\w*@/-]*)*(?:\s+--(?=\s))?/.exec(comment)?.[0] ?? '#';
  const rest = comment.slice(directive.length);
  const words = rest.match(word) ?? [];
  const speaks =
    userInfo.test(rest) || /\bsnmp/i.test(rest) || words.some((found) => mayNameSecret(found) || looksRandom(found));
  return directive + (speaks ? stars(rest) : rest);
}

/** A name that stands in a message: none that is a secret itself, or holds one (`{password:x}` is a key to YAML). */
export function maskName(name: string): string {
  return looksRandom(name) ? '…' : maskText(name);
}
