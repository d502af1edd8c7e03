/** The map as JSON (schemas/map.json), member by member: it is a contract. */
import { safeJson } from '../lib/safe-json.ts';
import type { Range } from '../model/document.ts';
import type { RouterBox, Session, SpeakerBox, Topology, TopologyFinding } from '../model/topology.ts';

export function json({ clusters, speakers, routers, sessions, findings }: Topology): string {
  return safeJson({
    version: 1,
    clusters,
    speakers: speakers.map(speaker),
    routers: routers.map(router),
    sessions: sessions.map(session),
    findings: findings.map(finding),
  });
}

function speaker(box: SpeakerBox) {
  return {
    id: box.id,
    cluster: box.cluster,
    kind: box.kind,
    title: box.title,
    nodes: box.nodes,
    asNumbers: box.asNumbers,
    isReflector: box.isReflector,
    products: box.products,
    findings: box.findings,
  };
}

function router(box: RouterBox) {
  return {
    id: box.id,
    title: box.title,
    from: box.from,
    addresses: box.addresses,
    asNumbers: box.asNumbers,
    listenRanges: box.listenRanges,
    file: box.file,
    findings: box.findings,
  };
}

function session(one: Session) {
  return {
    id: one.id,
    kind: one.kind,
    cluster: one.cluster,
    product: one.product,
    name: one.name,
    state: one.state,
    why: one.why,
    from: one.from,
    to: one.to,
    nodes: one.nodes,
    address: one.address,
    port: one.port,
    vrf: one.vrf,
    localAs: one.localAs,
    remoteAs: one.remoteAs,
    file: one.file,
    range: one.range === null ? null : range(one.range),
    findings: one.findings,
  };
}

function range({ startLine, startColumn, endLine, endColumn }: Range) {
  return { startLine, startColumn, endLine, endColumn };
}

function finding({ rule, level, message, file, line, column }: TopologyFinding) {
  return { rule, level, message, file, line, column };
}
