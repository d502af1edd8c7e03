/** What `nft list ruleset` prints, and what people write for `nft -f`. */
import { rulesOf, tableName } from '../../lib/nftables/syntax.ts';
import { readText } from '../../lib/nftables/text/index.ts';
import type { Comment, Parsed, SourceFile } from '../../model/document.ts';
import { trim } from '../span.ts';
import { ParsedChain, type ParsedTable, RulesetDocument } from './ruleset.ts';

/**
 * One document for all of the text, since each command adds to what those before it made. What belongs to no chain is kept under
 * the table `*`.
 */
export function parseNftables(source: SourceFile): Parsed {
  const { text } = source;
  const whole = trim(text, { start: 0, end: text.length });
  const { tables, unread } = readText(text);
  const parsed = new Map<string, ParsedTable>();
  for (const table of tables) {
    const chains = new Map<string, ParsedChain>();
    for (const chain of table.chains.values()) {
      const made = new ParsedChain(chain.place);
      if (chain.policy !== undefined) made.policy = { text: chain.policy.verdict, span: chain.policy.place };
      for (const { place } of rulesOf(chain))
        made.rules.push({ text: text.slice(place.start, place.end), span: place });
      chains.set(chain.name, made);
    }
    parsed.set(tableName(table), { name: table.place, chains });
  }
  if (unread.length > 0) {
    const rest = new ParsedChain(whole);
    for (const { place, text: words } of unread) rest.rules.push({ text: words, span: place });
    parsed.set('*', { name: whole, chains: new Map([['?', rest]]) });
  }
  return { documents: [new RulesetDocument(source, 0, whole, parsed, commentsOf(text))], problems: [] };
}

function commentsOf(text: string): readonly Comment[] {
  return [...text.matchAll(/#([^\n]*bgplint-ignore[^\n]*)/g)].map(({ index, 0: all, 1: words = '' }) => {
    return { span: { start: index, end: index + all.length }, text: words };
  });
}
