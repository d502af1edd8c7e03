/** What makes a finding the same one in the next run, however lines move and values change. */
import { at, isObject } from '../lib/json.ts';
import type { Path } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';

interface Kept {
  readonly path: Path;
  readonly located: { readonly finding: Finding; readonly resource?: Resource };
}

interface Hashing {
  fromRoot(file: string): string;
  sha256(text: string): string;
}

/**
 * The SHA-256, in hexadecimal, of rule, file relative to the root, kind, namespace, name, path with list items by their
 * identity, and occurrence. Never of a value, a message or a line: a fingerprint must hold no secret, and stay.
 *
 * Each comes as a function of the rule's name: under an alias it is what the finding had before the rule was renamed. The
 * identity is what is hashed, without the occurrence.
 */
export function fingerprints(
  findings: readonly Kept[],
  { fromRoot, sha256 }: Hashing,
): { readonly identity: string; readonly fingerprintAs: (rule: string) => string }[] {
  const places = findings.map(({ path, located: { finding, resource } }) =>
    JSON.stringify([
      fromRoot(finding.file),
      resource?.address ?? resource?.kind ?? '',
      resource?.namespace ?? '',
      resource?.name ?? '',
      resource === undefined ? '' : byIdentity(resource, path),
    ]),
  );
  const seen = new Map<string, number>();
  const prints: ReturnType<typeof fingerprints> = [];
  // Occurrences count by place: the order of findings depends on the numbers of resources, and so on other files.
  for (const i of [...places.keys()].sort((a, b) => startOf(findings[a]) - startOf(findings[b]))) {
    const place = places[i] ?? '[]';
    const key = `${findings[i]?.located.finding.rule} ${place}`;
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    prints[i] = {
      identity: key,
      fingerprintAs: (rule) => sha256(`[${JSON.stringify(rule)},${place.slice(1)}\n${occurrence}`),
    };
  }
  return prints;
}

/** Where a finding starts, as a number: lines first. A column is less than 2 ** 30, the longest text of V8. */
function startOf(kept: Kept | undefined): number {
  const range = kept?.located.finding.range;
  return range ? range.startLine * 2 ** 30 + range.startColumn : 0;
}

/** The path with the index of each list item that has a name replaced by that name. */
function byIdentity(resource: Resource, path: Path): Path {
  return path.map((step, i) => {
    if (typeof step !== 'number') return step;
    const item = at(resource.object, path.slice(0, i + 1));
    const name = isObject(item) ? item['name'] : undefined;
    return typeof name === 'string' ? `name=${name}` : step;
  });
}
