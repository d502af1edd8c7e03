import type { CST } from 'yaml';
import { isTemplated } from '../../lib/placeholder.ts';
import type { Json, Span } from '../../model/document.ts';
import type { Duplicate } from '../duplicates.ts';
import { yamlFault } from '../error.ts';
import { type Member, type Node, setMember } from '../node.ts';

/** Collects the members of one mapping in the order of the text: whatever comes later wins, merged or not (go-yaml v2). */
export class MappingBuilder {
  readonly #value: { [key: string]: Json } = {};
  readonly #members = new Map<string, Member>();
  readonly #duplicates: Duplicate[];
  /** The keys that stand in this mapping itself, once there are others. */
  #own: Set<string> | undefined;
  /** Where the first of several equal keys starts. */
  #firsts: Map<string, number> | undefined;
  #firstKey: Span | undefined;
  #open = false;
  #size = 1;
  #height = 0;

  constructor(duplicates: Duplicate[]) {
    this.#duplicates = duplicates;
  }

  add(key: string, span: Span, node: Node): void {
    this.#note(span, node);
    const before = this.#own && !this.#own.has(key) ? undefined : this.#members.get(key);
    if (before) {
      this.#firsts ??= new Map();
      const first = this.#firsts.get(key) ?? before.key.start;
      this.#firsts.set(key, first);
      this.#duplicates.push({ key, span, first, mapping: this.#firstKey?.start ?? span.start });
    }
    this.#own?.add(key);
    this.#members.set(key, { key: span, node });
    setMember(this.#value, key, node.value);
    // Without quotes it is no YAML until it is rendered; all else is a key to whoever applies it.
    this.#open ||= key.startsWith('{{') && span.end - span.start === key.length;
  }

  /** `<<: *a`, `<<: [*a, *b]`, of which the first wins, or a mapping in place. Throws a Refusal for anything else. */
  merge(node: Node, key: Span, token: CST.Token | undefined): void {
    this.#note(key, node);
    this.#own ??= new Set(this.#members.keys());
    if (isTemplated(node.value)) {
      this.#open = true;
      return;
    }
    const sources = node.items && token?.type !== 'alias' ? [...node.items].reverse() : [node];
    for (const source of sources) {
      if (!source.members) throw yamlFault(key, 'a merge key whose value is neither a mapping nor a list of mappings');
      this.#open ||= source.open === true;
      for (const [name, member] of source.members) {
        const use = { span: key, before: source.use ? { ...source.use, before: member.use } : member.use };
        this.#members.set(name, { ...member, use });
        setMember(this.#value, name, member.node.value);
      }
    }
  }

  node(span: Span, tag?: string): Node {
    return {
      value: this.#value,
      start: span.start,
      end: span.end,
      ...(tag !== undefined && { tag }),
      members: this.#members,
      ...(this.#firstKey && { firstKey: this.#firstKey }),
      ...(this.#open && { open: true }),
      size: this.#size,
      height: this.#height + 1,
    };
  }

  #note(key: Span, node: Node): void {
    this.#firstKey ??= key;
    this.#size += node.size + 1;
    this.#height = Math.max(this.#height, node.height);
  }
}
