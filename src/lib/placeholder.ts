/** Values that the scan cannot know. */
import { isEncrypted } from './sops.ts';

/**
 * Text that something else replaces before the object reaches a cluster:
 * - `${NAME}`, `${NAME:=default}`: Flux post-build substitution, envsubst, Terraform's templatefile
 * - `{{ … }}` within one line: Helm, Go templates, Jinja
 * - `ENC[…]` as a whole value: what SOPS encrypted, in a document with its metadata (see `sops.ts`)
 */
const forms: readonly (readonly [open: string, close: string, lines: boolean])[] = [
  ['${', '}', true],
  ['{{', '}}', false],
];

/**
 * Forms that count only as a whole value, since inside of one they are ordinary text:
 * - `<path:secret/data/bgp#password>` of argocd-vault-plugin, `<AS number>` of documentation
 * - `$(NAME)`: kustomize vars, Azure Pipelines, container arguments. Inside of a script it is a shell's command
 *   substitution, which is part of the value and leaves nothing unknown about it.
 * - `__NAME__`, capitals only: scripts that put their values in with sed, as in Calico's own end-to-end tests
 */
const marker = /<[^<>\n]+>|\$\([A-Za-z_][\w.-]*\)|__[A-Z][A-Z0-9_]*__/.source;
/** `$NAME`, of envsubst and sed; in other letters it may be a password. */
const capitals = /\$[A-Z_][A-Z0-9_]*/.source;
/**
 * What no name, address, number or label of Kubernetes is, while a password may be: `$name` (OpenShift's reference
 * configurations), `‹name›`, `__name__`, `_name_`, and the marks of programs that put values in:
 * - `@NAME@`, `@@NAME@@`: autoconf, CMake, Maven's filters; `%NAME%`, `%%NAME%%`: sed
 * - `#{NAME}`, `#{NAME}#`: Octopus Deploy, Azure Pipelines' replacetokens
 * - `((name))`: Concourse, BOSH; also with a path of a secret, `((net/bgp.asn))`
 * - `ref+vault://path#/key`: vals, and helmfile with it; `vault:secret/data/net#asn`: bank-vaults' webhook;
 *   `op://vault/item/field`: 1Password
 */
const wide = [
  /\$[A-Za-z_]\w*|‹[^‹›\n]+›|_[A-Za-z](?:[\w-]*[A-Za-z0-9])?_|__[A-Za-z](?:[\w-]*[A-Za-z0-9])?__/.source,
  /@[A-Za-z_][\w.-]*@|@@[A-Za-z_][\w.-]*@@|%[A-Za-z_][\w.-]*%|%%[A-Za-z_][\w.-]*%%/.source,
  /#\{[\w.: -]+\}#?|\(\([A-Za-z_][\w.:/-]*\)\)/.source,
  /ref\+[a-z][a-z0-9]*:\/\/\S+|>?>?vault:[\w./-]+#\S+|op:\/\/\S+/.source,
].join('|');
/** What stands for an address, a number or a boolean, and may be the name of something elsewhere: `NEIGHBOR_IP`. */
const shouted = /[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+/.source;

/** One of some forms, or a range from one to another. */
const wholly = (...some: readonly string[]): RegExp => {
  const one = `(?:${some.join('|')})`;
  return new RegExp(`^${one}(?:\\s*-\\s*${one})?$`);
};
const whole = wholly(marker);
const wholeSecret = wholly(marker, capitals);
const wholeValue = wholly(marker, wide);
const number = `(?:${[marker, wide, shouted].join('|')})`;
/** Also a part of an address, `10.0.__RACK__.1`, and with a mask or a port behind it. */
const wholeNumber = new RegExp(
  `^(?:[\\da-fA-F.:]*[.:])?${number}(?:\\s*-\\s*${number}|\\.[\\d.]*\\d(?::\\d{1,5})?|:[\\da-fA-F.:]+)?(?:/(?:\\d{1,3}|${number}))?$|^[\\da-fA-F.:]+/${number}$`,
);

/** Longer ones are no names, and looking for where they end would take the square of their length. */
const longestName = 200;

function isWhole(forms: RegExp, text: string): boolean {
  return text.length <= longestName && forms.test(text);
}

/** True for a string whose final value the scan cannot know, and which is no secret. */
export function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && (isTemplated(value) || isEncrypted(value) || isWhole(wholeValue, value));
}

/** True for a string that stands for a secret, or for a part of one: `$hunter2` is a password itself. */
export function isSecretPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && (isTemplated(value) || isEncrypted(value) || wholeSecret.test(value));
}

/** True for what stands for an address, a network, a number or a boolean, where one belongs. */
export function standsForNumber(value: unknown): boolean {
  return typeof value === 'string' && (isPlaceholder(value) || isWhole(wholeNumber, value));
}

/** True for a placeholder that may stand anywhere, as a key too: SOPS encrypts values alone. */
export function isTemplated(value: unknown): boolean {
  return typeof value === 'string' && (holdsPlaceholder(value) || whole.test(value));
}

/**
 * True for a string of which nothing is known, also where it is a secret: placeholders, and no letter or digit beside or
 * between them. The default in `${NAME:=default}` counts as part of the placeholder.
 */
export function isWhollyPlaceholder(value: unknown): boolean {
  if (typeof value !== 'string' || !isSecretPlaceholder(value)) return false;
  return wholeSecret.test(value) || isEncrypted(value) || !/[\p{L}\p{N}]/u.test(withoutPlaceholders(value));
}

/** The placeholders of a text, without what stands beside and between them; '' if there are none. */
export function placeholdersOf(text: string): string {
  if (wholeSecret.test(text)) return text;
  return [...placeholders(text)].map(({ start, end }) => text.slice(start, end)).join('');
}

/** Where a placeholder stands in a text. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The placeholders within a text, in its order; those that count only as a whole value are none here. Each character is
 * looked at a fixed number of times, however many openers have no closer.
 */
export function* placeholders(text: string): Generator<Stretch> {
  const scans = forms
    .filter(([open]) => text.includes(open))
    .map(([open, close, end]) => new Scan(text, open, close, end));
  let at = 0;
  for (;;) {
    let next: Stretch | undefined;
    for (const scan of scans) {
      const found = scan.from(at);
      if (found !== undefined && (next === undefined || found.start < next.start)) next = found;
    }
    if (next === undefined) return;
    yield next;
    at = next.end;
  }
}

function holdsPlaceholder(text: string): boolean {
  return !placeholders(text).next().done;
}

function withoutPlaceholders(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of placeholders(text)) {
    pieces.push(text.slice(done, start));
    done = end;
  }
  return pieces.join('') + text.slice(done);
}

/** One form of placeholder in a text. It never goes back: offsets are asked for in ascending order. */
class Scan {
  readonly #text: string;
  readonly #open: string;
  readonly #close: string;
  /** A placeholder may go over lines. */
  readonly #lines: boolean;
  #found: Stretch | undefined = { start: -1, end: -1 };
  #closer = -1;
  #newline = -1;

  constructor(text: string, open: string, close: string, lines: boolean) {
    this.#text = text;
    this.#open = open;
    this.#close = close;
    this.#lines = lines;
  }

  /** The first that starts at or behind an offset. */
  from(offset: number): Stretch | undefined {
    if (this.#found !== undefined && this.#found.start < offset) this.#found = this.#search(offset);
    return this.#found;
  }

  #search(offset: number): Stretch | undefined {
    for (let start = this.#text.indexOf(this.#open, offset); start !== -1; ) {
      const inside = start + this.#open.length;
      if (this.#closer < inside) this.#closer = this.#text.indexOf(this.#close, inside);
      if (this.#closer === -1) return undefined;
      if (this.#lines || this.#lineEnd(inside) > this.#closer) return { start, end: this.#closer + this.#close.length };
      start = this.#text.indexOf(this.#open, this.#newline);
    }
    return undefined;
  }

  #lineEnd(from: number): number {
    if (this.#newline < from) {
      const found = this.#text.indexOf('\n', from);
      this.#newline = found === -1 ? this.#text.length : found;
    }
    return this.#newline;
  }
}
