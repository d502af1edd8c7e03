/** Findings of plans in the sources that the plans were made of. */
import type { Finding } from '../../model/finding.ts';
import type { Resource } from '../../model/resource.ts';
import type { RawFinding, RawPlace } from '../../model/rule.ts';
import type { SourcePlace, Sources } from './sources.ts';

/** Where a finding is in the sources, and its further places, in their order: undefined where that is not certain. */
export interface InSources {
  readonly place: SourcePlace;
  readonly related: readonly (SourcePlace | undefined)[];
}

/** Looks a finding up; undefined where the place of its own is not certain. */
export function inSources(
  { at, related = [] }: RawFinding,
  sources: Sources,
  resources: ReadonlyMap<number, Resource>,
): InSources | undefined {
  const placeOf = (raw: RawPlace) => {
    const resource = 'mark' in raw ? undefined : resources.get(raw.resource);
    return 'mark' in raw || resource === undefined ? undefined : sources.placeOf(resource, raw.path, raw.on);
  };
  const place = placeOf(at);
  return place && { place, related: related.map((other) => placeOf(other.at)) };
}

/**
 * The finding at its block, where people fix it, with the plan's line as the first further place. Its fingerprint is that of
 * the plan: it is the same one without the sources.
 */
export function atSource(finding: Finding, { place, related }: InSources): Finding {
  const message = place.isCall ? 'in the plan: the source of this module is not here' : 'in the plan';
  return {
    ...finding,
    file: place.file,
    range: place.range,
    related: [
      { message, file: finding.file, range: finding.range },
      ...finding.related.map((other, i) => {
        const source = related[i];
        return source === undefined ? other : { ...other, file: source.file, range: source.range };
      }),
    ],
  };
}
