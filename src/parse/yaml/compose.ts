import type { CST } from 'yaml';
import type { Limits } from '../../lib/limits.ts';
import type { Span } from '../../model/document.ts';
import type { Duplicate } from '../duplicates.ts';
import { limitFault, yamlFault } from '../error.ts';
import { type Node, scalarNode } from '../node.ts';
import { spanOf } from '../span.ts';
import { composeBlockMap, composeBlockSequence } from './blocks.ts';
import { composeFlow } from './flows.ts';
import { contentStart, type Literal, readLiteral } from './literal.ts';
import type { MappingBuilder } from './mapping.ts';
import { type Props, readProps, unspacedMark } from './properties.ts';
import { hasSeparators, withSeparators } from './separators.ts';
import { checkTrailing, type Syntax, strayToken } from './syntax.ts';
import type { Mask } from './template.ts';
import { checkTag, notText, type ScalarContext, scalarKey, scalarValue } from './value.ts';

interface Written {
  readonly offset: number;
  readonly text: string;
}

/**
 * Makes the values of one document and their places in one walk over its syntax tree.
 *
 * The yaml package's own Composer keeps an Error for each of what may be a million faults, knows no places of tags, and
 * its nodes weigh several times what a place does; here the first fault ends the walk.
 */
export class Composer {
  readonly duplicates: Duplicate[];
  /** Where the text read so far ends, without white space and comments. */
  end = 0;
  readonly #document: CST.Document | undefined;
  readonly #limits: Limits;
  readonly #quoted: ReadonlyMap<number, string> | undefined;
  readonly #scalars: ScalarContext;
  readonly #written: Written;
  readonly #hasSeparators: boolean;
  /** Undefined for an anchor whose value is still being made. */
  readonly #anchors = new Map<string, Node | undefined>();
  /** Nodes that aliases brought in. */
  #expanded = 0;
  #depth = 0;

  /**
   * @param duplicates takes the keys that are there twice
   * @param written the document with its line ends as they are in the file
   * @param quoted quoted scalars as they are written, by offset, where the tree has them otherwise
   */
  constructor(
    syntax: Syntax,
    limits: Limits,
    mask: Mask | undefined,
    duplicates: Duplicate[],
    written: Written,
    quoted?: ReadonlyMap<number, string>,
  ) {
    this.duplicates = duplicates;
    this.#document = syntax.document;
    this.#scalars = { tags: syntax.tags, mask };
    this.#limits = limits;
    this.#quoted = quoted;
    this.#written = written;
    this.#hasSeparators = hasSeparators(written.text);
  }

  /** The root of the document. Throws a Refusal; an empty document is null at `span`. */
  compose(span: Span): Node {
    const document = this.#document;
    if (!document) return scalarNode(null, span);
    const { value, start, end, offset } = document;
    const props = readProps(start, { indicator: 'doc-start', next: value ?? end?.[0], offset, flow: false });
    if (props.indicator && !props.hasNewline && (value?.type === 'block-map' || value?.type === 'block-seq')) {
      const reason = 'a mapping or list may not start on the line of its document marker';
      throw yamlFault(spanOf(props.indicator), reason, 'start it on the next line');
    }
    const root = this.node(value, props, span);
    checkTrailing(end);
    return root;
  }

  /**
   * One value.
   * @param absent the span of a value without any text of its own
   */
  node(token: CST.Token | null | undefined, props: Props, absent: Span): Node {
    this.#pass(props);
    this.#checkTagEnd(props);
    const name = props.anchor?.source.slice(1);
    if (name !== undefined) this.#anchors.set(name, undefined);
    const node = this.#content(token, props, absent);
    if (name !== undefined) this.#anchors.set(name, node);
    return node;
  }

  /** One key and its value. */
  member(
    builder: MappingBuilder,
    key: CST.Token | null | undefined,
    keyProps: Props,
    value: CST.Token | undefined,
    valueProps: Props,
  ): void {
    const { text, span } = this.#key(key, keyProps);
    const node = this.node(value, valueProps, span);
    if (text === undefined) builder.merge(node, span, value);
    else builder.add(text, span, node);
  }

  /** To kubectl commas and brackets belong to a tag. */
  #checkTagEnd({ tag }: Props): void {
    if (!tag) return;
    const next = this.#written.text.charAt(tag.offset + tag.source.length - this.#written.offset);
    if (next !== '' && !/[\s\x85]/.test(next)) throw unspacedMark(tag);
  }

  #pass({ indicator, anchor, tag }: Props): void {
    for (const token of [indicator, anchor, tag]) {
      if (token) this.end = Math.max(this.end, token.offset + token.source.length);
    }
  }

  #content(token: CST.Token | null | undefined, props: Props, absent: Span): Node {
    const literal = this.#literal(token, props, absent);
    if (literal) {
      const { tag } = props;
      return scalarNode(scalarValue(literal, tag, this.#scalars), literal, literal.style, tag?.source);
    }
    if (token?.type === 'alias') return this.#alias(token, props);
    if (props.tag) checkTag(props.tag, this.#scalars.tags);
    this.#depth++;
    const node = this.#collection(token, props.tag?.source);
    this.#depth--;
    return node;
  }

  #collection(token: CST.Token | null | undefined, tag: string | undefined): Node {
    switch (token?.type) {
      case 'block-map':
        return composeBlockMap(this, token, tag);
      case 'block-seq':
        return composeBlockSequence(this, token, tag);
      case 'flow-collection':
        return composeFlow(this, token, tag);
      default: {
        const start = token?.offset ?? this.end;
        throw strayToken({ start, end: start + 1 }, token && 'source' in token ? token.source : '');
      }
    }
  }

  /** The text of a scalar, written or not; undefined for other values. */
  #literal(token: CST.Token | null | undefined, props: Props, absent: Span): Literal | undefined {
    switch (token?.type) {
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'block-scalar': {
        // An empty plain scalar stands for a value that is not written.
        if (token.type === 'scalar' && token.source === '') break;
        const source = this.#quoted?.get(token.offset);
        const literal = readLiteral(source === undefined ? token : { ...token, source });
        this.end = literal.end;
        return this.#hasSeparators ? this.#separated(token, literal, this.#written) : literal;
      }
      case undefined:
        break;
      default:
        return undefined;
    }
    if (token) checkTrailing('end' in token ? token.end : undefined);
    return { text: '', style: 'plain', ...(props.tag ? spanOf(props.tag) : absent) };
  }

  #separated(token: CST.FlowScalar | CST.BlockScalar, literal: Literal, { text, offset }: Written): Literal {
    const start = (token.type === 'block-scalar' ? contentStart(token) : token.offset) - offset;
    const source = text.slice(start, start + token.source.length);
    return withSeparators(literal, source, (line) => readLiteral({ ...token, source: line }).text);
  }

  /** A key's text and place; the text is undefined for a merge key. */
  #key(token: CST.Token | null | undefined, props: Props): { readonly text: string | undefined; readonly span: Span } {
    const nowhere = props.indicator ? spanOf(props.indicator) : { start: props.end, end: props.end + 1 };
    const literal = this.#literal(token, props, nowhere);
    if (!literal) return this.#computedKey(token, props, nowhere);
    this.#pass(props);
    this.#checkTagEnd(props);
    const { tag, anchor } = props;
    const span = { start: literal.start, end: literal.end };
    const isPlain = literal.style === 'plain';
    if (literal.text === '<<' && (tag ? this.#scalars.tags.mayMerge(tag.source) : isPlain))
      return { text: undefined, span };
    const text = scalarKey(literal, tag, this.#scalars);
    if (anchor) {
      const value = scalarValue(literal, tag, this.#scalars);
      this.#anchors.set(anchor.source.slice(1), scalarNode(value, literal, literal.style, tag?.source));
    }
    return { text, span };
  }

  /** An alias as a key. Mappings and lists can be none. */
  #computedKey(token: CST.Token | null | undefined, props: Props, nowhere: Span) {
    const { value, height, start } = this.node(token, props, nowhere);
    const span = token?.type === 'alias' ? spanOf(token) : { start, end: start + 1 };
    if (height > 0) throw yamlFault(span, 'a mapping or list as a key', 'quote the key if it is text');
    if (value === null) throw notText(span);
    const text =
      typeof value === 'string'
        ? value
        : scalarKey({ text: String(value), style: 'plain', ...span }, undefined, this.#scalars);
    return { text, span };
  }

  #alias(token: CST.FlowScalar, props: Props): Node {
    const span = spanOf(token);
    checkTrailing(token.end);
    if (props.anchor || props.tag) throw yamlFault(span, 'an alias with an anchor or a tag before it');
    const name = token.source.slice(1);
    const node = this.#anchors.get(name);
    if (!node) {
      const hint = 'quote the value if the asterisk belongs to it';
      if (this.#anchors.has(name)) throw yamlFault(span, 'an alias inside its own anchor', hint);
      throw yamlFault(span, 'an asterisk starts an alias, but no anchor of that name comes before it', hint);
    }
    this.end = span.end;
    this.#expanded += node.size;
    if (this.#expanded > this.#limits.aliases) throw limitFault(span, 'aliases', this.#limits.aliases);
    if (this.#depth + node.height > this.#limits.depth) throw limitFault(span, 'depth', this.#limits.depth);
    return { ...node, use: { span } };
  }
}
