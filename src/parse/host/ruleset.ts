/** A dump of tables and chains as a document: `{program, table: {chain: {policy, rules: [line, …]}}}`, with a place for each. */
import type { Comment, Document, Json, Path, SourceFile, Span, Wanted } from '../../model/document.ts';

export class ParsedChain {
  /** Where its name stands. */
  readonly name: Span;
  policy: { readonly text: string; readonly span: Span } | undefined;
  readonly rules: { readonly text: string; readonly span: Span }[] = [];
  /** Rules that were put before all others: the last of them is the first. */
  readonly front: { readonly text: string; readonly span: Span }[] = [];

  /** Where something tells that rules may be there that are not: behind those of `front`. */
  readonly before: Span | undefined;
  /** Some of these may have been taken away. */
  isUnsure = false;

  constructor(name: Span, before?: Span) {
    this.name = name;
    this.before = before;
  }

  #inOrder: ParsedChain['rules'] | undefined;

  /** The rules as they are asked, once all were read. */
  get inOrder(): ParsedChain['rules'] {
    this.#inOrder ??= this.front.length === 0 ? this.rules : [...[...this.front].reverse(), ...this.rules];
    return this.#inOrder;
  }

  get value(): Json {
    return {
      ...(this.policy && { policy: this.policy.text }),
      ...(this.before && { before: this.front.length }),
      ...(this.isUnsure && { unsure: true }),
      rules: this.inOrder.map(({ text }) => text),
    };
  }
}

export interface ParsedTable {
  readonly name: Span;
  readonly chains: ReadonlyMap<string, ParsedChain>;
}

export class RulesetDocument implements Document {
  readonly source: SourceFile;
  readonly index: number;
  readonly span: Span;
  readonly value: Json;
  readonly comments: readonly Comment[];
  readonly #tables: ReadonlyMap<string, ParsedTable>;

  constructor(
    source: SourceFile,
    index: number,
    span: Span,
    tables: ReadonlyMap<string, ParsedTable>,
    comments: readonly Comment[],
    program = '',
  ) {
    this.source = source;
    this.index = index;
    this.span = span;
    this.comments = comments;
    this.#tables = tables;
    // Names are a stranger's: fromEntries takes `__proto__` as any other.
    this.value = Object.fromEntries([
      ...(program === '' ? [] : [['program', program] as const]),
      ...[...tables].map(
        ([name, { chains }]) =>
          [name, Object.fromEntries([...chains].map(([chain, parsed]) => [chain, parsed.value]))] as const,
      ),
    ]);
  }

  locate(wanted: readonly Wanted[]): readonly (Span | undefined)[] {
    return wanted.map(({ path }) => this.#spanOf(path));
  }

  #spanOf([tableName, chainName, field, index]: Path): Span | undefined {
    if (tableName === undefined) return this.span;
    const table = this.#tables.get(String(tableName));
    if (table === undefined || chainName === undefined) return table?.name;
    const chain = table.chains.get(String(chainName));
    if (chain === undefined || field === undefined) return chain?.name;
    if (field === 'policy') return chain.policy?.span;
    if (field === 'before') return chain.before;
    return typeof index === 'number' ? chain.inOrder[index]?.span : undefined;
  }

  style(path: Path) {
    return path.length > 2 && this.#spanOf(path) !== undefined ? ({ style: 'plain' } as const) : undefined;
  }

  /** What a dump does not hold, the host does not have. */
  open(): boolean {
    return false;
  }
}
