/** What the policies know of one cluster, as rows of the map: each with the boxes that it joins, and the places that it is about. */
import { compare } from '../../lib/order.ts';
import type { Path } from '../../model/document.ts';
import type { RawOrigin, RawTopology, Scope } from '../../model/raw-topology.ts';
import type { RouterBox, Session } from '../../model/topology.ts';
import { type Boxes, boxesOf } from './boxes.ts';

/** A session of the map before its findings are known. Boxes go by their keys. */
export interface Row
  extends Pick<Session, 'kind' | 'product' | 'name' | 'address' | 'port' | 'vrf' | 'localAs' | 'remoteAs'> {
  readonly nodes: number | null;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** The router at its other end, by a key of its own in all clusters. */
  readonly router?: { readonly key: string; readonly box: Omit<RouterBox, 'id' | 'findings'> };
  /** What of the scan it is about; the first is where it stands. */
  readonly places: readonly { readonly resource: number; readonly path: Path }[];
  /** What of it is not known, in a clause, where nothing is. */
  readonly why: string | null;
}

const withoutRouter = "the router's configuration is not in the scan";
const withoutNodes = 'the scan does not tell which nodes these are';
const unread = 'an address, a selector or what it names is not known, or nothing reads it';

export function rowsOf(cluster: string, raw: RawTopology): { readonly rows: readonly Row[]; readonly boxes: Boxes } {
  const scopes: Scope[] = [];
  for (const { nodes } of raw.sessions) scopes.push(nodes);
  for (const { near, far } of raw.peerings) {
    scopes.push(near);
    if (far !== undefined) scopes.push(far);
  }
  const boxes = boxesOf(cluster, raw, scopes);
  const product = (family: string) => raw.products[family] ?? family;
  const sessions = inOrder(raw.sessions).map((row): Row => {
    const { address, name, nodes, family } = row;
    const port = typeof row.port === 'number' ? row.port : null;
    const vrf = typeof row.vrf === 'string' ? row.vrf : '';
    return {
      ...plain,
      kind: 'external',
      product: product(family),
      name,
      address,
      port,
      vrf,
      nodes: boxes.count(nodes) ?? null,
      from: boxes.of(nodes),
      router: { key: [cluster, address, vrf].join('\0'), box: bare(address, vrf) },
      places: [placeOf(row)],
      why: withoutRouter,
    };
  });
  const peerings = inOrder(raw.peerings).map((row): Row => {
    const { name, near, far, at = [], family } = row;
    const isKnown = boxes.count(near) !== undefined && (far === undefined || boxes.count(far) !== undefined);
    return {
      ...plain,
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
            ? 'no BGPConfiguration named default is in the scan: it is on by itself'
            : null,
    };
  });
  const others = inOrder(raw.unread.map((row) => ({ ...row, path: [] }))).map(
    (row): Row => ({
      ...plain,
      kind: 'unread',
      product: product(row.family),
      name: row.name,
      places: [placeOf(row)],
      why: unread,
    }),
  );
  return { rows: [...sessions, ...peerings, ...meshes, ...others], boxes };
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
} as const;

function bare(address: string, vrf: string): Omit<RouterBox, 'id' | 'findings'> {
  const title = vrf === '' ? address : `${address} (VRF ${vrf})`;
  return { title, from: 'address', addresses: [address], asNumbers: [], listenRanges: [], file: null };
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
