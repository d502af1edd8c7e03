/** A session, as the map knows it, and where its other end is. */
import { routerLines, shownLine } from '../../lib/router/lines.ts';
import type { LintResult } from '../../lint/request.ts';
import type { Session, Topology } from '../../model/topology.ts';
import { topologyOf } from '../knowledge.ts';
import { EditorLines } from '../positions.ts';
import { endsOf, type Part, placesOf } from '../sessions.ts';
import { code, codes } from './markdown.ts';

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

function textOf(result: LintResult, topology: Topology, session: Session, from: 'cluster' | 'router'): string {
  const { name, kind, product, state, why, localAs, remoteAs } = session;
  const who =
    kind === 'mesh'
      ? 'Node-to-node mesh'
      : kind === 'internal'
        ? `Sessions between nodes by ${code(name)}`
        : `Session ${code(name)}`;
  const near = nearEnd(topology, session);
  const far = farEnd(topology, session);
  const local = localAs.length === 0 ? '' : `, AS ${localAs.join(' or ')}`;
  const remote = remoteAs === null ? '' : `, AS ${remoteAs}`;
  const both = kind === 'mesh' ? near : `${near}${local} → ${far}${remote}`;
  const about =
    state === 'unknown'
      ? `unknown${why === null ? '' : `, because ${why}`}`
      : state === 'faulty'
        ? 'a finding is about it'
        : 'both ends agree as far as bgplint sees';
  const other = from === 'cluster' ? endsOf(result, session) : placesOf(result, session);
  return [
    `${who} (${product}): ${both}. State: ${about}`,
    ...other.slice(0, mostEnds).map((part) => `Other end: ${placeText(part)}`),
  ].join('  \n');
}

function nearEnd({ speakers }: Topology, { from, nodes }: Session): string {
  const boxes = speakers.filter(({ id }) => from.includes(id));
  const names = boxes.flatMap(({ kind, title, nodes: own }) => (kind === 'nodes' && own.length > 0 ? own : [title]));
  const count = nodes === null ? '' : `${nodes === 1 ? '1 node' : `${nodes} nodes`}: `;
  return names.length === 0 ? 'unknown nodes' : `${count}${codes(names, 6)}`;
}

function farEnd({ routers, speakers }: Topology, { to, address }: Session): string {
  const names = [...routers, ...speakers].filter(({ id }) => to.includes(id)).map(({ title }) => title);
  if (names.length === 0) return address === null ? 'unknown' : code(address);
  const first = codes(names, 3);
  return address === null || names.includes(address) ? first : `${first} (${code(address)})`;
}

/** A place of an object, or a line of a router without its secrets. */
function placeText({ resource, path }: Part): string {
  const { document, base, kind, gvk, name } = resource;
  const { file, text } = document.source;
  const [span] = document.locate([{ path: [...base, ...path], on: 'value' }]);
  const at = span === undefined ? file : `${file}:${new EditorLines(text).position(span.start).line + 1}`;
  if (resource.family !== 'router') return `${gvk.kind || kind} ${code(name)} in ${code(at)}`;
  const line = routerLines(text).find(({ key }) => key === path[0]);
  return line === undefined ? code(at) : `${code(shownLine(line))} in ${code(at)}`;
}
