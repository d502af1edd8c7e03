/** A session, as the map knows it, and where its other end is. */
import { routerLines, shownLine } from '../../lib/router/lines.ts';
import type { LintResult } from '../../lint/request.ts';
import type { Session, Topology } from '../../model/topology.ts';
import { topologyOf } from '../knowledge.ts';
import { EditorLines } from '../positions.ts';
import { endsOf, type Part, placesOf } from '../sessions.ts';
import { code, codes } from './markdown.ts';
import { told } from './names.ts';

/** What the map calls nodes of which it knows none (src/lint/topology/boxes.ts): a name of no node, and of no selector. */
const allNodes = 'all nodes';

/** Sessions that are told at most: of a value that is about more, how many. */
const mostSessions = 3;
const mostEnds = 3;

/** What is known of sessions, as items of a list. `from`: seen from the objects of Kubernetes, or from the router. */
export function sessionTexts(
  result: LintResult,
  sessions: readonly Session[],
  from: 'cluster' | 'router',
): readonly string[] {
  const topology = topologyOf(result);
  if (topology === undefined || sessions.length === 0) return [];
  const told = sessions.slice(0, mostSessions).map((session) => textOf(result, topology, session, from));
  const rest = sessions.length - told.length;
  return rest > 0 ? [...told, `and ${rest === 1 ? '1 more session' : `${rest} more sessions`}`] : told;
}

/** Lines of one paragraph. */
function textOf(result: LintResult, topology: Topology, session: Session, from: 'cluster' | 'router'): string {
  const { kind, localAs, remoteAs } = session;
  const others = from === 'cluster' ? endsOf(result, session) : placesOf(result, session);
  const number = localAs.length === 0 ? '' : `, AS ${localAs.join(' or ')}`;
  return [
    `${titleOf(session)}: ${stateOf(topology, session)}`,
    `from ${nearEnd(topology, session)}${number}`,
    ...(kind === 'mesh' ? [] : [`to ${farEnd(topology, session)}${remoteAs === null ? '' : `, AS ${remoteAs}`}`]),
    ...others.slice(0, mostEnds).map((part) => `other end: ${placeText(part)}`),
    ...(others.length > mostEnds ? [`and ${others.length - mostEnds} more`] : []),
  ].join('  \n');
}

function titleOf({ kind, name, product }: Session): string {
  if (kind === 'mesh') return `Node-to-node mesh (${product})`;
  return `${kind === 'internal' ? 'Sessions between nodes' : 'Session'} ${code(name)} (${product})`;
}

/** As on the map: what is wrong, or why it is not known. */
function stateOf({ findings }: Topology, { state, why, findings: numbers }: Session): string {
  if (state === 'sound') return 'nothing is wrong with either end';
  if (state === 'unknown') return why === null ? 'unknown' : `unknown, because ${why}`;
  return `faulty, ${codes([...new Set(numbers.flatMap((number) => findings[number]?.rule ?? []))], 4)}`;
}

function nearEnd({ speakers }: Topology, { from, nodes }: Session): string {
  const boxes = speakers.filter(({ id }) => from.includes(id));
  const names = boxes.flatMap(({ kind, title, nodes: own }) => (kind === 'nodes' && own.length > 0 ? own : [title]));
  if (names.length === 0) return 'unknown nodes';
  if (boxes.every(({ kind, title }) => kind === 'selector' && title === allNodes)) return allNodes;
  const count = nodes === null ? '' : `${nodes === 1 ? '1 node' : `${nodes} nodes`}, `;
  return `${count}${codes(names, 6)}`;
}

function farEnd({ routers, speakers }: Topology, { to, address }: Session): string {
  const names = [...routers, ...speakers].filter(({ id }) => to.includes(id)).map(({ title }) => title);
  if (names.length === 0) return address === null ? 'an unknown router' : code(address);
  const first = codes(names, 3);
  return address === null || names.includes(address) ? first : `${first} at ${code(address)}`;
}

/** A place of an object, or a line of a router without its secrets. */
function placeText({ resource, path }: Part): string {
  const { document, base, kind, gvk, name } = resource;
  const { file, text } = document.source;
  const [span] = document.locate([{ path: [...base, ...path], on: 'value' }]);
  const at = span === undefined ? file : `${file}:${new EditorLines(text).position(span.start).line + 1}`;
  if (resource.family !== 'router') return `${gvk.kind || kind} ${told(name, resource)} in ${code(at)}`;
  const line = routerLines(text).find(({ key }) => key === path[0]);
  return line === undefined ? code(at) : `${code(shownLine(line))} in ${code(at)}`;
}
