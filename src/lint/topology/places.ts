/** Which places of the scan the things on the map are about, and which findings are there. */
import { isObject } from '../../lib/json.ts';
import { getOrMake } from '../../lib/maps.ts';
import { ruleFamily } from '../../lib/rules.ts';
import { located } from '../../locate/index.ts';
import { Teller } from '../../locate/told.ts';
import type { Json, Path } from '../../model/document.ts';
import type { Finding } from '../../model/finding.ts';
import type { RawRouterEnd } from '../../model/raw-topology.ts';
import type { Resource } from '../../model/resource.ts';
import type { RawPlace } from '../../model/rule.ts';
import type { Placed } from '../place.ts';
import { Joined } from './joined.ts';
import type { Row, Rows } from './rows.ts';

/** Families whose findings are about both ends that they name: the further places of others only explain. */
const ofBothEnds = new Set(['session', 'router', 'status']);

/** The numbers of the findings of each thing on the map: a row, a box of nodes, or the number of a router's resource. */
export function joinedWith(parts: readonly Rows[], open: readonly Finding[], placed: Placed): Joined<object | number> {
  const { resources } = placed.context;
  const joined = new Joined<object | number>();
  for (const part of parts) {
    const { rows, boxes, routers } = part;
    for (const row of rows) {
      for (const { resource, path } of row.places) joined.put(row, resource, path);
      for (const end of row.ends)
        for (const path of linesOf(end, resources)) joined.putExactly(row, end.router, path.slice(0, 1));
    }
    for (const { row, resource, path } of statesOf(part)) joined.putExactly(row, resource, path);
    for (const box of boxes.boxes) for (const resource of box.resources) joined.put(box, resource, []);
    for (const { resource } of routers) if (resource !== undefined) joined.put(resource, resource, []);
  }
  const raws = new Map(placed.located.map(({ finding, raw }) => [finding.fingerprint, raw]));
  for (const [i, { rule, fingerprint }] of open.entries()) {
    const raw = raws.get(fingerprint);
    if (raw === undefined) continue;
    const places = ofBothEnds.has(ruleFamily(rule)) ? [raw.at, ...(raw.related ?? []).map(({ at }) => at)] : [raw.at];
    for (const place of places) if ('resource' in place) joined.note(i, place.resource, place.path);
  }
  return joined;
}

/** What running systems of the scan say of sessions: by the other end's address, and the node where one is told. */
function statesOf({ rows, boxes, statuses }: Rows) {
  const byAddress = new Map<string, Row[]>();
  for (const row of statuses.length === 0 ? [] : rows)
    if (row.address !== null) getOrMake(byAddress, row.address, () => []).push(row);
  return statuses.flatMap(({ id, extra }) => {
    const { node, sessions = [] } = (extra ?? {}) as Told;
    const [box] = node === undefined ? [] : boxes.named([node]);
    return sessions.flatMap(({ address = '', path }) =>
      (byAddress.get(address) ?? [])
        .filter(({ from }) => box === undefined || from.includes(box))
        .map((row) => ({ row, resource: id, path })),
    );
  });
}

/** Of src/classify/status/model.ts what is read here. */
interface Told {
  readonly node?: string;
  readonly sessions?: readonly { readonly address?: string; readonly path: Path }[];
}

/** The lines of a router's text that speak of one of its neighbors or ranges, those of its group included. */
function linesOf({ router, process, list, at }: RawRouterEnd, resources: Placed['context']['resources']): Path[] {
  const normal = (resources.get(router)?.extra ?? {}) as {
    readonly processes?: readonly { readonly [list: string]: Json }[];
  };
  const found: Path[] = [];
  const collect = (value: Json | undefined): void => {
    if (Array.isArray(value)) for (const item of value) collect(item);
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      if (name === 'path' && Array.isArray(member)) found.push(member as Path);
      else collect(member);
    }
  };
  collect((normal.processes?.[process]?.[list] as readonly Json[] | undefined)?.[at]);
  return found;
}

/** Where rows stand in files. */
export function placesIn(
  rows: readonly Row[],
  { context }: Placed,
): ReadonlyMap<Row, ReturnType<typeof located>[number]> {
  const standing = rows.flatMap((row) => {
    const [first] = row.places;
    return first === undefined ? [] : [{ row, place: { ...first, on: 'value' } satisfies RawPlace }];
  });
  const places = located(
    standing.map(({ place }) => place),
    context,
  );
  return new Map(standing.flatMap(({ row }, i) => (places[i] === undefined ? [] : [[row, places[i]] as const])));
}

/** Says texts without what the objects that they are of give away. */
export function tellerOf({ context }: Placed): (text: string, resources: readonly number[]) => string {
  const teller = new Teller();
  return (text, resources) =>
    teller.told(
      text,
      resources.map((id): Resource | undefined => context.resources.get(id)),
    );
}
