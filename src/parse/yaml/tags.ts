/**
 * Tags as kubectl resolves them (go.yaml.in/yaml/v2 scannerc.go, parserc.go and resolve.go): a handle stands for the prefix
 * that a `%TAG` directive gives it, letters may be percent-encoded, and of a tag between angle brackets all is taken.
 */
export class Tags {
  readonly #prefixes = new Map([
    ['!', '!'],
    ['!!', 'tag:yaml.org,2002:'],
  ]);

  /** @param directive the text of a directive; those other than `%TAG` change nothing */
  declare(directive: string): void {
    const [, handle, prefix] = /^%TAG[ \t]+(![\w-]*!?)[ \t]+(\S+)/.exec(directive) ?? [];
    if (handle !== undefined && prefix !== undefined) this.#prefixes.set(handle, decoded(prefix) ?? prefix);
  }

  /** True for a tag whose handle is known. */
  isDeclared(tag: string): boolean {
    return tag.startsWith('!<') || this.#prefixes.has(parts(tag).handle);
  }

  /** The short name of one of YAML's own tags (`int` for `!!int` and `!<tag:yaml.org,2002:int>`); undefined for others. */
  coreName(tag: string): string | undefined {
    return core.exec(this.#resolved(tag))?.[1];
  }

  /** True for a tag with which `<<` is a merge key: `!!merge`, and `!`, whatever quotes are around it (go.yaml.in/yaml/v2 decode.go, isMerge). */
  mayMerge(tag: string): boolean {
    return tag === '!' || this.#resolved(tag) === '!' || this.coreName(tag) === 'merge';
  }

  #resolved(tag: string): string {
    if (tag.startsWith('!<')) return decoded(tag.slice(2, -1)) ?? tag;
    const { handle, suffix } = parts(tag);
    return `${this.#prefixes.get(handle) ?? handle}${decoded(suffix) ?? suffix}`;
  }
}

const core = /^tag:yaml\.org,2002:(.+)$/s;

function parts(tag: string): { readonly handle: string; readonly suffix: string } {
  const handle = /^!(?:[\w-]*!)?/.exec(tag)?.[0] ?? '';
  return { handle, suffix: tag.slice(handle.length) };
}

/** Undefined for what is no encoding of text. */
function decoded(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
