/** What lines say of BGP in one VRF, before anything is inherited. */
import { getOrMake } from '../../../lib/maps.ts';
import type { Path } from '../../../model/document.ts';
import type { AsSetting, At, Restart, Setting } from '../model.ts';
import { type Draft, newDraft } from './draft.ts';

export interface Range {
  readonly cidr: string;
  readonly family: 4 | 6;
  readonly group: string;
  readonly path: Path;
  /** What its own line says, beside its group. */
  readonly own: Draft;
}

/** The templates of a process, which all of its VRFs share. */
export interface Templates {
  readonly session: Map<string, Draft>;
  readonly policy: Map<string, Draft>;
  readonly peer: Map<string, Draft>;
}

export interface Scope {
  readonly vrf: string;
  readonly path: Path;
  readonly as: AsSetting;
  localAs?: AsSetting;
  routerId?: Setting<string>;
  clusterId?: Setting<string>;
  confederation?: { identifier?: Setting<number>; readonly peers: number[] };
  /** What its lines say, in their order: a helper's line beside the one that switches all of it on or off. */
  restart?: Restart;
  helper?: { readonly on: boolean; readonly path: Path };
  restartTime?: Setting<number>;
  stalepathTime?: Setting<number>;
  holdTime?: Setting<number>;
  keepalive?: Setting<number>;
  minimumHoldtime?: Setting<number>;
  listenLimit?: Setting<number>;
  shutdown?: At;
  /** Families that neighbors have without a line; true, false, or not said. */
  readonly defaults: Map<string, { readonly value: boolean; readonly path: Path }>;
  readonly drafts: Map<string, Draft>;
  /** Peer groups by name. */
  readonly groups: Set<string>;
  /** By network. */
  readonly ranges: Map<string, Range>;
  /** Neighbors of this address family without a line that says so, as those of a VRF are. */
  readonly born: Map<string, string>;
  readonly unknown: Path[];
}

export function newScope(vrf: string, as: AsSetting, path: Path): Scope {
  return {
    vrf,
    as,
    path,
    defaults: new Map(),
    drafts: new Map(),
    groups: new Set(),
    ranges: new Map(),
    born: new Map(),
    unknown: [],
  };
}

/** The draft of a name, made with the line that is the first to speak of it. */
export function draftOf(scope: Scope, name: string, path: Path): Draft {
  return getOrMake(scope.drafts, name, () => newDraft(name, path));
}
