/** What the objects of a scan tell of the products that run. */
import { modeOf } from '../families/metallb/mode.ts';
import { versionsOf } from '../families/versions.ts';
import { at, text } from '../lib/json.ts';
import type { Family } from '../model/resource.ts';
import type { Scan } from './scan-result.ts';

/** A version, such as `3.30` or `3.30.1`, and the file of the first object that tells it. */
export interface ToldVersion {
  readonly version: string;
  readonly file: string;
}

/** What charts and images of all that was read tell; of a product nothing where nothing tells it, or two tell different things. */
export function toldBy({ resources }: Scan): {
  readonly version: (family: Family) => ToldVersion | undefined;
  /** MetalLB's mode; '' for none. */
  readonly mode: string;
} {
  const versions = versionsOf(resources);
  return {
    version(family) {
      const told = versions[family] ?? {};
      const version = text(told, ['version']);
      if (!/^\d+\.\d+(?:\.\d+)?$/.test(version)) return undefined;
      const id = at(told, ['version_from', 'resource']);
      return { version, file: resources.find((resource) => resource.id === id)?.document.source.file ?? '' };
    },
    mode: text(modeOf(resources), ['mode']),
  };
}
