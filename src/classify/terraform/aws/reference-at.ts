/** What an attribute of a resource names, by its value or by what the configuration says. */
import type { Path } from '../../../model/document.ts';
import type { Reference } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { ReferenceResolver } from '../references.ts';
import type { Target } from '../targets.ts';

/** The target that an attribute of a resource names: known by its text, or by what the configuration refers to. */
export function referenceAt<Item extends Target>(
  values: Attributes,
  path: Path,
  targets: ReferenceResolver<Item>,
): Reference<Item> {
  const value = values.at(path);
  if (typeof value === 'string') return targets.byText(value);
  const [attribute] = path;
  return typeof attribute === 'string' && values.isUnknown(path)
    ? targets.byReference(values.instance, attribute)
    : { is: 'unknown', candidates: [], any: true };
}
