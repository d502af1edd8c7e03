/**
 * The notation in which FRR writes its commands (FRR's developer guide, "Command Line Interface"), made into trees: `word` is a
 * keyword, `NAME`, `(1-255)`, `A.B.C.D` stand for arguments, `<a|b>` for one of several, `[a]` for what may be left out,
 * `{a|b}` for any of several in any order, `...` for more of the last.
 *
 * Own to this project: `PEER` is `<A.B.C.D|X:X::X:X|WORD>`; what stands behind `!` may be left out behind `no`; a command that
 * begins with `+` has no form with `no`.
 */
export type Node =
  | { readonly is: 'keyword'; readonly text: string }
  | { readonly is: 'argument'; readonly of: ArgumentKind; readonly min: number; readonly max: number }
  | { readonly is: 'one'; readonly options: readonly Sequence[] }
  | { readonly is: 'maybe'; readonly body: Sequence }
  | { readonly is: 'any'; readonly options: readonly Sequence[] }
  | { readonly is: 'repeated'; readonly body: Node };

export type Sequence = readonly Node[];

export type ArgumentKind = 'ipv4' | 'ipv4-prefix' | 'ipv6' | 'ipv6-prefix' | 'mac' | 'range' | 'as' | 'word';

/** A command, with `no` before it or without. */
export interface Command {
  readonly sequence: Sequence;
  /** True for one that versions after 8.4 know, and 8.4 does not. */
  readonly later: boolean;
}

const kinds: { readonly [text: string]: ArgumentKind } = {
  'A.B.C.D': 'ipv4',
  'A.B.C.D/M': 'ipv4-prefix',
  'X:X::X:X': 'ipv6',
  'X:X::X:X/M': 'ipv6-prefix',
  'X:X:X:X:X:X': 'mac',
  ASNUM: 'as',
};

const peer = '<A.B.C.D|X:X::X:X|WORD>';

/** The commands of a list, a line each. */
export function commandsOf(list: string, later = false): readonly Command[] {
  return list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line) => {
      const [only, text] = line.startsWith('+') ? [true, line.slice(1)] : [false, line];
      const [head = '', rest = ''] = text.replace(/\bPEER\b/g, peer).split(' ! ');
      const positive = { sequence: parsed(`${head} ${rest}`), later };
      const negative = { sequence: parsed(rest === '' ? `no ${head}` : `no ${head} [${rest}]`), later };
      return only || head.startsWith('no ') ? [positive] : [positive, negative];
    });
}

const token = /\.\.\.|[<>[\]{}|]|\(-?\d+-\d+\)|[^\s<>[\]{}|]+?(?=\.\.\.|[\s<>[\]{}|]|$)/g;

function parsed(text: string): Sequence {
  const tokens = text.match(token) ?? [];
  let at = 0;
  /** Sequences up to the sign that closes them. */
  const options = (close: string | undefined): Sequence[] => {
    const found: Sequence[] = [];
    let nodes: Node[] = [];
    for (; at < tokens.length && tokens[at] !== close; at++) {
      const sign = tokens[at] ?? '';
      if (sign === '|') {
        found.push(nodes);
        nodes = [];
      } else if (sign === '...') {
        const last = nodes.pop();
        if (last !== undefined) nodes.push({ is: 'repeated', body: last });
      } else nodes.push(node(sign));
    }
    found.push(nodes);
    return found;
  };
  const node = (sign: string): Node => {
    at += '<[{'.includes(sign) ? 1 : 0;
    if (sign === '<') return { is: 'one', options: options('>') };
    if (sign === '{') return { is: 'any', options: options('}') };
    if (sign === '[') return { is: 'maybe', body: [{ is: 'one', options: options(']') }] };
    const [, min, max] = /^\((-?\d+)-(\d+)\)$/.exec(sign) ?? [];
    if (min !== undefined) return { is: 'argument', of: 'range', min: Number(min), max: Number(max) };
    const of = kinds[sign] ?? (/^[A-Z][A-Z\d_:-]+$/.test(sign) ? 'word' : undefined);
    return of === undefined ? { is: 'keyword', text: sign } : { is: 'argument', of, min: 0, max: 0 };
  };
  return options(undefined)[0] ?? [];
}
