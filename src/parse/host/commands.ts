/**
 * A script of iptables commands, one behind the other: what is in force once it has run. Chains that it does not empty may
 * hold more, which the document says (`before`). A script that asks or repeats something is not followed: `undefined`.
 */
import type { Comment, Parsed, SourceFile, Span } from '../../model/document.ts';
import { trim } from '../span.ts';
import { lastWord, linesOf } from './lines.ts';
import { ParsedChain, type ParsedTable, RulesetDocument } from './ruleset.ts';

const commentWord = 'bgplint-ignore';

/** What a shell does not run from top to bottom, once each. */
const branching = /^(?:if|elif|else|for|while|until|case|function|[\w-]+\s*\(\)|\{|select)(?:\s|$|\{)|&&|\|\|/;

const command = /^(?:sudo\s+)?(?:[\w/]*\/)?(ip6?tables)(?:-legacy|-nft)?\s+(.*)$/s;

interface Side {
  readonly tables: Map<string, { readonly name: Span; chains: Map<string, ParsedChain> }>;
  /** Tables that were emptied, with the chains made later. */
  readonly emptied: Set<string>;
}

/** A document for the commands of each IP version; none for a script whose way depends on more than its lines. */
export function parseCommands(source: SourceFile): Parsed {
  const sides = new Map<string, Side>();
  const comments: Comment[] = [];
  for (const span of logicalLines(source.text)) {
    const text = source.text.slice(span.start, span.end);
    if (text.startsWith('#')) {
      if (text.includes(commentWord)) comments.push({ span, text: text.slice(1) });
      continue;
    }
    if (branching.test(text)) return { documents: [], problems: [], template: 'script that asks or repeats something' };
    const [, program = '', rest = ''] = command.exec(text) ?? [];
    if (program === '') continue;
    const side = sides.get(program) ?? { tables: new Map(), emptied: new Set() };
    sides.set(program, side);
    run(side, withoutComment(rest.replace(/\\\r?\n/g, ' ')), span);
  }
  const span = trim(source.text, { start: 0, end: source.text.length });
  const documents = [...sides].map(([program, { tables }], index) => {
    const parsed: ReadonlyMap<string, ParsedTable> = tables;
    return new RulesetDocument(source, index, span, parsed, index === 0 ? comments : [], program);
  });
  return { documents, problems: [] };
}

/** Without what a `#` begins that stands behind white space, and in no quotes. */
function withoutComment(text: string): string {
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '#' && /\s/.test(text.charAt(i - 1))) return text.slice(0, i).trimEnd();
  }
  return text;
}

/** Lines, with those that a backslash continues. */
function* logicalLines(text: string): Generator<Span> {
  let start: number | undefined;
  for (const line of linesOf(text)) {
    start ??= line.start;
    if (/\\\r?$/.test(text.slice(Math.max(line.end - 2, line.start), line.end))) continue;
    const span = trim(text, { start, end: line.end });
    start = undefined;
    if (span.end > span.start) yield span;
  }
}

const builtIn = /^(?:INPUT|OUTPUT|FORWARD|PREROUTING|POSTROUTING)$/;

function run(side: Side, rest: string, span: Span): void {
  const [, table = 'filter'] = /(?:^|\s)(?:-t|--table)[ =]*(\w+)/.exec(rest) ?? [];
  const plain = rest
    .replace(/(?:^|\s)(?:-t|--table)[ =]*\w+/, ' ')
    .replace(/(?:^|\s)(?:-w|--wait)(?:\s+\d+)?(?=\s)/, ' ')
    .trim();
  const [, how = '', name = ''] = /^(-\w|--[\w-]+)(?:\s+(\S+))?/.exec(plain) ?? [];
  const known = side.tables.get(table) ?? { name: span, chains: new Map<string, ParsedChain>() };
  side.tables.set(table, known);
  const chainOf = () => {
    const chain = known.chains.get(name) ?? new ParsedChain(span, side.emptied.has(table) ? undefined : span);
    known.chains.set(name, chain);
    return chain;
  };
  const rule = { text: plain, span };
  switch (how) {
    case '-A':
    case '--append':
      chainOf().rules.push(rule);
      return;
    case '-I':
    case '--insert':
      if (/^\S+\s+\S+\s+(?!1\s)\d/.test(plain)) chainOf().rules.push(rule);
      else chainOf().front.push({ ...rule, text: plain.replace(/^(\S+\s+\S+)\s+1(?=\s)/, '$1') });
      return;
    case '-P':
    case '--policy':
      chainOf().policy = { text: lastWord(plain), span };
      return;
    case '-N':
    case '--new-chain':
    case '--new':
      known.chains.set(name, new ParsedChain(span));
      return;
    case '-F':
    case '--flush':
      if (name === '') side.emptied.add(table);
      // Others are empty as well, and each that is not filled again is as one that is not there.
      if (name === '') known.chains = new Map([...known.chains].filter(([chain]) => builtIn.test(chain)));
      for (const chain of name === '' ? known.chains.keys() : [name]) {
        const emptied = new ParsedChain(span);
        emptied.policy = known.chains.get(chain)?.policy;
        known.chains.set(chain, emptied);
      }
      return;
    case '-D':
    case '--delete':
    case '-R':
    case '--replace':
      // Which of its rules are left depends on how they were written.
      chainOf().isUnsure = true;
      return;
  }
}
