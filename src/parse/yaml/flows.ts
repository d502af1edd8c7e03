import type { CST } from 'yaml';
import { yamlFault } from '../error.ts';
import { listNode, type Node } from '../node.ts';
import { spanOf } from '../span.ts';
import type { Composer } from './compose.ts';
import { MappingBuilder } from './mapping.ts';
import { type Props, readProps } from './properties.ts';
import { missingComma, refuseBlock, startOf } from './structure-errors.ts';
import { checkTrailing } from './syntax.ts';

/** A mapping or list in brackets. Throws a Refusal. */
export function composeFlow(nodes: Composer, collection: CST.FlowCollection, tag: string | undefined): Node {
  const builder = collection.start.source === '{' ? new MappingBuilder(nodes.duplicates) : undefined;
  const items: Node[] = [];
  nodes.end = collection.offset + 1;
  const last = collection.items.length - 1;
  for (const [index, item] of collection.items.entries()) {
    const { start, key, sep, value } = item;
    const next = key ?? sep?.[0] ?? value;
    const props = readProps(start, { indicator: 'explicit-key-ind', next, offset: nodes.end, flow: true });
    const isEmpty = !props.indicator && !props.anchor && !props.tag && !sep && !value;
    if (props.comma && (index === 0 || (isEmpty && index < last))) {
      throw yamlFault(spanOf(props.comma), 'a comma with no item beside it');
    }
    if (isEmpty) continue;
    if (!props.comma && index > 0) {
      throw yamlFault(startOf(key ?? value, props.end), missingComma);
    }
    checkPlain(item);
    if (builder) composePair(nodes, builder, props, item);
    else if (sep || props.indicator) items.push(singlePair(nodes, props, item));
    else {
      refuseBlock(value);
      items.push(nodes.node(value, props, { start: props.end, end: props.end + 1 }));
    }
  }
  closeFlow(nodes, collection);
  const span = { start: collection.offset, end: nodes.end };
  return builder ? builder.node(span, tag) : listNode(items, span, tag);
}

/**
 * Refuses what go-yaml reads otherwise between brackets: it ends a text at a question mark, starts none with a colon, and
 * takes a colon that no space follows for part of the key.
 */
function checkPlain({ key, sep, value }: CST.CollectionItem): void {
  for (const token of [key, value]) {
    if (token?.type !== 'scalar') continue;
    const at = token.source.startsWith(':') ? 0 : token.source.indexOf('?');
    if (at !== -1) throw bareMark(token.offset + at);
  }
  const last = sep?.at(-1);
  const isAbsent = !value || ('source' in value && value.source === '');
  if (key?.type === 'scalar' && isAbsent && last?.type === 'map-value-ind') throw bareMark(last.offset);
}

function bareMark(start: number) {
  const reason = 'a colon or question mark that kubectl reads differently between brackets';
  return yamlFault({ start, end: start + 1 }, reason, 'quote the text, or put a space after the mark');
}

function composePair(nodes: Composer, builder: MappingBuilder, props: Props, item: CST.CollectionItem): void {
  const { key, sep, value } = item;
  const offset = props.end;
  const valueProps = readProps(sep ?? [], { indicator: 'map-value-ind', next: value, offset, flow: true });
  if (value && !valueProps.indicator)
    throw yamlFault(startOf(value, offset), 'a comma or colon is missing before this');
  refuseBlock(key);
  refuseBlock(value);
  nodes.member(builder, key, props, value, valueProps);
}

/** `[key: value]`: a list whose item is a mapping of one member. */
function singlePair(nodes: Composer, props: Props, item: CST.CollectionItem): Node {
  const pair = new MappingBuilder(nodes.duplicates);
  composePair(nodes, pair, props, item);
  return pair.node({ start: startOf(item.key, props.end).start, end: nodes.end });
}

function closeFlow(nodes: Composer, { start, end }: CST.FlowCollection): void {
  const [bracket, ...rest] = end;
  if (bracket?.source !== (start.source === '{' ? '}' : ']')) {
    const reason = 'this bracket is not closed, or only after a line that is indented less';
    throw yamlFault(spanOf(start), reason, 'quote the value if the bracket belongs to it');
  }
  checkTrailing(rest);
  nodes.end = bracket.offset + 1;
}
