/** Sessions of the map at the values that make them. */
import { kindOf } from '../families/index.ts';
import { at, isObject } from '../lib/json.ts';
import { addTo, getOrMake } from '../lib/maps.ts';
import type { LintResult } from '../lint/request.ts';
import type { Json, Path } from '../model/document.ts';
import type { RawRouterEnd } from '../model/raw-topology.ts';
import type { Resource } from '../model/resource.ts';
import type { Session } from '../model/topology.ts';
import { topologyOf } from './knowledge.ts';
import { isPrefix, type ValueAt } from './value.ts';

/** Part of an object: `path` counts from the object's root. */
export interface Part {
  readonly resource: Resource;
  readonly path: Path;
}

/** Sessions by the resources that they are about. */
interface Sessions {
  readonly byPlace: ReadonlyMap<number, ReadonlySet<Session>>;
  /** By the number of a router's resource, and the key of a line that speaks of one of its neighbors. */
  readonly byLine: ReadonlyMap<string, ReadonlySet<Session>>;
  readonly resources: ReadonlyMap<number, Resource>;
}

const indices = new WeakMap<LintResult, Sessions>();

function indexOf(result: LintResult): Sessions {
  return getOrMake(indices, result, () => {
    const byPlace = new Map<number, Set<Session>>();
    const byLine = new Map<string, Set<Session>>();
    const resources = new Map(result.scan.resources.map((one) => [one.id, one]));
    // Many sessions have one neighbor at their other end.
    const lines = new Map<string, ReadonlySet<string>>();
    for (const session of topologyOf(result)?.sessions ?? []) {
      for (const { resource } of session.places) addTo(byPlace, resource, session);
      for (const end of session.ends) {
        const own = getOrMake(lines, JSON.stringify(end), () => linesOf(resources.get(end.router), end));
        for (const line of own) addTo(byLine, line, session);
      }
    }
    return { byPlace, byLine, resources };
  });
}

/** True for objects that may have sessions: for others the map is not made. */
function hasSessions({ family, kind }: Resource): boolean {
  return family === 'router' || (kindOf(family, kind)?.peerAddresses ?? []).length > 0 || kind === 'BGPConfiguration';
}

/**
 * The sessions that a value of an object of Kubernetes is about: those of the item of a list that it is in, and all of the object
 * where it is in none, or names the object.
 */
export function sessionsAt(
  result: LintResult,
  { resource, path }: Pick<ValueAt, 'resource' | 'path'>,
): readonly Session[] {
  if (resource === undefined || resource.family === 'router' || !hasSessions(resource)) return [];
  const inside = path.slice(resource.base.length);
  const sessions = [...(indexOf(result).byPlace.get(resource.id) ?? [])];
  const itemsOf = (session: Session) =>
    session.places.flatMap((place) => (place.resource === resource.id ? [itemOf(place.path)] : []));
  const own = sessions.filter((session) => itemsOf(session).some((item) => isPrefix(item, inside)));
  if (own.length > 0) return own;
  const isNaming = inside[0] === 'metadata' || inside[0] === 'kind' || inside.length === 0;
  return isNaming || inside.every((step) => typeof step !== 'number') ? sessions : [];
}

/** The item of a list that holds a path, nearest to its end; the object for a path in no list. */
function itemOf(path: Path): Path {
  return path.slice(0, path.findLastIndex((step) => typeof step === 'number') + 1);
}

/** The sessions whose other end is the neighbor of a router that a line speaks of. */
export function sessionsOfLine(
  result: LintResult,
  { resource, path }: Pick<ValueAt, 'resource' | 'path'>,
): readonly Session[] {
  const [key] = path;
  if (resource?.family !== 'router' || key === undefined) return [];
  return [...(indexOf(result).byLine.get(lineOf(resource.id, key)) ?? [])];
}

/** The sessions of which a line speaks that a command printed: by the address of the other end. */
export function sessionsOfState(
  result: LintResult,
  { resource, path }: Pick<ValueAt, 'resource' | 'path'>,
): readonly Session[] {
  const [key] = path;
  const told = resource?.family === 'status' ? resource.extra?.['sessions'] : undefined;
  if (!Array.isArray(told) || key === undefined) return [];
  const here = told.filter((one: Json) => isObject(one) && Array.isArray(one['path']) && one['path'][0] === key);
  const addresses = new Set(
    here.map((one: Json) => at(one, ['address'])).filter((address) => typeof address === 'string'),
  );
  return (topologyOf(result)?.sessions ?? []).filter(({ address }) => address !== null && addresses.has(address));
}

/** Where a session is in the objects of Kubernetes. */
export function placesOf(result: LintResult, session: Session): readonly Part[] {
  const { resources } = indexOf(result);
  return session.places.flatMap(({ resource: id, path }) => {
    const resource = resources.get(id);
    return resource === undefined ? [] : [{ resource, path }];
  });
}

/** Where the neighbors of routers are that are its other end. */
export function endsOf(result: LintResult, session: Session): readonly Part[] {
  const { resources } = indexOf(result);
  // The rules answer in no order: a router's neighbors come as it lists them.
  const ends = [...session.ends].sort((a, b) => a.router - b.router || a.process - b.process || a.at - b.at);
  return ends.flatMap((end) => {
    const resource = resources.get(end.router);
    const path = resource === undefined ? undefined : neighborOf(resource, end)?.['path'];
    return resource === undefined || !Array.isArray(path) ? [] : [{ resource, path: path as Path }];
  });
}

/** A neighbor or a listen range of a router, in its normal form (src/classify/router/model.ts). */
export function neighborOf(
  { extra }: Resource,
  { process, list, at }: RawRouterEnd,
): { readonly [key: string]: Json } | undefined {
  const processes = extra?.['processes'];
  const one = Array.isArray(processes) ? (processes[process] as Json | undefined) : undefined;
  const items = isObject(one) ? one[list] : undefined;
  const item = Array.isArray(items) ? (items[at] as Json | undefined) : undefined;
  return isObject(item) ? item : undefined;
}

function lineOf(router: number, key: string | number): string {
  return `${router} ${key}`;
}

/** The lines that speak of a neighbor, those of its group included. */
function linesOf(router: Resource | undefined, end: RawRouterEnd): ReadonlySet<string> {
  const found = new Set<string>();
  const collect = (value: Json | undefined): void => {
    if (Array.isArray(value)) for (const item of value) collect(item);
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      if (name === 'path' && Array.isArray(member)) found.add(lineOf(end.router, String(member[0])));
      else collect(member);
    }
  };
  if (router !== undefined) collect(neighborOf(router, end));
  return found;
}
