/**
 * Label selectors of Hetzner Cloud, which are those of Kubernetes (Hetzner's API reference, label selector): requirements with
 * commas between, each `key`, `!key`, `key=value`, `key==value`, `key!=value`, `key in (a,b)` or `key notin (a,b)`.
 */

const requirement = /^\s*(?:(!)\s*([\w./-]+)|([\w./-]+)(?:\s*(==?|!=)\s*([\w./-]*)|\s+(in|notin)\s*\(([^()]*)\))?)\s*$/;

/** Whether labels match; false for a selector that cannot be read. */
export function isSelected(selector: string, labels: ReadonlyMap<string, string>): boolean {
  const requirements = split(selector);
  return requirements.every((one) => holds(one, labels));
}

/** At the commas that are not between brackets. */
function split(selector: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let isInside = false;
  for (let i = 0; i <= selector.length; i++) {
    const char = selector[i];
    if (char === '(') isInside = true;
    if (char === ')') isInside = false;
    if (char !== undefined && (char !== ',' || isInside)) continue;
    parts.push(selector.slice(start, i));
    start = i + 1;
  }
  return parts;
}

function holds(text: string, labels: ReadonlyMap<string, string>): boolean {
  const [found, not, absent = '', key = '', sign, value = '', set, listed = ''] = requirement.exec(text) ?? [];
  if (found === undefined) return false;
  if (not !== undefined) return !labels.has(absent);
  const own = labels.get(key);
  if (sign !== undefined) return sign === '!=' ? own !== value : own === value;
  if (set === undefined) return own !== undefined;
  const isListed = own !== undefined && listed.split(',').some((item) => item.trim() === own);
  return set === 'in' ? isListed : !isListed;
}
