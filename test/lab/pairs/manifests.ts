/** The objects of one node's end, as they stand in the files that are checked. */

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: what is in there is each kind's own.
  readonly spec?: any;
  readonly type?: string;
  readonly stringData?: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly [more: string]: any;
}

/** What a renderer makes of them. */
export interface Rendered {
  /** The files of its speaker: FRR's one, BIRD's one for each family, GoBGP's one. */
  readonly files: { readonly frr?: string; readonly bird?: string; readonly bird6?: string; readonly gobgp?: string };
  /** What it announces to its peers. */
  readonly announces: readonly string[];
  /** Whether it takes routes of its peers. */
  readonly takes: boolean;
  /** Whether it listens for the router's connection. */
  readonly listens: boolean;
}

export const all = (objects: readonly Manifest[], kind: string) => objects.filter((object) => object.kind === kind);

/** A Secret's value; `''` if it is not there. */
export function secret(objects: readonly Manifest[], name: string | undefined, key: string): string {
  return all(objects, 'Secret').find(({ metadata }) => metadata.name === name)?.stringData?.[key] ?? '';
}

/** Seconds of a duration in Go's notation. */
export function seconds(duration: string): number {
  const units: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };
  const parts = [...duration.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  return Math.round(parts.reduce((sum, [, value, unit = '']) => sum + Number(value) * (units[unit] ?? Number.NaN), 0));
}

export const familyOf = (text: string): 4 | 6 => (text.includes(':') ? 6 : 4);

/** The first address of a pool's `first-last` or CIDR: what the first Service gets. */
export const firstOf = (range: string) =>
  range
    .replace(/[-/].*/, '')
    .replace(/\.0$/, '.1')
    .replace(/::$/, '::1');

/** Whether a node with these labels is chosen by Kubernetes' selector; absent chooses all. */
export function chosen(
  selector: { readonly matchLabels?: Readonly<Record<string, string>> } | undefined,
  labels: Readonly<Record<string, string>> = {},
): boolean {
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}
