/**
 * PromQL, as far as rules ask: which metrics an expression reads, and what becomes of it where one of them is not there. The
 * grammar is that of Prometheus' own editor (@prometheus-io/lezer-promql), which Prometheus releases with each of its versions.
 */

import { parser } from '@prometheus-io/lezer-promql';
import type { Span } from '../../model/document.ts';
import { append } from '../lists.ts';
import { placeholders } from '../placeholder.ts';
import type { Matcher, ReadExpression, ReadMetric, Under } from './expression.ts';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** Nobody writes a longer one by hand, and none is read. */
const longest = 20_000;

/** What stands around a node. */
interface Around {
  readonly ranged: boolean;
  readonly under: readonly Under[];
  /** Of `a unless b` and `a or b`: where the right side begins. */
  readonly operator?: { readonly is: Under; readonly at: number };
}

const outside: Around = { ranged: false, under: [] };

/** More on the way to a metric says nothing new. */
const mostUnder = 4;

/**
 * What an expression reads; undefined for one that is not PromQL, or of other dialects (VictoriaMetrics' has functions of its own).
 * Placeholders count as numbers.
 */
export function readExpression(written: string): ReadExpression | undefined {
  if (written.length > longest) return undefined;
  const text = withNumbers(written);
  const metrics: ReadMetric[] = [];
  const patterns: string[] = [];
  const stack: Around[] = [outside];
  let isWhole = true;
  parser.parse(text).iterate({
    enter(node) {
      const { name, type } = node;
      if (type.isError) isWhole = false;
      const around = below(stack.at(-1) ?? outside, node.from);
      if (name === 'VectorSelector') {
        const selected = selectorOf(text, node.node);
        const { ranged, under } = around;
        for (const { start: from, end: to } of selected.named)
          metrics.push({ name: text.slice(from, to), from, to, ranged, under, matchers: selected.matchers });
        append(patterns, selected.patterns);
      }
      stack.push(entered(around, name, () => node.node));
    },
    leave() {
      stack.pop();
    },
  });
  return isWhole ? { metrics, patterns } : undefined;
}

interface Selector {
  /** Where names of metrics stand: more than one is none. */
  readonly named: readonly Span[];
  readonly patterns: readonly string[];
  readonly matchers: ReadMetric['matchers'];
}

const matcher = /^(["'`]?)([^"'`=!~\s]*)\1\s*(=~|!~|!=|=)\s*(["'`])([\s\S]*)\4$/;

function selectorOf(text: string, node: SyntaxNode): Selector {
  const identifier = node.getChild('Identifier');
  const braces = node.getChild('LabelMatchers');
  const quoted = braces?.getChildren('QuotedLabelName') ?? [];
  const named: Span[] = [
    ...(identifier === null ? [] : [{ start: identifier.from, end: identifier.to }]),
    ...quoted.map(({ from, to }) => ({ start: from + 1, end: to - 1 })),
  ];
  const patterns: string[] = [];
  const matchers: Matcher[] = [];
  for (const kind of ['UnquotedLabelMatcher', 'QuotedLabelMatcher']) {
    for (const { from, to } of braces?.getChildren(kind) ?? []) {
      const [, , label = '', operator = '', , value = ''] = matcher.exec(text.slice(from, to)) ?? [];
      if (label !== '__name__') matchers.push({ label, operator, value });
      else if (operator === '=') named.push({ start: to - 1 - value.length, end: to - 1 });
      else if (operator === '=~') patterns.push(value);
    }
  }
  return { named, patterns, matchers };
}

/** What stands around a child that begins at an offset. */
function below(around: Around, at: number): Around {
  const { operator, ranged, under } = around;
  if (operator === undefined || (operator.is === 'unless' && at < operator.at)) return around;
  return { ranged, under: adding(under, operator.is) };
}

function entered({ ranged, under }: Around, name: string, node: () => SyntaxNode): Around {
  switch (name) {
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return { ranged: true, under };
    case 'BinaryExpr': {
      const or = node().getChild('Or');
      const unless = or === null ? node().getChild('Unless') : null;
      const operator = or ? ({ is: 'or', at: or.to } as const) : unless && ({ is: 'unless', at: unless.to } as const);
      return { ranged, under, ...(operator && { operator }) };
    }
    case 'FunctionCall': {
      const called = node().getChild('FunctionIdentifier');
      const is = called?.getChild('Absent') || called?.getChild('AbsentOverTime') ? 'absent' : undefined;
      const nothing = is ?? (called?.getChild('Scalar') ? 'scalar' : undefined);
      return { ranged, under: nothing === undefined ? under : adding(under, nothing) };
    }
    default:
      return { ranged, under };
  }
}

function adding(under: readonly Under[], one: Under): readonly Under[] {
  return under.length < mostUnder ? [...under, one] : under;
}

/** The text with a number of the same length for each placeholder. */
function withNumbers(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of placeholders(text)) {
    pieces.push(text.slice(done, start), '1'.repeat(end - start));
    done = end;
  }
  return [...pieces, text.slice(done)].join('');
}
