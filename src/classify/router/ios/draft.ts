/** What lines say of a neighbor, a peer group or a template, before anything is inherited. */
import type { Path } from '../../../model/document.ts';
import type { Neighbor, NeighborFamily, NeighborPolicy } from '../model.ts';

/** What a session has once: set, taken back (null), or not spoken of. */
export type SessionSettings = {
  -readonly [key in
    | 'remoteAs'
    | 'localAs'
    | 'password'
    | 'gracefulRestart'
    | 'bfd'
    | 'multihop'
    | 'ttlSecurity'
    | 'connectedCheckDisabled'
    | 'holdTime'
    | 'keepalive'
    | 'passive'
    | 'port'
    | 'updateSource'
    | 'shutdown'
    | 'reflectorClient']?: NonNullable<Neighbor[key]> | null | undefined;
};

/** What an address family of it has. */
export type FamilySettings = {
  -readonly [key in 'maximumPrefix' | 'allowasIn' | 'asOverride' | 'nextHopSelf' | 'reflectorClient']?:
    | NonNullable<NeighborFamily[key]>
    | null
    | undefined;
} & {
  active?: { readonly value: boolean; readonly path: Path };
  /** By direction and kind. */
  readonly policies: Map<string, Omit<NeighborPolicy, 'defined'> | null>;
  /** Templates of policies, the first asked first. */
  readonly inherits: string[];
};

export interface Draft {
  readonly name: string;
  readonly session: SessionSettings;
  /** By AFI and SAFI, with one blank between them. */
  readonly families: Map<string, FamilySettings>;
  /** The peer group or the templates that it takes the rest from, the first asked first. */
  readonly inherits: { readonly kind: 'group' | 'session' | 'peer'; readonly name: string; readonly path: Path }[];
  readonly unknown: Path[];
  /** The word that makes it: its name in its `remote-as`, else in the line that puts it into a group, else in its first. */
  made: { readonly path: Path; readonly rank: number };
}

/** How surely a line makes a neighbor: the greater is the place of it. */
export const ranks = { any: 0, inherits: 1, remoteAs: 2 } as const;

export function newDraft(name: string, path: Path): Draft {
  return {
    name,
    session: {},
    families: new Map(),
    inherits: [],
    unknown: [],
    made: { path, rank: ranks.any },
  };
}

export function newFamily(): FamilySettings {
  return { policies: new Map(), inherits: [] };
}

/** The first that speaks of each setting has it; further ones only what none before them has. */
export function firstOf<Settings extends object>(all: readonly Settings[]): Settings {
  const found = new Map<string, unknown>();
  for (const settings of all) {
    for (const [key, value] of Object.entries(settings))
      if (value !== undefined && !found.has(key)) found.set(key, value);
  }
  return Object.fromEntries(found) as Settings;
}

/** Settings without those that were taken back. */
export function kept<Settings extends object>(
  settings: Settings,
): { [key in keyof Settings]?: NonNullable<Settings[key]> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null && value !== undefined)) as {
    [key in keyof Settings]?: NonNullable<Settings[key]>;
  };
}
