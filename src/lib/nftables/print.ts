/** Rules as nft lists them: of JSON, people have not seen what they look like. */
import type { Expression, Rule, Statement, Verdict } from './syntax.ts';

/** Elements of a set that are written; a rule in a message need not hold all. */
const mostElements = 8;

/** One line, without what decides nothing. */
export function printed({ statements }: Rule): string {
  return statements.map(statement).filter(Boolean).join(' ');
}

function statement(one: Statement): string {
  switch (one.is) {
    case 'nothing':
      return '';
    case 'match':
      return `${expression(one.left)} ${one.op === 'in' || one.op === '==' ? '' : `${one.op} `}${expression(one.right)}`;
    case 'vmap':
      return `${expression(one.key)} vmap ${expression(one.map)}`;
    case 'verdict':
      return verdict(one.verdict);
    case 'set':
      return `${withoutMeta(one.key)} set ${expression(one.value)}`;
    case 'update':
      return `update { ${expression(one.key)} }`;
    case 'notrack':
      return one.is;
    case 'extension':
      return `xt ${one.kind} "${one.name}"`;
    case 'condition':
    case 'unknown':
      return one.text;
  }
}

function verdict({ name, detail }: Verdict): string {
  if (name !== 'reject' || detail === '') return [name, detail].filter(Boolean).join(' ');
  return `reject with ${detail.replace('-', ' ')}`;
}

/** `iifname`, as nft lists it; but it lists `meta mark`. */
function withoutMeta(key: string): string {
  return key.replace(/^meta (?=[io]if|skuid|skgid|cgroup|pkttype)/, '');
}

function expression(one: Expression): string {
  switch (one.is) {
    case 'key':
      return withoutMeta(one.name);
    case 'value':
      return /^[a-z]+\d+\*?$|^lo$/.test(one.text) ? `"${one.text}"` : one.text;
    case 'range':
      return `${one.from}-${one.to}`;
    case 'list':
      return some(one.items.map(expression), ',');
    case 'elements': {
      const shown = one.elements.slice(0, mostElements + 1).map(({ key, data }) => {
        return data === undefined ? expression(key) : `${expression(key)} : ${expression(data)}`;
      });
      return `{ ${some(shown, ', ')} }`;
    }
    case 'named':
      return `@${one.name}`;
    case 'concatenation':
      return one.parts.map(expression).join(' . ');
    case 'binary':
      return operation(one);
    case 'verdict':
      return verdict(one.verdict);
    case 'any':
      return '*';
    case 'unknown':
      return one.text;
  }
}

/** A list of operands, since they lean to the left as deep as there are many. */
function operation(one: Expression & { is: 'binary' }): string {
  const texts: string[] = [];
  let left: Expression = one;
  for (; left.is === 'binary' && texts.length < mostElements; left = left.left) {
    texts.push(`${left.op} ${expression(left.right)}`);
  }
  return [left.is === 'binary' ? '…' : expression(left), ...texts.reverse()].join(' ');
}

function some(texts: readonly string[], between: string): string {
  return texts.length <= mostElements
    ? texts.join(between)
    : `${texts.slice(0, mostElements).join(between)}${between}…`;
}
