/** Which network security group a rule is for: Azure names it by its name in a resource group. */
import { text } from '../../../lib/json.ts';
import { getOrMake } from '../../../lib/maps.ts';
import type { JsonObject, Path } from '../../../model/document.ts';
import type { Reference } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { Module } from '../configuration.ts';
import type { TerraformGroup } from '../firewalling.ts';
import type { Instance } from '../instances.ts';
import { Named } from '../named.ts';
import { mostCandidates } from '../targets.ts';

const namePath: Path = ['network_security_group_name'];
const place: Path = ['resource_group_name'];

export class GroupNames {
  readonly ids: Named<TerraformGroup>;
  /** By name, and by name and resource group; those whose resource group is not known under the name alone. */
  readonly #byName = new Map<string, TerraformGroup[]>();
  readonly #byPlace = new Map<string, TerraformGroup[]>();

  constructor(groups: readonly TerraformGroup[], root: Module | undefined) {
    this.ids = new Named(groups, root, { key: (id) => id.toLowerCase(), attributes: ['name'] });
    for (const group of groups) {
      const name = nameAt(group.source, ['name']);
      if (name === undefined) continue;
      getOrMake(this.#byName, name, () => []).push(group);
      getOrMake(this.#byPlace, keyOf(name, nameAt(group.source, place)), () => []).push(group);
    }
  }

  /** The group that a rule, a resource of its own, is for. */
  of(rule: Attributes): Reference<TerraformGroup> {
    const name = nameAt(rule, namePath);
    if (name === undefined) return this.ids.at(rule, namePath) ?? { is: 'unknown', candidates: [], any: true };
    const resourceGroup = nameAt(rule, place);
    const possible =
      resourceGroup === undefined
        ? (this.#byName.get(name) ?? [])
        : [keyOf(name, resourceGroup), keyOf(name, undefined)].flatMap((key) => this.#byPlace.get(key) ?? []);
    const [group] = possible;
    if (group === undefined) return { is: 'foreign', id: `${resourceGroup ?? ''}/${name}` };
    if (possible.length === 1) return { is: 'known', item: group };
    const isMany = possible.length > mostCandidates;
    return { is: 'unknown', candidates: isMany ? [] : possible, any: isMany };
  }
}

/**
 * Rules that are resources of their own, before or after the plan. A group that exists lists them as well (`security_rule` is read
 * back from Azure), as they are now: in its list they only mirror the resources, which may change or go.
 */
export class Mirrored {
  readonly #names = new Set<string>();

  add({ before, after }: Instance): void {
    for (const values of [before, after]) if (values !== undefined) this.#names.add(ruleName(values, namePath, values));
  }

  has(group: TerraformGroup, rule: JsonObject): boolean {
    const { before } = group.instance;
    return before !== undefined && this.#names.has(ruleName(before, ['name'], rule));
  }
}

/** Names of rules are unique in their group. */
function ruleName(group: JsonObject, path: Path, rule: JsonObject): string {
  const names = [text(group, place), text(group, path), text(rule, ['name'])];
  return JSON.stringify(names).toLowerCase();
}

function keyOf(name: string, resourceGroup: string | undefined): string {
  return JSON.stringify([name, resourceGroup ?? null]);
}

/** A name as the API compares it; undefined where it is not known. */
function nameAt(values: Attributes, path: Path): string | undefined {
  const name = text(values.at(path), []).toLowerCase();
  return name === '' || values.isUnknown(path) ? undefined : name;
}
