/** What charts of several products have in common. */
import type { ChartRow } from './family.ts';

/**
 * The version of a product that a version of one of its charts installs, also of a range in which all are of one minor version
 * (`1.17.x`, `~1.17.2`, `>=1.17.0 <1.18.0`, for charts before 1.0 `^0.14.0`): then that, `1.17`. Undefined for a wider one, a
 * placeholder, and where the chart's row does not tell (Masterminds/semver, which Helm and Flux take ranges with).
 */
export function productOf(row: Pick<ChartRow, 'productVersion'>, chart: string, version: string): string | undefined {
  const exact = plainVersion(version.replace(/^=+\s*/, ''));
  if (exact !== undefined) return row.productVersion(chart, exact);
  const minor = minorOf(version.trim());
  return minor && row.productVersion(chart, `${minor}.0`) && minor;
}

function minorOf(range: string): string | undefined {
  const [, one] = /^=?\s*v?(\d+\.\d+)(?:\.[xX*])?$/.exec(range) ?? [];
  const [, tilde] = /^~>?\s*v?(\d+\.\d+)(?:\.(?:\d+|[xX*]))?(?:-0)?$/.exec(range) ?? [];
  const [, caret] = /^\^\s*v?(0\.[1-9]\d*)(?:\.(?:\d+|[xX*]))?(?:-0)?$/.exec(range) ?? [];
  const [, minor, major, first, last] =
    /^>=?\s*v?((\d+)\.(\d+))(?:\.\d+)?(?:-0)?[,\s]\s*<\s*v?\2\.(\d+)(?:\.0)?(?:-0)?$/.exec(range) ?? [];
  const isOne = major !== undefined && Number(last) === Number(first) + 1;
  return one ?? tilde ?? caret ?? (isOne ? minor : undefined);
}

/** `1.17.3` of `v1.17.3`, with what stands behind a `+` or `-` left out; undefined for what is no whole version. */
export function plainVersion(version: string): string | undefined {
  const [, plain] = /^v?(\d+\.\d+\.\d+)(?:[-+][\w.+-]*)?$/.exec(version.trim()) ?? [];
  return plain;
}

/**
 * The version of a product that a chart of RKE2 installs: two digits behind the patch release count its own builds, `v3.30.200`
 * for 3.30.2 (rancher/rke2-charts packages, `packageVersion`); of other charts that are versioned as the product the version.
 */
export function versionOfPackage(chart: string, version: string): string | undefined {
  const plain = plainVersion(version);
  if (plain === undefined || !chart.startsWith('rke2-')) return plain;
  const [, minor = '', build = ''] = /^(\d+\.\d+)\.(\d+)$/.exec(plain) ?? [];
  return build.length > 2 ? `${minor}.${build.slice(0, -2).replace(/^0+(?=\d)/, '')}` : plain;
}
