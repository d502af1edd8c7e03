import type { CST } from 'yaml';
import type { Json } from '../../model/document.ts';
import { type ParseError, yamlFault } from '../error.ts';
import { spanOf } from '../span.ts';
import type { Literal } from './literal.ts';
import { decodeBinary, jsonOf, type Kind, keyOf, kindOf, taggedKind } from './scalar.ts';
import type { Tags } from './tags.ts';
import type { Mask } from './template.ts';

/** What the scalars of one document are read with. */
export interface ScalarContext {
  readonly tags: Tags;
  readonly mask: Mask | undefined;
}

/** The value of a scalar. Throws a Refusal for what its tag, or JSON, cannot hold. */
export function scalarValue(literal: Literal, tag: CST.SourceToken | undefined, context: ScalarContext): Json {
  if (context.mask?.holds(literal.text)) return context.mask.restore(literal.text);
  const kind = scalarKind(literal, tag, context);
  if (kind === 'binary') return binary(literal);
  if (kind === 'infinite') {
    throw yamlFault(literal, 'an infinite number, which JSON cannot hold', 'quote the value if it is text');
  }
  return kind === 'string' ? literal.text : jsonOf(kind, literal.text);
}

/** The text of a scalar as a key of a mapping. Throws a Refusal for what can be none. */
export function scalarKey(literal: Literal, tag: CST.SourceToken | undefined, context: ScalarContext): string {
  if (context.mask?.holds(literal.text)) return context.mask.restore(literal.text);
  const kind = scalarKind(literal, tag, context);
  const key = kind === 'binary' ? binary(literal) : keyOf(kind, literal.text);
  if (key === undefined) throw notText(literal);
  return key;
}

/** The fault of a key that sigs.k8s.io/yaml cannot make text of. */
export function notText(span: { readonly start: number; readonly end: number }): ParseError {
  return yamlFault(span, 'a key that is not a string: null, or a number beyond 64 bits', 'quote the key');
}

function scalarKind(literal: Literal, tag: CST.SourceToken | undefined, { tags }: ScalarContext): Kind | 'binary' {
  if (!tag) return literal.style === 'plain' ? kindOf(literal.text) : 'string';
  checkTag(tag, tags);
  const name = tags.coreName(tag.source);
  if (name === undefined) return 'string';
  if (name === 'binary') return 'binary';
  const kind = taggedKind(name, literal.text);
  if (kind === undefined) throw yamlFault(literal, 'a value that does not fit its tag');
  return kind;
}

/** Throws a Refusal for a tag whose handle is not known. */
export function checkTag(tag: CST.SourceToken, tags: Tags): void {
  if (tags.isDeclared(tag.source)) return;
  const hint = 'quote the value if the exclamation mark belongs to it';
  throw yamlFault(spanOf(tag), 'a tag whose handle no %TAG directive declares', hint);
}

function binary(literal: Literal): string {
  const text = decodeBinary(literal.text);
  if (text === undefined) throw yamlFault(literal, 'a value under the tag !!binary that is not base64');
  return text;
}
