/** The map as one page: it reaches nothing, and reads without scripts. */
import { neutralise } from '../../lib/text.ts';
import type { Session, Topology, TopologyFinding } from '../../model/topology.ts';
import { drawingOf, summaryOf, worstFirst } from '../drawing.ts';
import { escaped } from './escaped.ts';
import { layoutOf } from './layout.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { svgOf } from './svg.ts';

/** Hash functions come from outside: exports know nothing of Node. */
export interface PageContext {
  /** In hexadecimal digits. */
  sha256(text: string): string;
}

/** Findings that no session has: of more the report tells. */
const mostOthers = 200;

export function html(map: Topology, context: PageContext): string {
  const drawing = drawingOf(map);
  const summary = summaryOf(map);
  const titles = new Map(drawing.boxes.map(({ id, lines: [title = ''] }) => [id, title]));
  const own = new Set([...map.sessions, ...map.speakers, ...map.routers].flatMap(({ findings }) => findings));
  const others = map.findings.filter((_, i) => !own.has(i));
  const inOrder = [...map.sessions].sort((a, b) => worstFirst().indexOf(a.state) - worstFirst().indexOf(b.state));
  const grouped = map.speakers.filter(({ nodes }) => nodes.length > 1);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(context)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>BGP sessions: ${escaped(summary)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>BGP sessions</h1>
<p>${escaped(summary)}</p>
<form class="scripted" role="search" hidden>
<input id="search" type="search" placeholder="Name, address, AS, rule" aria-label="Search sessions and nodes" autocomplete="off">
<select id="only" aria-label="Which sessions">
<option value="">All</option>${worstFirst()
    .map((state) => `<option value="${state}">${capital(state)}</option>`)
    .join('')}
</select>
</form>
</header>
<main id="drawing">
<div id="ground">
${svgOf(layoutOf(drawing), `Map of ${summary}`)}
<div id="tools" class="scripted" hidden>
<button id="in" type="button" aria-label="Zoom in">+</button>
<button id="out" type="button" aria-label="Zoom out">−</button>
<button id="fit" type="button">Fit</button>
</div>
</div>
${legend}
</main>
<aside aria-label="Sessions and what was found">
<p id="told" role="status"></p>
<h2>Sessions</h2>
<ul>
${inOrder.map((session) => sessionItem(session, map, titles)).join('\n')}
</ul>
${section(
  'Nodes with equal sessions',
  grouped.map(({ id, title, nodes, cluster, findings }) =>
    nodesItem(id, `${title} (${cluster})`, nodes, findingsOf(findings, map)),
  ),
)}
${section('Findings on nodes and routers', boxItems(map))}
${section('Findings without a session', others.slice(0, mostOthers).map(found))}
${others.length > mostOthers ? `<p>${others.length - mostOthers} more: see the report.</p>` : ''}
</aside>
<script>${script}</script>
</body>
</html>
`;
}

/** Nothing may be loaded, and nothing run but what stands here. */
function policyOf({ sha256 }: PageContext): string {
  const source = (text: string) => `&#39;sha256-${base64(sha256(text))}&#39;`;
  return `default-src &#39;none&#39;; style-src ${source(style)}; script-src ${source(script)}; base-uri &#39;none&#39;; form-action &#39;none&#39;`;
}

function base64(digits: string): string {
  const bytes = digits.match(/../g) ?? [];
  return btoa(bytes.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join(''));
}

function sessionItem(session: Session, map: Topology, titles: ReadonlyMap<string, string>): string {
  const { id, state, name, product, cluster, address, port, vrf, why, file, range } = session;
  const ends = (ids: readonly string[]) => some(ids.map((end) => titles.get(end) ?? ''));
  const joined =
    session.kind === 'mesh'
      ? `all of ${ends(session.from)}`
      : [ends(session.from), ends(session.to)].filter(Boolean).join(' → ');
  const numbers = [
    ...(session.localAs.length === 0 ? [] : [`local AS ${session.localAs.join(', ')}`]),
    ...(session.remoteAs === null ? [] : [`remote AS ${session.remoteAs}`]),
    ...(address === null ? [] : [`${address}${port === null || port === 179 ? '' : ` port ${port}`}`]),
    ...(vrf === '' ? [] : [`VRF ${vrf}`]),
    ...(session.nodes === null ? [] : [session.nodes === 1 ? '1 node' : `${session.nodes} nodes`]),
  ];
  const place = file === null ? '' : `${file}${range === null ? '' : `:${range.startLine}`}`;
  return `<li class="session ${state}" data-session="${id}">
<button type="button">${shown(name)} <span class="state">${state}</span></button>
<p>${shown([product, cluster, joined].filter(Boolean).join(' · '))}</p>
${numbers.length === 0 ? '' : `<p>${shown(numbers.join(' · '))}</p>`}
${why === null ? '' : `<p>${shown(why)}</p>`}
${place === '' ? '' : `<p class="place">${shown(place)}</p>`}
${findingsOf(session.findings, map)}</li>`;
}

function findingsOf(numbers: readonly number[], { findings }: Topology): string {
  return numbers
    .flatMap((i) => findings[i] ?? [])
    .map((one) => `<div class="found">${foundText(one)}</div>`)
    .join('\n');
}

function found(one: TopologyFinding): string {
  return `<li class="found">${foundText(one)}</li>`;
}

function foundText({ rule, level, message, file, line, column }: TopologyFinding): string {
  const place = line === null ? file : `${file}:${line}:${column ?? 1}`;
  return `<code>${shown(rule)}</code> ${shown(level)}: ${shown(message)}<p class="place">${shown(place)}</p>`;
}

function nodesItem(id: string, title: string, nodes: readonly string[], more: string): string {
  const names = nodes.map((name) => `<li>${shown(name)}</li>`).join('');
  return `<li><details class="nodes" data-box="${id}"><summary>${shown(title)}: ${nodes.length} nodes</summary><ul>${names}</ul>${more}</details></li>`;
}

/** Findings of a single node's own objects, and of routers. */
function boxItems(map: Topology): readonly string[] {
  const boxes = [...map.speakers.filter(({ nodes }) => nodes.length < 2), ...map.routers];
  return boxes.flatMap(({ title, findings }) =>
    findings.length === 0 ? [] : [`<li>${shown(title)}${findingsOf(findings, map)}</li>`],
  );
}

function section(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `<h2>${title}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
}

/** Of many names the first ones. */
function some(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function shown(text: string): string {
  return escaped(neutralise(text));
}

const sample = (state: string) =>
  `<svg viewBox="0 0 48 18" aria-hidden="true"><g class="line ${state}"><path d="M2,9 L46,9"/></g></svg>`;

const legend = `<ul id="legend">
<li>${sample('faulty')}faulty: a rule found an error or a warning</li>
<li>${sample('unknown')}unknown: an end is not in the scan</li>
<li>${sample('sound')}sound: both ends were read, nothing was found</li>
</ul>`;
