/** The map for Graphviz. */
import { neutralise } from '../lib/text.ts';
import type { State, Topology } from '../model/topology.ts';
import { type Box, drawingOf, type Line, summaryOf } from './drawing.ts';

const shapes: { readonly [kind in Box['kind']]: string } = {
  nodes: 'shape=box',
  selector: 'shape=box, style=rounded',
  hub: 'shape=circle',
  router: 'shape=hexagon',
  address: 'shape=hexagon, style=dashed',
  unread: 'shape=parallelogram',
};

/** Colours that differ for whoever sees no red or no green (Okabe and Ito), and line styles beside them. */
const styles: { readonly [state in State]: string } = {
  sound: 'color="#0072b2"',
  faulty: 'color="#d55e00", penwidth=3',
  unknown: 'color="#767676", style=dashed',
};

export function dot(map: Topology): string {
  const { clusters, boxes, lines } = drawingOf(map);
  const inside = clusters.flatMap((name, i) => {
    const own = boxes.filter(({ cluster }) => cluster === i);
    if (own.length === 0) return [];
    return [
      `  subgraph cluster_${i + 1} {`,
      `    label=${quoted([name])};`,
      '    color="#999999";',
      ...own.map((box) => `    ${declared(box)}`),
      '  }',
    ];
  });
  return `${[
    'graph bgp {',
    `  label=${quoted([summaryOf(map)])};`,
    '  rankdir=LR;',
    '  node [fontname="Helvetica"];',
    '  edge [fontname="Helvetica", fontsize=10];',
    ...inside,
    ...boxes.filter(({ cluster }) => cluster === undefined).map((box) => `  ${declared(box)}`),
    ...lines.map(drawn),
    '}',
  ].join('\n')}\n`;
}

function declared({ id, kind, lines, state }: Box): string {
  const style = state === undefined ? '' : `, ${styles[state]}`;
  return `${id} [label=${quoted(lines)}, ${shapes[kind]}${style}];`;
}

function drawn({ from, to, state, labels }: Line): string {
  const label = labels.length === 0 ? '' : `label=${quoted(labels)}, `;
  return `  ${from} -- ${to} [${label}${styles[state]}];`;
}

/** A text in DOT's quotes, a line each. In labels a backslash begins an escape, `\G` the graph's own name, and `&` an entity of HTML. */
function quoted(lines: readonly string[]): string {
  const harmless = lines.map((line) =>
    neutralise(line).replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"'),
  );
  return `"${harmless.join('\\n')}"`;
}
