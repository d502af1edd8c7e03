/** What the policies know of one cluster, as rows of the map: each with the boxes that it joins, and the places that it is about. */
import { addTo } from '../../lib/maps.ts';
import { compare } from '../../lib/order.ts';
import type { Path } from '../../model/document.ts';
import type { RawOrigin, RawRouter, RawRouterEnd, RawSession, RawTopology, Scope } from '../../model/raw-topology.ts';
import type { Resource } from '../../model/resource.ts';
import type { RouterBox, Session } from '../../model/topology.ts';
import { type Boxes, boxesOf } from './boxes.ts';
import { byName } from './names.ts';

/** A session of the map before its findings are known. Boxes go by their keys. */
export interface Row
  extends Pick<Session, 'kind' | 'cluster' | 'product' | 'name' | 'address' | 'port' | 'vrf' | 'localAs' | 'remoteAs'> {
  readonly nodes: number | null;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** The routers at its other end: one, unless several may be. */
  readonly routers: readonly FarBox[];
  /** Which parts of routers it is with. */
  readonly ends: readonly RawRouterEnd[];
  /** What of the scan it is about; the first is where it stands. */
  readonly places: readonly { readonly resource: number; readonly path: Path }[];
  /** What of it is not known, in a clause, where nothing is. */
  readonly why: string | null;
}

/** A box of a router, by a key of its own in all clusters. */
export interface FarBox {
  readonly key: string;
  readonly box: Omit<RouterBox, 'id' | 'findings'>;
  readonly resource?: number;
}

const withoutRouter = "the router's configuration is not in the scan";
const onlyInConfig = 'the configuration of the router is not in the scan, only its entry in the config';
const withoutEnd = 'no neighbor of the router is known to be these nodes';
const severalEnds = 'several neighbors of the router may be its other end';
const someWithoutEnd = 'the router has no neighbor for some of these nodes';
const withoutNodes = 'the scan does not say which nodes these are';
const unread = 'an address, a selector or what it names is unknown, or bgplint does not read it';

/** All of a cluster. */
export interface Rows {
  readonly cluster: string;
  readonly rows: readonly Row[];
  readonly boxes: Boxes;
  /** Those that the scan or the config tells of, whether or not a session is with them. */
  readonly routers: readonly FarBox[];
  /** What running systems say. */
  readonly statuses: readonly Resource[];
}

export function rowsOf(cluster: string, raw: RawTopology, statuses: readonly Resource[]): Rows {
  const scopes: Scope[] = [];
  for (const { nodes } of raw.sessions) scopes.push(nodes);
  for (const { near, far } of raw.peerings) {
    scopes.push(near);
    if (far !== undefined) scopes.push(far);
  }
  const boxes = boxesOf(cluster, raw, scopes);
  const product = (family: string) => raw.products[family] ?? family;
  const routers = new Map(raw.routers.map((router) => [router.key, farBox(router, cluster)]));
  const numbers = new Map<string, Set<number>>();
  for (const { address, vrf, remote_as: as } of raw.sessions)
    if (/^\d+$/.test(as)) addTo(numbers, `${address} ${vrf}`, Number(as));
  const sessions = inOrder(raw.sessions).map((row): Row => {
    const { address, name, nodes, family } = row;
    const port = typeof row.port === 'number' ? row.port : null;
    const vrf = typeof row.vrf === 'string' ? row.vrf : '';
    return {
      ...plain,
      cluster,
      kind: 'external',
      product: product(family),
      name,
      address,
      port,
      vrf,
      localAs: [...row.local_as].sort((a, b) => a - b),
      remoteAs: row.remote_as === '' ? null : row.remote_as,
      nodes: boxes.count(nodes) ?? null,
      from: boxes.of(nodes),
      routers: farBoxes(row, routers) ?? [
        { key: [cluster, address, vrf].join('\0'), box: bare(address, vrf, numbers) },
      ],
      ends: row.far.ends,
      places: [placeOf(row)],
      why: whyUnknown(row, routers),
    };
  });
  const peerings = inOrder(raw.peerings).map((row): Row => {
    const { name, near, far, at = [], family } = row;
    const isKnown = boxes.count(near) !== undefined && (far === undefined || boxes.count(far) !== undefined);
    return {
      ...plain,
      cluster,
      kind: 'internal',
      product: product(family),
      name,
      nodes: boxes.count(near) ?? null,
      from: boxes.of(near),
      to: far === undefined ? boxes.named(at) : boxes.of(far),
      places: [placeOf(row)],
      why: isKnown ? null : withoutNodes,
    };
  });
  const meshes = raw.meshes.map(({ family, stated }): Row => {
    const { keys, nodes } = boxes.mesh;
    const said = inOrder(stated);
    return {
      ...plain,
      cluster,
      kind: 'mesh',
      product: product(family),
      name: 'node-to-node mesh',
      nodes: nodes > 0 ? nodes : null,
      from: keys.length > 0 ? keys : boxes.of(['all']),
      places: said,
      why:
        nodes === 0
          ? withoutNodes
          : said.length === 0
            ? 'no BGPConfiguration named default is in the scan: it is on by default'
            : null,
    };
  });
  const others = inOrder(raw.unread.map((row) => ({ ...row, path: [] }))).map(
    (row): Row => ({
      ...plain,
      cluster,
      kind: 'unread',
      product: product(row.family),
      name: row.name,
      places: [placeOf(row)],
      why: unread,
    }),
  );
  return {
    cluster,
    rows: [...sessions, ...peerings, ...meshes, ...others],
    boxes,
    routers: [...routers.values()],
    statuses,
  };
}

const plain = {
  address: null,
  port: null,
  vrf: '',
  localAs: [],
  remoteAs: null,
  nodes: null,
  from: [],
  to: [],
  routers: [],
  ends: [],
} as const;

/** A router of which the peers alone tell: what they say of its AS, too. */
function bare(address: string, vrf: string, numbers: ReadonlyMap<string, ReadonlySet<number>>): FarBox['box'] {
  const title = vrf === '' ? address : `${address} (VRF ${vrf})`;
  const asNumbers = [...(numbers.get(`${address} ${vrf}`) ?? [])].sort((a, b) => a - b);
  return { title, from: 'address', addresses: [address], asNumbers, listenRanges: [], file: null };
}

/** A router's configuration is one in all clusters; an entry of the config is so by its name. */
function farBox({ key, resource, file, name, as, addresses, ranges }: RawRouter, cluster: string): FarBox {
  return {
    key: resource === undefined ? [cluster, key].join('\0') : key,
    ...(resource === undefined ? {} : { resource }),
    box: {
      title: name,
      from: resource === undefined ? 'inventory' : 'config',
      addresses: [...addresses].sort(byName).map((address) => address.replace(/\/(?:32|128)$/, '')),
      asNumbers: [...as].sort((a, b) => a - b),
      listenRanges: [...ranges].sort(byName),
      file: file ?? null,
    },
  };
}

function farBoxes({ far }: RawSession, routers: ReadonlyMap<string, FarBox>): readonly FarBox[] | undefined {
  const found = [...far.routers].sort(byName).flatMap((key) => routers.get(key) ?? []);
  return found.length === 0 ? undefined : found;
}

function whyUnknown({ far }: RawSession, routers: ReadonlyMap<string, FarBox>): string | null {
  const [first] = far.routers.flatMap((key) => routers.get(key) ?? []);
  if (first === undefined) return withoutRouter;
  if (first.resource === undefined) return onlyInConfig;
  if (far.ends.length === 0) return withoutEnd;
  if (!far.certain) return severalEnds;
  return far.unlisted ? someWithoutEnd : null;
}

/** A peer holds its address: what stands beside that is about the session, too. */
function placeOf({ resource, path }: Pick<RawOrigin, 'resource' | 'path'>) {
  return { resource, path };
}

function inOrder<Origin extends RawOrigin>(rows: readonly Origin[]): Origin[] {
  const keyed = rows.map((row) => ({ row, path: JSON.stringify(row.path) }));
  keyed.sort((a, b) => compare(a.row.file, b.row.file) || a.row.resource - b.row.resource || compare(a.path, b.path));
  return keyed.map(({ row }) => row);
}
