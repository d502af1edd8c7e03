/** Names of files as git writes them (Documentation/config/core.txt, core.quotePath; quote.c). */

const letters: { readonly [letter: string]: number } = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};

/**
 * A name as it is on disk. In quotes, git spells special bytes as in C: by a letter or by three octal digits. `written`
 * holds a character for each byte. What is no UTF-8 becomes U+FFFD, as it does where folders are listed.
 */
export function unquoted(written: string): string {
  const quoted = /^"(.*)"$/s.exec(written);
  const bytes: number[] = [];
  if (quoted === null) for (const byte of written) bytes.push(byte.charCodeAt(0));
  else {
    for (const [part, octal, letter] of (quoted[1] ?? '').matchAll(/\\([0-3][0-7]{2})|\\(.)|[^\\]/gs)) {
      if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
      else bytes.push((letter === undefined ? undefined : letters[letter]) ?? part.charCodeAt(part.length - 1));
    }
  }
  return decoded(Uint8Array.from(bytes));
}

/** The entries of `git ls-files --stage -z`: files that git keeps, and submodules. */
export function readIndex(bytes: Uint8Array): { tracked: ReadonlySet<string>; submodules: ReadonlySet<string> } {
  const tracked = new Set<string>();
  const submodules = new Set<string>();
  for (const entry of decoded(bytes).split('\0')) {
    if (entry === '') continue;
    const path = entry.slice(entry.indexOf('\t') + 1);
    (entry.startsWith('160000 ') ? submodules : tracked).add(path);
  }
  return { tracked, submodules };
}

/** What a file was before a change: its mode in octal digits, and the id of its text. */
export interface Former {
  readonly mode: string;
  readonly id: string;
}

/** The files of `git diff --raw -z --no-abbrev --no-renames`, with what each was; undefined: it was not there. */
export function readRaw(bytes: Uint8Array): ReadonlyMap<string, Former | undefined> {
  const files = new Map<string, Former | undefined>();
  const fields = decoded(bytes).split('\0');
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [facts = '', name = ''] = fields.slice(i, i + 2);
    const [, mode = '', id = ''] = /^:(\d{6}) \d{6} ([0-9a-f]+) /.exec(facts) ?? [];
    const former = /^0*$/.test(mode) || /^0*$/.test(id) ? undefined : { mode, id };
    // What is not merged stands there twice, once without its past.
    if (former !== undefined || !files.has(name)) files.set(name, former);
  }
  return files;
}

/** The files that an attribute lets another program, or another encoding, rewrite (`git check-attr -z`). */
export function readAttributes(bytes: Uint8Array): readonly string[] {
  const fields = decoded(bytes).split('\0');
  const files = new Set<string>();
  for (let i = 0; i + 2 < fields.length; i += 3) {
    const [file = '', , value = ''] = fields.slice(i, i + 3);
    if (value !== 'unspecified' && value !== 'unset') files.add(file);
  }
  return [...files];
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
