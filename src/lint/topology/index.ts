/** The map of a scan: what the policies know of each cluster, in boxes and lines, with the findings where they belong. */
import { buildInput } from '../../evaluate/index.ts';
import { getOrMake } from '../../lib/maps.ts';
import { ruleFamily } from '../../lib/rules.ts';
import { located } from '../../locate/index.ts';
import { Teller } from '../../locate/told.ts';
import type { Finding } from '../../model/finding.ts';
import type { RawFinding, RawPlace } from '../../model/rule.ts';
import type { RouterBox, Session, SpeakerBox, State, Topology, TopologyFinding } from '../../model/topology.ts';
import { inputOf } from '../cluster-input.ts';
import { asideIn, type ScannedCluster } from '../clusters.ts';
import type { Judgement } from '../judge.ts';
import type { Placed } from '../place.ts';
import type { LintRequest } from '../request.ts';
import { Joined } from './joined.ts';
import { type Row, rowsOf } from './rows.ts';

/** What the stages made that the map needs. */
export interface Mapped {
  readonly request: LintRequest;
  readonly judgement: Judgement;
  readonly placed: Placed;
  /** Those of the report. */
  readonly findings: readonly Finding[];
}

/** Families whose findings are about both ends that they name: the further places of others only explain. */
const ofBothEnds = new Set(['session', 'router', 'status']);

/** Judges nothing: asks the second entrypoint about each cluster, and joins its rows with what was found. Throws a PolicyLimit. */
export function topologyOf({ request, judgement, placed, findings }: Mapped): Topology {
  const open = findings.filter(({ suppressed }) => suppressed === null);
  const clusters = judgement.clusters.filter(({ size }) => size > 0);
  const parts = clusters.map((cluster) => ({ cluster, ...partOf(request, cluster) }));
  const joined = new Joined<object>();
  for (const { rows, boxes } of parts) {
    for (const row of rows) for (const { resource, path } of row.places) joined.put(row, resource, path);
    for (const box of boxes.boxes) for (const resource of box.resources) joined.put(box, resource, []);
  }
  const raws = new Map(placed.located.map(({ finding, raw }) => [finding.fingerprint, raw]));
  for (const [i, { rule, fingerprint }] of open.entries())
    for (const { resource, path } of endsOf(rule, raws.get(fingerprint))) joined.note(i, resource, path);

  const findingsOf = (thing: object) => joined.of(thing);
  const undecided = new Map(placed.undecided.map(({ resource, reason }) => [resource.id, reason]));
  const places = placesIn(
    parts.flatMap(({ rows }) => rows),
    placed,
  );
  const told = teller(placed);
  const speakers: SpeakerBox[] = [];
  const routers = new Map<string, RouterBox>();
  const sessions: Session[] = [];
  for (const { cluster, rows, boxes } of parts) {
    const ids = new Map<string, string>();
    const products = new Map<string, Set<string>>();
    for (const { from, to, product } of rows)
      for (const key of [...from, ...to]) getOrMake(products, key, () => new Set<string>()).add(product);
    const title = titles(rows, told);
    for (const box of boxes.boxes) {
      const { key, resources: _, ...shown } = box;
      const id = `n${speakers.length + 1}`;
      ids.set(key, id);
      const own = [...(products.get(key) ?? [])].sort();
      speakers.push({ ...shown, title: title(key, box.title), id, products: own, findings: findingsOf(box) });
    }
    const idsOf = (keys: readonly string[]) => keys.flatMap((key) => ids.get(key) ?? []);
    for (const row of rows) {
      const { places: at, router, why, ...session } = row;
      const harmless = (text: string) => told(text, at);
      const to =
        router && getOrMake(routers, router.key, () => routerBox(router.box, `r${routers.size + 1}`, harmless));
      const found = findingsOf(row);
      const held = at.flatMap(({ resource }) => undecided.get(resource) ?? [])[0] ?? why;
      const state = stateOf(found, open, held);
      sessions.push({
        ...session,
        id: `s${sessions.length + 1}`,
        cluster: cluster.name,
        name: harmless(session.name),
        address: session.address === null ? null : harmless(session.address),
        from: idsOf(session.from),
        to: to === undefined ? idsOf(session.to) : [to.id],
        state,
        why: state === 'unknown' ? held : null,
        ...(places.get(row) ?? { file: null, range: null }),
        findings: found,
      });
    }
  }
  const names = clusters.map(({ name }) => name);
  return { clusters: names, speakers, routers: [...routers.values()], sessions, findings: open.map(shownFinding) };
}

function partOf(request: LintRequest, cluster: ScannedCluster) {
  const isAside = asideIn(cluster);
  const resources = cluster.resources().filter(({ id, unasked }) => !unasked && !isAside(id));
  const input = buildInput(inputOf(cluster)(resources), resources, []);
  return rowsOf(cluster.name, request.policy.topology(input));
}

/** The places inside of resources that a finding is about. */
function endsOf(rule: string, raw: RawFinding | undefined) {
  if (raw === undefined) return [];
  const places = ofBothEnds.has(ruleFamily(rule)) ? [raw.at, ...(raw.related ?? []).map(({ at }) => at)] : [raw.at];
  return places.flatMap((place) => ('resource' in place ? [place] : []));
}

/** Advice alone makes nothing faulty. */
function stateOf(found: readonly number[], open: readonly Finding[], held: string | null): State {
  if (found.some((i) => open[i]?.level !== 'note')) return 'faulty';
  return held === null ? 'sound' : 'unknown';
}

/** Where rows stand in files. */
function placesIn(rows: readonly Row[], { context }: Placed) {
  const standing = rows.flatMap((row) => {
    const [first] = row.places;
    return first === undefined ? [] : [{ row, place: { ...first, on: 'value' } satisfies RawPlace }];
  });
  const found = located(
    standing.map(({ place }) => place),
    context,
  );
  return new Map(standing.map(({ row }, i) => [row as object, found[i] ?? { file: '', range: null }]));
}

/** Texts without what the objects of a row give away. */
function teller({ context }: Placed): (text: string, places: Row['places']) => string {
  const known = new Teller();
  return (text, places) =>
    known.told(
      text,
      places.map(({ resource }) => context.resources.get(resource)),
    );
}

/** The titles of boxes: a selector is a text of the objects that have it. */
function titles(rows: readonly Row[], told: ReturnType<typeof teller>): (key: string, title: string) => string {
  const first = new Map<string, Row>();
  for (const row of rows) for (const key of [...row.from, ...row.to]) if (!first.has(key)) first.set(key, row);
  return (key, title) => told(title, first.get(key)?.places ?? []);
}

function routerBox(box: Omit<RouterBox, 'id' | 'findings'>, id: string, harmless: (text: string) => string): RouterBox {
  return { ...box, id, title: harmless(box.title), addresses: box.addresses.map(harmless), findings: [] };
}

function shownFinding({ rule, level, message, file, range }: Finding): TopologyFinding {
  return { rule, level, message, file, line: range?.startLine ?? null, column: range?.startColumn ?? null };
}
