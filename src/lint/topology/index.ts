/** The map of a scan: what the policies know of each cluster, in boxes and lines, with the findings where they belong. */
import { buildInput } from '../../evaluate/index.ts';
import { getOrMake } from '../../lib/maps.ts';
import { clip } from '../../lib/text.ts';
import type { Finding } from '../../model/finding.ts';
import type { RouterBox, Session, SpeakerBox, State, Topology, TopologyFinding } from '../../model/topology.ts';
import { inputOf } from '../cluster-input.ts';
import { asideIn, type ScannedCluster } from '../clusters.ts';
import type { Judgement } from '../judge.ts';
import type { Placed } from '../place.ts';
import type { LintRequest } from '../request.ts';
import { byName } from './names.ts';
import { joinedWith, placesIn, tellerOf } from './places.ts';
import { type FarBox, type Row, type Rows, rowsOf } from './rows.ts';

/** What the stages made that the map needs. */
export interface Mapped {
  readonly request: LintRequest;
  readonly judgement: Judgement;
  readonly placed: Placed;
  /** Those of the report. */
  readonly findings: readonly Finding[];
}

/** Of a name or a selector so much is kept. */
const longest = 200;

/** Judges nothing: asks the second entrypoint about each cluster, and joins its rows with what was found. Throws a PolicyLimit. */
export function topologyOf({ request, judgement, placed, findings }: Mapped): Topology {
  const open = findings.filter(({ suppressed }) => suppressed === null);
  const parts = judgement.clusters.filter(({ size }) => size > 0).map((cluster) => partOf(request, cluster));
  const joined = joinedWith(parts, open, placed);
  const tell = tellerOf(placed);
  const told = (text: string, resources: readonly number[]) => clip(tell(text, resources), longest);
  const undecided = new Map(placed.undecided.map(({ resource, reason }) => [resource.id, reason]));
  const rows = parts.flatMap((part) => part.rows);
  const places = placesIn(rows, placed);
  const routers = new Map<string, RouterBox>();
  const routerOf = ({ key, box, resource }: FarBox, from: readonly number[]) =>
    getOrMake(routers, key, () => {
      const harmless = (text: string) => told(text, resource === undefined ? from : [resource]);
      return {
        ...box,
        id: `r${routers.size + 1}`,
        title: harmless(box.title),
        addresses: box.addresses.map(harmless),
        findings: resource === undefined ? [] : joined.of(resource),
      };
    });
  const speakers: SpeakerBox[] = [];
  const sessions: Session[] = [];
  for (const part of parts) {
    const ids = new Map<string, string>();
    const about = aboutBoxes(part.rows);
    for (const box of part.boxes.boxes) {
      const { key, resources, ...shown } = box;
      const { products = new Set<string>(), from = [] } = about.get(key) ?? {};
      const id = `n${speakers.length + 1}`;
      ids.set(key, id);
      const title = told(box.title, [...resources, ...from]);
      speakers.push({ ...shown, title, id, products: [...products].sort(), findings: joined.of(box) });
    }
    const idsOf = (keys: readonly string[]) => keys.flatMap((key) => ids.get(key) ?? []).sort(byName);
    for (const row of part.rows) {
      const { places: at, routers: far, why, ...session } = row;
      const from = at.map(({ resource }) => resource);
      const found = joined.of(row);
      const held = from.flatMap((resource) => undecided.get(resource) ?? [])[0] ?? why;
      const state = stateOf(found, open, held);
      sessions.push({
        ...session,
        places: at,
        id: `s${sessions.length + 1}`,
        name: told(session.name, from),
        address: session.address === null ? null : told(session.address, from),
        from: idsOf(session.from),
        to: far.length > 0 ? far.map((one) => routerOf(one, from).id) : idsOf(session.to),
        state,
        why: state === 'unknown' ? held : null,
        ...(places.get(row) ?? { file: null, range: null }),
        findings: found,
      });
    }
  }
  for (const part of parts) for (const router of part.routers) routerOf(router, []);
  return {
    clusters: parts.map(({ cluster }) => clip(cluster, longest)),
    speakers,
    routers: [...routers.values()],
    sessions,
    findings: open.map(shownFinding),
  };
}

function partOf(request: LintRequest, cluster: ScannedCluster): Rows {
  const isAside = asideIn(cluster);
  const resources = cluster.resources().filter(({ id, unasked }) => !unasked && !isAside(id));
  const input = buildInput(inputOf(cluster)(resources), resources, []);
  const statuses = resources.filter(({ family }) => family === 'status');
  return rowsOf(cluster.name, request.policy.topology(input), statuses);
}

/** Whose sessions a box has, and an object that says what it is called, by its key. */
function aboutBoxes(rows: readonly Row[]) {
  const about = new Map<string, { readonly products: Set<string>; readonly from: readonly number[] }>();
  for (const { from, to, product, places } of rows)
    for (const keys of [from, to])
      for (const key of keys) {
        const first = () => ({ products: new Set<string>(), from: places.map(({ resource }) => resource) });
        getOrMake(about, key, first).products.add(product);
      }
  return about;
}

/** Advice alone makes nothing faulty. */
function stateOf(found: readonly number[], open: readonly Finding[], held: string | null): State {
  if (found.some((i) => open[i]?.level !== 'note')) return 'faulty';
  return held === null ? 'sound' : 'unknown';
}

function shownFinding({ rule, level, message, file, range }: Finding): TopologyFinding {
  return { rule, level, message, file, line: range?.startLine ?? null, column: range?.startColumn ?? null };
}
