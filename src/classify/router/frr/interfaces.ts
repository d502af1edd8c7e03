/** Interfaces and their addresses. */
import { formatAddress, formatCidr, parseAddress, parseCidr } from '../../../lib/address.ts';
import { pathOf, type RouterLine } from '../../../lib/router/lines.ts';
import type { Interface, InterfaceAddress } from '../model.ts';
import { type Place, top } from './places.ts';

type Loose = { -readonly [K in keyof Interface]: Interface[K] } & { addresses: InterfaceAddress[] };

export class Interfaces {
  readonly #all = new Map<string, Loose>();
  #current: Loose | undefined;

  /** `interface NAME [vrf NAME]`. */
  begin(line: RouterLine, words: readonly string[]): Place {
    const [, name = '', keyword, vrf = ''] = words;
    const known = this.#all.get(name);
    this.#current = known ?? { name, vrf: '', shutdown: false, path: pathOf(line, 1), addresses: [] };
    if (keyword === 'vrf') this.#current.vrf = vrf;
    if (words[0] !== 'no') this.#all.set(name, this.#current);
    return { is: 'interface', name, parent: top };
  }

  /** A line in the block of an interface. */
  line(line: RouterLine, words: readonly string[]): void {
    const current = this.#current;
    const negative = words[0] === 'no';
    const [first = '', second = '', text = ''] = negative ? words.slice(1) : words;
    if (current === undefined) return;
    if (first === 'shutdown') current.shutdown = !negative;
    if (!/^ip(?:v6)?$/.test(first) || second.length < 3 || !'address'.startsWith(second)) return;
    const [address, cidr] = [parseAddress(text.split('/')[0] ?? ''), parseCidr(text)];
    if (address === undefined || cidr === undefined) return;
    const canonical = formatAddress(address);
    if (negative) current.addresses = current.addresses.filter((one) => one.address !== canonical);
    else
      current.addresses.push({
        address: canonical,
        cidr: formatCidr(cidr),
        family: address.family,
        path: pathOf(line, 2),
      });
  }

  get all(): readonly Interface[] {
    return [...this.#all.values()];
  }
}
