import type { ResourceName } from '../model/finding.ts';

/** `Kind/namespace/name`, `Kind/name` where there is no namespace, or a plan's address, as it stands. */
export function resourceText(resource: ResourceName): string {
  if ('address' in resource) return resource.address;
  return [resource.kind, resource.namespace, resource.name].filter(Boolean).join('/');
}
