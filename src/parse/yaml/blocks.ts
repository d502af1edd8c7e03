import type { CST } from 'yaml';
import { yamlFault } from '../error.ts';
import { listNode, type Node } from '../node.ts';
import { spanOf } from '../span.ts';
import type { Composer } from './compose.ts';
import { MappingBuilder } from './mapping.ts';
import { readProps } from './properties.ts';
import { checkImplicitKey, keyOnOneLine, keyWithoutValue, misaligned, secondKey, startOf } from './structure-errors.ts';

/** A mapping that indentation makes. Throws a Refusal. */
export function composeBlockMap(nodes: Composer, map: CST.BlockMap, tag: string | undefined): Node {
  const builder = new MappingBuilder(nodes.duplicates);
  for (const { start, key, sep, value } of map.items) {
    const next = key ?? sep?.[0];
    const keyProps = readProps(start, { indicator: 'explicit-key-ind', next, offset: nodes.end, flow: false });
    const { indicator } = keyProps;
    // Comments and blank lines behind the last member.
    if (!indicator && !keyProps.anchor && !keyProps.tag && !sep) continue;
    if (indicator ? indicator.indent !== map.indent : key && 'indent' in key && key.indent !== map.indent) {
      throw misaligned(indicator ?? key);
    }
    if (!indicator) checkImplicitKey(key, keyProps);
    const offset = keyProps.end;
    const valueProps = readProps(sep ?? [], { indicator: 'map-value-ind', next: value, offset, flow: false });
    if (!indicator && !valueProps.indicator) throw keyWithoutValue(key, keyProps);
    if (indicator && valueProps.indicator && valueProps.indicator.indent !== map.indent)
      throw misaligned(valueProps.indicator);
    const before = sep?.findIndex(({ type }) => type === 'map-value-ind') ?? -1;
    if (!indicator && sep?.slice(0, Math.max(before, 0)).some(({ type }) => type === 'newline')) {
      throw yamlFault(startOf(key, keyProps.end), keyOnOneLine);
    }
    if (!indicator && value?.type === 'block-map' && !valueProps.hasNewline) throw secondKey(value);
    nodes.member(builder, key, keyProps, value, valueProps);
  }
  // Behind a `?` the parser starts a mapping at its colon.
  const start = Math.min(map.offset, map.items[0]?.key?.offset ?? map.offset);
  return builder.node({ start, end: Math.max(nodes.end, start) }, tag);
}

/** A list with dashes. Throws a Refusal. */
export function composeBlockSequence(nodes: Composer, sequence: CST.BlockSequence, tag: string | undefined): Node {
  const items: Node[] = [];
  for (const { start, value } of sequence.items) {
    const props = readProps(start, { indicator: 'seq-item-ind', next: value, offset: nodes.end, flow: false });
    if (props.indicator) items.push(nodes.node(value, props, spanOf(props.indicator)));
    else if (props.anchor || props.tag || value) throw misaligned(value ?? props.anchor ?? props.tag);
  }
  return listNode(items, { start: sequence.offset, end: nodes.end }, tag);
}
