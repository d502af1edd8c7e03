/** Interfaces with their addresses, virtual ones of a pair of routers among them. */
import {
  contains,
  formatAddress,
  formatCidr,
  networkOf,
  parseAddress,
  parseCidr,
  width,
} from '../../../lib/address.ts';
import type { Interface, InterfaceAddress } from '../model.ts';
import type { Block } from './blocks.ts';
import { addressWithMask, at } from './values.ts';

/** An interface has few networks, and each address of a group of routers is looked for in them. */
const mostNetworks = 16;

/** An interface; `open` says that it has addresses that the text does not tell. */
export function interfaceOf(block: Block): { readonly made: Interface; readonly open: boolean } {
  let vrf = '';
  let shutdown = false;
  let open = false;
  const addresses: InterfaceAddress[] = [];
  const virtual: { readonly text: string; readonly line: Block; readonly i: number }[] = [];
  for (const line of flat(block.children)) {
    const { words, no } = line;
    const [first, second, third] = words;
    if (first === 'shutdown') shutdown = !no;
    else if (first === 'vrf') vrf = no ? '' : ((/^(?:forwarding|member)$/.test(second ?? '') ? third : second) ?? '');
    else if (first === 'ip' && second === 'vrf' && third === 'forwarding') vrf = no ? '' : (words[3] ?? '');
    else if ((first === 'ip' || first === 'ipv6') && second === 'address') {
      if (no) {
        if (third === undefined) addresses.length = 0;
        continue;
      }
      const from = third === 'virtual' ? 3 : 2;
      const text = words[from] ?? '';
      const read = words.includes('eui-64') ? undefined : addressWithMask(text, words[from + 1]);
      if (read !== undefined) addresses.push({ ...read, path: at(line, from) });
      else if (!words.includes('link-local')) open = true;
    } else if (first === 'ip' && second === 'unnumbered') open = true;
    else {
      const i = virtualAt(words);
      const text = words[i];
      if (i > 0 && text !== undefined && !no) virtual.push({ text, line, i });
    }
  }
  for (const { text, line, i } of virtual) {
    const address = parseAddress(text.split('/')[0] ?? '');
    if (address === undefined) continue;
    const network = addresses.slice(0, mostNetworks).find(({ cidr }) => {
      const parsed = parseCidr(cidr);
      return parsed !== undefined && contains(parsed, address);
    });
    addresses.push({
      address: formatAddress(address),
      cidr: network?.cidr ?? formatCidr(networkOf(address, width(address.family))),
      family: address.family,
      path: at(line, i),
    });
  }
  const name = block.words.slice(1).join('');
  return { made: { name, vrf, shutdown, path: at(block, 1), addresses }, open };
}

/** Where the address of a group of routers stands: HSRP, VRRP, GLBP, and EOS' virtual router. */
function virtualAt(words: readonly string[]): number {
  const text = words.join(' ');
  const [found] =
    /^(?:(?:standby|vrrp|glbp)(?: \d+)? (?:ip|ipv4|ipv6)|ip(?:v6)? virtual-router address|ip|address)(?= [\da-fA-F:.]+(?: |\/|$))/.exec(
      text,
    ) ?? [];
  return found === undefined ? 0 : found.split(' ').length;
}

/** Lines of an interface, with those that stand deeper, as HSRP's of NX-OS. */
function* flat(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (/^(?:hsrp|vrrp|vrrpv3|standby)$/.test(block.words[0] ?? '')) yield* block.children;
  }
}
