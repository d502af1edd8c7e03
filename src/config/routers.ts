/** The inventory of the config: routers whose configurations are not in the scan. */
import { formatCidr, networkOf, parseAddress, parseCidr, width } from '../lib/address.ts';
import { parseAsNumber } from '../lib/as-number.ts';
import type { ConfigError, RouterEntry } from '../model/config.ts';
import type { Json, JsonObject, Path } from '../model/document.ts';

/** The routers of a config that has no errors. */
export function routersOf(value: JsonObject): readonly RouterEntry[] {
  return entries(value).map((entry) => {
    const nodeAs = asNumber(entry['nodeAsNumber']);
    return {
      name: String(entry['name']),
      addresses: texts(entry['address']).flatMap((text) => network(text) ?? []),
      as: asNumber(entry['asNumber']) ?? 0,
      ...(nodeAs === undefined ? {} : { nodeAs }),
    };
  });
}

/** What a schema cannot say of them. */
export function* routerErrors(value: JsonObject): Iterable<ConfigError> {
  for (const [index, entry] of entries(value).entries()) {
    const path: Path = ['routers', index];
    for (const [i, text] of texts(entry['address']).entries()) {
      if (network(text) !== undefined) continue;
      const at = [...path, 'address', ...(typeof entry['address'] === 'string' ? [] : [i])];
      yield { path: at, on: 'value', message: `"${text}" is neither an address nor a network, such as 192.0.2.0/24` };
    }
    for (const name of ['asNumber', 'nodeAsNumber']) {
      const found = entry[name];
      if (found === undefined || asNumber(found) !== undefined) continue;
      yield {
        path: [...path, name],
        on: 'value',
        message: `"${String(found)}" is not an AS number, such as 64512 or "1.10"`,
      };
    }
  }
}

function entries(value: JsonObject): readonly JsonObject[] {
  return (value['routers'] ?? []) as readonly JsonObject[];
}

function texts(value: Json | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : ((value ?? []) as readonly string[]);
}

/** A canonical CIDR; an address is one of all its bits. */
function network(text: string): string | undefined {
  const address = parseAddress(text);
  if (address !== undefined) return formatCidr(networkOf(address, width(address.family)));
  const cidr = parseCidr(text);
  return cidr && formatCidr(cidr);
}

function asNumber(value: Json | undefined): number | undefined {
  const read = value === undefined ? undefined : parseAsNumber(value);
  return read !== undefined && 'as' in read && read.as > 0 ? read.as : undefined;
}
