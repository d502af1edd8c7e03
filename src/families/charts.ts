/** What charts of several products have in common. */

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
