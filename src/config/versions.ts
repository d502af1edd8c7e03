/** Versions that the config names and the rules do not know. */
import { knownVersions } from '../lib/versions.ts';
import type { Config } from '../model/config.ts';

/** A sentence for each version of a product that is newer than what the rules know; they then say what holds of that. */
export function unknownVersions({ calico, metallb, cilium, clusters }: Config): string[] {
  const named = [{ calico, metallb, cilium }, ...clusters].flatMap((part) => [
    ['Calico', part.calico.version] as const,
    ['MetalLB', part.metallb.version] as const,
    ['Cilium', part.cilium.version] as const,
  ]);
  const newer = named.filter(([product, version]) => version !== undefined && isAfter(version, knownVersions[product]));
  const sentences = newer.map(
    ([product, version]) =>
      `the rules do not know ${product} ${version}, and treat it as ${knownVersions[product]}, the newest that they know`,
  );
  return [...new Set(sentences)];
}

function isAfter(version: string, known: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [knownMajor = 0, knownMinor = 0] = known.split('.').map(Number);
  return major > knownMajor || (major === knownMajor && minor > knownMinor);
}
