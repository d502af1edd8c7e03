/** Which network security group a rule is for: Azure names it by its name in a resource group. */
import { text } from '../../../lib/json.ts';
import { getOrMake } from '../../../lib/maps.ts';
import type { Path } from '../../../model/document.ts';
import type { Reference } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { Module } from '../configuration.ts';
import type { TerraformGroup } from '../firewalling.ts';
import { Named } from '../named.ts';

const namePath: Path = ['network_security_group_name'];
const place: Path = ['resource_group_name'];

export class GroupNames {
  readonly ids: Named<TerraformGroup>;
  readonly #byName = new Map<string, TerraformGroup[]>();

  constructor(groups: readonly TerraformGroup[], root: Module | undefined) {
    this.ids = new Named(groups, root, { key: (id) => id.toLowerCase(), attributes: ['name'] });
    for (const group of groups) {
      const name = nameAt(group.source, ['name']);
      if (name !== undefined) getOrMake(this.#byName, name, () => []).push(group);
    }
  }

  /** The group that a rule, a resource of its own, is for. */
  of(rule: Attributes): Reference<TerraformGroup> {
    const name = nameAt(rule, namePath);
    if (name === undefined) return this.ids.at(rule, namePath) ?? { is: 'unknown', candidates: [], any: true };
    const resourceGroup = nameAt(rule, place);
    const possible = (this.#byName.get(name) ?? []).filter((group) => {
      const own = nameAt(group.source, place);
      return own === undefined || resourceGroup === undefined || own === resourceGroup;
    });
    const [group] = possible;
    if (group === undefined) return { is: 'foreign', id: `${resourceGroup ?? ''}/${name}` };
    return possible.length === 1 ? { is: 'known', item: group } : { is: 'unknown', candidates: possible, any: false };
  }
}

/** A name as the API compares it; undefined where it is not known. */
function nameAt(values: Attributes, path: Path): string | undefined {
  const name = text(values.at(path), []).toLowerCase();
  return name === '' || values.isUnknown(path) ? undefined : name;
}
