/** What a name refers to, and who refers to what is called so. */

import { maskText } from '../../lib/mask.ts';
import type { LintResult } from '../../lint/request.ts';
import { Teller } from '../../locate/told.ts';
import type { Resource } from '../../model/resource.ts';
import type { Name } from '../name.ts';
import { definitionsOf, placesOf } from '../names.ts';
import { EditorLines } from '../positions.ts';
import { code } from './markdown.ts';

/** Places of what a name refers to that are told. */
const mostPlaces = 3;

/** What things are called that are no objects (src/families, `NameField`). */
const words: { readonly [of: string]: string } = {
  'calico/BGPConfiguration.spec.communities': 'community',
  'metallb/Community.spec.communities': 'community',
  'frr-k8s/bfdProfile': 'BFD profile',
  'cilium/instance': 'BGP instance',
  'cilium/peer': 'peer',
  'cilium/CiliumBGPAdvertisement.metadata.labels': 'CiliumBGPAdvertisement with the label',
  'router/route-map': 'route map',
  'router/prefix-list': 'prefix list',
  'router/as-path': 'AS path list',
  'router/community-list': 'community list',
  'router/group': 'group of neighbors',
};

/** A text of an object without what the object gives away: code, or stars. */
export function told(text: string, resource: Resource): string {
  return code(maskText(new Teller().told(text, [resource])));
}

/** Sentences about a name. */
export function nameTexts(result: LintResult, name: Name): readonly string[] {
  if (name.role === 'defines') {
    const others = placesOf(result, name).filter(
      ({ role, resource }) => role === 'refers' && resource !== name.resource,
    );
    return others.length === 0 ? [] : [`Referred to by ${listed(others, true)}`];
  }
  // A community is a number as well as a name.
  if (/^(?:large:)?\d+:/.test(name.name) && name.of.endsWith('.communities')) return [];
  const defined = definitionsOf(result, name);
  const what = subjectOf(name);
  return defined.length === 0 ? [`The scan has no ${what}`] : [`The ${what} is in ${listed(defined, false)}`];
}

/** What is named, and how. */
function subjectOf({ of, name, resource }: Name): string {
  if (of === 'kubernetes/Secret.key') {
    const slash = name.indexOf('/');
    return `key ${told(name.slice(slash + 1), resource)} of Secret ${told(name.slice(0, slash), resource)}`;
  }
  return `${words[of] ?? of.replace(/^[^/]*\//, '')} ${told(name, resource)}`;
}

function listed(names: readonly Name[], withObject: boolean): string {
  const shown = names.slice(0, mostPlaces).map(({ resource, path, on }) => {
    const { document, gvk, kind, name } = resource;
    const { file, text } = document.source;
    const [span] = document.locate([{ path, on }]);
    const place = code(span === undefined ? file : `${file}:${new EditorLines(text).position(span.start).line + 1}`);
    return withObject && resource.family !== 'router'
      ? `${gvk.kind || kind} ${told(name, resource)} (${place})`
      : place;
  });
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
