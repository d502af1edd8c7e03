/** A name for a text that came without one. The checker tells what a text is by what it holds; the name says so to a person. */

/** Each with a name; the first that fits counts. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^\s*\{[\s\S]{0,2000}"(?:planned_values|resource_changes|terraform_version)"/, 'plan.json'],
  [/^\s*[[{]/, 'pasted.json'],
  [/^(?:# )?complete:|^clusters:\s*$|^waivers:\s*$/m, 'bgplint.yaml'],
  [/^[ \t]*apiVersion[ \t]*:/m, 'manifest.yaml'],
  [/^[^\n]{0,80}\brouter[ \t]+bgp[ \t]+\S/m, 'router.conf'],
  [/^\*(?:filter|raw|mangle|nat)\s*$|^(?:iptables |ip6tables )?-A \w/m, 'rules.v4'],
  [/^[ \t]*table[ \t]+(?:inet|ip6?|bridge|netdev)[ \t]+\S+[ \t]*\{/m, 'nftables.conf'],
  [/\bBGP\b|\bBIRD\b|\bEstablished\b|Peer Address/i, 'status.txt'],
  [/^[ \t]*(?:- )?[\w.-]+:(?:[ \t]|$)/m, 'pasted.yaml'],
];

/** How much of a text is looked at: UTF-16 units. */
const most = 20_000;

/** The name that a text gets where nobody gave one: `manifest.yaml`, `router.conf`. */
export function nameFor(text: string): string {
  const start = text.slice(0, most);
  return kinds.find(([sign]) => sign.test(start))?.[1] ?? 'pasted.txt';
}

/** True for a name that the page gave, and may replace by a better one. */
export function isMadeUp(name: string): boolean {
  return /^untitled(?:-\d+)?(?: \(\d+\))?(?:\.\w+)?$/.test(name);
}
