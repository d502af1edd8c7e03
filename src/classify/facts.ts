/** Facts about values that need a parser to see; rules read them by JSON Pointer. */
import { formatAddress, parseAddress } from '../lib/address.ts';
import { at, pointer } from '../lib/json.ts';
import type { Facts, JsonObject, Path } from '../model.ts';
import { calicoSelector } from './selector.ts';

type Reader = (value: string) => JsonObject | undefined;

/** Which reader tells something about which field. */
const fields: { readonly [familyAndKind: string]: readonly (readonly [Path, Reader])[] } = {
  'calico/BGPPeer': [
    [['spec', 'peerIP'], peerAddress],
    [['spec', 'nodeSelector'], calicoSelector],
  ],
  'calico/Node': [
    [['spec', 'bgp', 'ipv4Address'], address],
    [['spec', 'bgp', 'ipv6Address'], address],
  ],
  'kubernetes/Node': [
    [['metadata', 'annotations', 'projectcalico.org/IPv4Address'], address],
    [['metadata', 'annotations', 'projectcalico.org/IPv6Address'], address],
  ],
};

/** The facts of an object. */
export function factsOf(family: string, kind: string, object: JsonObject): Facts {
  const facts: Record<string, JsonObject> = {};
  const note = (path: Path, reader: Reader) => {
    const value = at(object, path);
    const fact = typeof value === 'string' ? reader(value) : undefined;
    if (fact !== undefined) facts[pointer(path)] = fact;
  };
  for (const [path, reader] of fields[`${family}/${kind}`] ?? []) note(path, reader);
  if (family === 'kubernetes' && kind === 'Node') {
    const addresses = at(object, ['status', 'addresses']);
    const count = Array.isArray(addresses) ? addresses.length : 0;
    for (let i = 0; i < count; i++) note(['status', 'addresses', i, 'address'], address);
  }
  return facts;
}

/** `{ address }`: an IP address in canonical form; a mask behind it (`10.0.0.1/24`, as Calico stores it) is left out. */
function address(value: string): JsonObject | undefined {
  const found = canonical(value.replace(/\/\d{1,3}$/, ''));
  return found === undefined ? undefined : { address: found };
}

/**
 * `{ address, port? }` of `<IP>`, `<IPv4>:<port>` or `[<IPv6>]:<port>`, the forms of BGPPeer's peerIP
 * (projectcalico/calico libcalico-go/lib/validator/v3/validator.go, processIPPort).
 */
function peerAddress(value: string): JsonObject | undefined {
  const withPort = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(value);
  const found = canonical(withPort ? (withPort[1] ?? withPort[2] ?? '') : value);
  if (found === undefined) return undefined;
  return withPort ? { address: found, port: Number(withPort[3]) } : { address: found };
}

function canonical(value: string): string | undefined {
  const parsed = parseAddress(value);
  return parsed === undefined ? undefined : formatAddress(parsed);
}
