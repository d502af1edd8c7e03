/** Quotes that an editor has made pretty: YAML takes them for a part of the text. */
import type { Schema } from '../../lib/host.ts';
import { at, isObject } from '../../lib/json.ts';
import { maskName } from '../../lib/mask.ts';
import { hasTypographicQuote, inAscii } from '../../lib/quotes.ts';
import type { Json, On, Path } from '../../model/document.ts';
import type { Fault } from '../../model/resource.ts';
import { viewOf } from '../readable/index.ts';
import { mayBeSecret, type Subject, shortened, shownPath } from './shown.ts';

/** Keys and values with typographic quotes; annotations and labels may hold prose. */
export function smartQuotes(subject: Subject, schema: Schema | undefined): Iterable<Fault> {
  return quotesIn(subject.object, [], (path) => isShown(path, subject, schema));
}

function* quotesIn(value: Json, path: Path, mayTell: (path: Path) => boolean): Generator<Fault> {
  if (typeof value === 'string') {
    if (hasTypographicQuote(value)) yield smartQuote(value, path, 'value', mayTell(path));
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* quotesIn(item, [...path, i], mayTell);
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (path.length === 0 && (key === 'metadata' || key === 'status')) continue;
      const here = [...path, key];
      if (hasTypographicQuote(key)) yield smartQuote(key, here, 'key', maskName(key) === key);
      yield* quotesIn(member, here, mayTell);
    }
  }
}

/** True for the value of a field that everybody may read. */
function isShown(path: Path, subject: Subject, schema: Schema | undefined): boolean {
  let view = viewOf(subject, schema);
  let value: Json | undefined = subject.object;
  for (const step of path) {
    view = typeof step === 'number' ? view.item : view.member(step, isObject(value) ? value : {});
    value = at(value, [step]);
  }
  return !mayBeSecret(path) && view.scalar(value ?? null) === 'all';
}

/** `mended` is what was meant: without the quotes where they are around it all, else with those of ASCII; null if it may be secret. */
function smartQuote(text: string, path: Path, on: On, isTold: boolean): Fault {
  const where = shownPath(path);
  if (!isTold) return { kind: 'SmartQuote', path, detail: { at: where, on, text: '…', mended: null } };
  const ascii = inAscii(text);
  const [, , bare] = /^(["'])([^"']*)\1$/.exec(ascii) ?? [];
  const isPlain = on === 'value' && bare !== undefined && /^(?:true|false|0|[1-9]\d{0,9})$/.test(bare);
  const mended = isPlain ? JSON.parse(bare) : (bare ?? ascii);
  return { kind: 'SmartQuote', path, detail: { at: where, on, text: shortened(text), mended } };
}
