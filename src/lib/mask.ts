/** Hides secrets in text that is about to be shown. The grid stays: a masked text has the same lines and columns. */

import type { Span } from '../model.ts';

/** Words that a key has where its value is a secret. */
const word = /passw|pwd|passphrase|secret|token|credential|private[-_]?key|api[-_]?key|auth[-_]?key/i;
/** Keys whose value is the name of a Secret, which is none itself; whatever has not the form of such a name stays hidden. */
const referring = /secret_?(?:ref|name)$/i;
const secretName = /^\s*(["']?)[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\1,?\s*(?:\s#.*)?$/;
const isReference = (name: string, value: string) => referring.test(name) && secretName.test(value);
/** A key, maybe in quotes, which are escaped in a string that holds JSON. */
const key = `(?:\\\\*["'])?([\\w.$/-]+)(?:\\\\*["'])?[ \\t]*`;
/** A line that is one entry: what stands before the value, the key, the value, which may begin on the next line. */
const wholeLine = new RegExp(`^(\\s*(?:-\\s+)*${key}[:=][ \\t]*)(.*)$`);
/** Keys of flow mappings and of JSON on one line. */
const memberKey = new RegExp(`(?<=^|[\\s{,])${key}:`, 'g');
/** The value of such a key; one that its line does not end goes on to the end. */
const memberValue =
  /\s*(?:"[^"\\]*(?:\\.[^"\\]*)*"?|'[^']*(?:''[^']*)*'?|\\+".*?(?:\\+"|$)|\[[^\]]*\]?|[^\s"'{[,}\]][^,}\]]*)/y;
/** `name: BGP_PASSWORD`, beside which containers have `value: …`. */
const nameMember = /(?:^|[\s{,"'])name\\*["']?[ \t]*[:=][ \t]*\\*["']?([\w.$/-]+)/g;
/** A line that is an entry of a mapping. */
const entry = /^\s*["']?[\w.$/-]+["']?\s*:(?:\s|$)/;
/** A mapping or comment in the place of a secret: `password: {secretKeyRef: …}` names a secret and holds none. */
const names = /^(?:#|\{\s*(?:\}|$|["']?(?:secretKeyRef|valueFrom|secretName|name)\b))/;
const secretDocument = /^[ \t]*(?:-[ \t]+)*["']?kind["']?[ \t]*:.*\bSecret\b|[{,]\s*["']kind["']\s*:\s*["']Secret["']/m;
/** What may be seen of a Secret: it says nothing. */
const harmless =
  /^\s*(?:-\s+)*(?:apiVersion:\s*v1|kind:\s*(?:Secret|List)|(?:metadata|data|stringData|items):|---)\s*$/;
/** What stands before the `kind` of a Secret, in the column of its other members. */
const kindColumn = /^([ \t]*(?:-[ \t]+)*)kind:[ \t]*Secret[ \t]*$/gm;
const plainName = `["']?[a-z0-9][a-z0-9.-]{0,252}["']?`;
/** The names of a Secret in one line, and its type. */
const naming = new RegExp(
  `^(?:metadata:\\s*\\{\\s*(?:(?:name|namespace):\\s+${plainName}\\s*,?\\s*){1,2}\\}|type:\\s+(?:Opaque|kubernetes\\.io/[a-z-]{1,40}))\\s*$`,
);
/** Those on lines of their own, below `metadata`. */
const nameBelow = new RegExp(`^(?:name|namespace):\\s+${plainName}\\s*$`);
/** What says nothing of an item of a kustomization's `secretGenerator`. */
const generatorLine = new RegExp(
  `^\\s*(?:-\\s+)?(?:(?:name|namespace):\\s+${plainName}|type:\\s+(?:Opaque|kubernetes\\.io/[a-z-]{1,40})|(?:literals|files|envs):)\\s*$`,
);

/**
 * The text with every value that may be a secret replaced by `*`: values of keys that speak of one (`password`,
 * `token`, …), with what continues them, and everything in a document that holds a Secret.
 */
export function maskSecrets(text: string): string {
  return text
    .split(/^(?=---(?:\s|$))/m)
    .map((document) => (secretDocument.test(document) ? maskSecret(document) : maskRouterPasswords(maskKeys(document))))
    .join('');
}

/**
 * The text with stars for the passwords of BGP neighbours in a router's configuration: `neighbor 192.0.2.1 password x`
 * (FRRouting/frr doc/user/bgp.rst; Cisco's has a digit for the kind before the password).
 */
export function maskRouterPasswords(text: string): string {
  return text.replace(
    /(\bneighbor[ \t]+[^\s]+[ \t]+password[ \t]+(?:\d[ \t]+)?)([^\r\n]+)/gi,
    (_, before: string, value: string) => before + stars(value),
  );
}

/** The text with everything in the spans replaced by `*`. */
export function maskSpans(text: string, spans: readonly Span[]): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    shown += text.slice(at, Math.max(at, start)) + stars(text.slice(Math.max(at, start), end));
    at = Math.max(at, end);
  }
  return shown + text.slice(at);
}

/** The value as stars, with its line ends. */
export function stars(text: string): string {
  return text.replace(/\S+/g, (run) => '*'.repeat(run.length));
}

function maskSecret(document: string): string {
  // Of several in a List, or one in the text of another, the outermost: what is deeper may be a value.
  const columns = [...document.matchAll(kindColumn)].map(([, before = '']) => before.length);
  const column = columns.length === 0 ? -1 : Math.min(...columns);
  let below = -1;
  return lines(document)
    .map((line) => {
      const start = line.search(/[^\s-]|-\S/);
      if (start !== -1 && start <= column) below = -1;
      const entry = line.slice(Math.max(start, 0));
      const isOwn = start === column && naming.test(entry);
      // The first line below it tells the column of its members.
      if (below === 0 && start !== -1) below = start;
      const isNamed = below > 0 && start === below && nameBelow.test(entry);
      if (start === column && /^metadata:\s*$/.test(entry)) below = 0;
      return isOwn || isNamed || harmless.test(line) ? line : stars(line);
    })
    .join('');
}

function maskKeys(document: string): string {
  const all = lines(document);
  const isNaming = all.map((line) => [...line.matchAll(nameMember)].some(([, name = '']) => word.test(name)));
  let inside = -1;
  let isOpen = false;
  let isGenerator = false;
  return all
    .map((line, i) => {
      const indent = line.search(/\S/);
      // What begins under its key may be a mapping, which only names a secret, or a list at the key's own indent.
      if (isOpen && entry.test(line)) inside = -1;
      const isItem = indent === inside && isOpen && line[indent] === '-';
      if (indent !== -1 && !isItem) isOpen = false;
      if (inside >= 0 && (indent === -1 || indent > inside || isItem)) {
        return isGenerator && generatorLine.test(line) ? line : stars(line);
      }
      inside = -1;
      const isBesideName = isNaming[i] === true || isNaming[i - 1] === true || isNaming[i + 1] === true;
      const isSecret = (name: string) => word.test(name) || (isBesideName && name === 'value');
      const bare = line.replace(/[\r\n]+$/, '');
      const [, before = '', name = '', value = ''] = wholeLine.exec(bare) ?? [];
      if (name === '' || !isSecret(name) || names.test(value)) return maskMembers(line, isSecret);
      if (isReference(name, value)) return line;
      inside = indent;
      isGenerator = name === 'secretGenerator';
      isOpen = value === '';
      return before + stars(value) + line.slice(bare.length);
    })
    .join('');
}

function maskMembers(line: string, isSecret: (name: string) => boolean): string {
  const spans: Span[] = [];
  memberKey.lastIndex = 0;
  for (let found = memberKey.exec(line); found !== null; found = memberKey.exec(line)) {
    if (!isSecret(found[1] ?? '')) continue;
    const start = memberKey.lastIndex;
    memberValue.lastIndex = start;
    const value = memberValue.exec(line)?.[0] ?? '';
    memberKey.lastIndex = start + value.length;
    if (isReference(found[1] ?? '', value)) continue;
    spans.push({ start, end: start + value.length });
  }
  return maskSpans(line, spans);
}

/** Lines with their ends. */
function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
