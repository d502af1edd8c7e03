/** The map for pull requests: GitHub and GitLab draw Mermaid where they read it. */
import { neutralise } from '../lib/text.ts';
import type { State, Topology } from '../model/topology.ts';
import { type Box, type Drawing, drawingOf, type Line, summaryOf, worstFirst } from './drawing.ts';

/** Mermaid refuses to draw more lines than 500, and more text than 50,000 characters, and says nothing but that (its defaults, `maxEdges` and `maxTextSize`). */
const mostLines = 400;
const mostText = 45_000;

/** By state, so that it can be told without colour: solid, thick, dotted. */
const arrows = { sound: '---', faulty: '===', unknown: '-.-' } as const;

/** Colours that differ for whoever sees no red or no green (Okabe and Ito), on light and on dark. */
const strokes = { sound: '#0072b2', faulty: '#d55e00', unknown: '#8a8a8a' } as const;

const shapes: { readonly [kind in Box['kind']]: readonly [string, string] } = {
  nodes: ['["', '"]'],
  selector: ['(["', '"])'],
  hub: ['(("', '"))'],
  router: ['{{"', '"}}'],
  address: ['{{"', '"}}'],
  unread: ['[/"', '"/]'],
};

export function mermaid(map: Topology): string {
  const drawing = drawingOf(map);
  const lines = [...drawing.lines].sort((a, b) => worstFirst().indexOf(a.state) - worstFirst().indexOf(b.state));
  let most = Math.min(mostLines, lines.length);
  let text = written(map, drawing, lines.slice(0, most));
  while (text.length > mostText && most > 0) {
    most = Math.floor(most / 2);
    text = written(map, drawing, lines.slice(0, most));
  }
  return text;
}

function written(map: Topology, { clusters, boxes, lines: all }: Drawing, lines: readonly Line[]): string {
  const left = all.length - lines.length;
  const ends = new Set(lines.flatMap(({ from, to }) => [from, to]));
  // Where lines are left out, so are boxes that only they lead to.
  const shown = left === 0 ? boxes : boxes.filter(({ id, kind }) => ends.has(id) || kind === 'unread');
  const inside = clusters.flatMap((name, i) => {
    const own = shown.filter(({ cluster }) => cluster === i);
    if (own.length === 0) return [];
    return [`  subgraph c${i + 1}["${label([name])}"]`, ...own.map((box) => `    ${declared(box)}`), '  end'];
  });
  const hint = `${left} more lines than Mermaid draws, none of them worse: bgplint map --format html`;
  const styles = worstFirst().flatMap((state) => {
    const numbers = lines.flatMap((line, i) => (line.state === state ? [i] : []));
    return numbers.length === 0 ? [] : [`  linkStyle ${numbers.join(',')} stroke:${strokes[state]}`];
  });
  return `${[
    'flowchart LR',
    `  accTitle: ${label(['BGP sessions'])}`,
    `  accDescr: ${label([summaryOf(map)])}`,
    ...inside,
    ...shown.filter(({ cluster }) => cluster === undefined).map((box) => `  ${declared(box)}`),
    ...lines.map(drawn),
    ...(left === 0 ? [] : [`  more["${label([hint])}"]`]),
    ...styles,
    ...worstFirst().flatMap((state) => classLine(state, shown)),
  ].join('\n')}\n`;
}

function declared({ id, kind, lines }: Box): string {
  const [open, close] = shapes[kind];
  return `${id}${open}${label(lines)}${close}`;
}

function drawn({ from, to, state, labels }: Line): string {
  const arrow = arrows[state];
  return `  ${from} ${arrow}${labels.length === 0 ? '' : `|"${label(labels)}"|`} ${to}`;
}

function classLine(state: State, boxes: readonly Box[]): readonly string[] {
  const ids = boxes.filter((box) => box.state === state).map(({ id }) => id);
  if (ids.length === 0) return [];
  const dashes = state === 'unknown' ? ',stroke-dasharray:4' : '';
  const width = state === 'faulty' ? ',stroke-width:3px' : '';
  return [`  classDef ${state} stroke:${strokes[state]}${width}${dashes}`, `  class ${ids.join(',')} ${state}`];
}

/**
 * Texts in Mermaid's quotes, a line each. What is no letter, digit or one of a few harmless characters goes by its number: quotes
 * and line ends, which would end the text, `%%{init}%%`, backticks, which begin Markdown, and `<`. A colon does so because
 * Mermaid takes the last `;` from what looks like a style, and a dash at the start because it would be a list.
 */
function label(lines: readonly string[]): string {
  // Mermaid takes no empty text.
  return lines.map(escaped).join('<br/>') || '#160;';
}

function escaped(text: string): string {
  return neutralise(text).replace(
    /[^\p{L}\p{N} ,/=.()+…-]|^[-+]|\.(?= )/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}
