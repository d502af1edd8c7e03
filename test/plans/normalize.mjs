/** What makes the plan of today equal to the plan of last year: ids, times and places of the machine that made it. */

/**
 * A plan or state as text: a container that fits in a line of 120 characters is one. Ids that moto makes count from 1 in the
 * order in which they come, times are one day, and the folder in which Terraform ran is gone. Left out is what a plan
 * says of its making, and `planned_values` where it only repeats `resource_changes` without what is unknown.
 * @param {any} value
 * @param {string} folder
 */
export function normalized(value, folder) {
  const { planned_values, timestamp: _, ...kept } = value;
  if (!('resource_changes' in kept) && planned_values !== undefined) kept.planned_values = planned_values;
  // Terraform lists these in no order.
  kept.relevant_attributes?.sort((/** @type {object} */ a, /** @type {object} */ b) =>
    JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
  );
  if ('lineage' in kept) kept.lineage = '00000000-0000-0000-0000-000000000000';
  const text = JSON.stringify(kept).replaceAll(folder, '.');
  return `${laidOut(JSON.parse(withStableIds(text)), 0)}\n`;
}

/** @param {string} text */
function withStableIds(text) {
  /** @type {Map<string, string>} */
  const ids = new Map();
  /** @type {Map<string, number>} */
  const counts = new Map();
  return text
    .replace(/\b([a-z]{1,12}(?:-assoc|-attach|-unknown)?)-([0-9a-f]{17}|[0-9a-f]{8}|\d{6,12})\b/g, (id, kind) => {
      const known = ids.get(id);
      if (known !== undefined) return known;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const stable = `${kind}-${String(count).padStart(17, '0')}`;
      ids.set(id, stable);
      return stable;
    })
    .replace(/"(deposed(?:_key)?)":"[0-9a-f]{8}"/g, '"$1":"00000001"')
    .replace(/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, '2026-01-01T00:00:00Z')
    .replace(/\bterraform-20\d{24}\b/g, 'terraform-20260101000000000000000001');
}

/** @param {any} value @param {number} depth @returns {string} */
function laidOut(value, depth) {
  const line = JSON.stringify(value);
  if (line.length + depth <= 120 || typeof value !== 'object' || value === null) return line;
  const inner = ' '.repeat(depth + 1);
  const items = Array.isArray(value)
    ? value.map((item) => inner + laidOut(item, depth + 1))
    : Object.entries(value).map(([key, member]) => `${inner}${JSON.stringify(key)}: ${laidOut(member, depth + 1)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.join(',\n')}\n${' '.repeat(depth)}${close}`;
}
