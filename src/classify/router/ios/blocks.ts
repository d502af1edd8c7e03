/** Lines of IOS and its kin as blocks: what stands deeper belongs to the line above, and so does what was typed without blanks. */
import type { RouterLine } from '../../../lib/router/lines.ts';

export interface Block {
  readonly line: RouterLine;
  /** The words of the line as they are written, without the `no` or `default` before them. */
  readonly words: readonly string[];
  /** The index in the line of the first of these words. */
  readonly from: number;
  /** True for a line that begins with `no` or `default`: it takes something back. */
  readonly no: boolean;
  readonly children: Block[];
}

/** A line with the index of the word behind the neighbor's name. */
export interface Said {
  readonly block: Block;
  readonly from: number;
}

/** The blocks of a text. Comments are left out, and so are banners, which may say anything. */
export function blocksOf(lines: readonly RouterLine[]): readonly Block[] {
  const top: Block[] = [];
  const open: { readonly indent: number; readonly children: Block[] }[] = [];
  for (const line of withoutBanners(lines)) {
    if (line.comment) continue;
    const block = blockOf(line);
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= line.indent) open.pop();
    (open.at(-1)?.children ?? top).push(block);
    open.push({ indent: line.indent, children: block.children });
  }
  return gathered(top, 'top');
}

function blockOf(line: RouterLine): Block {
  const words = line.words.map(({ text }) => text);
  const no = words.length > 1 && /^(?:no|default)$/.test(words[0] ?? '') && !/^default(?:-|$)/.test(words[1] ?? '');
  return { line, words: no ? words.slice(1) : words, from: no ? 1 : 0, no, children: [] };
}

function* withoutBanners(lines: readonly RouterLine[]): Generator<RouterLine> {
  let until = '';
  for (const line of lines) {
    const text = line.words.map((word) => word.text).join(' ');
    if (until !== '') {
      if (text.includes(until)) until = '';
      continue;
    }
    const [, mark = ''] = /^banner \S+ (\^C|.)/.exec(text) ?? (/^banner \S+$/.test(text) ? ['', 'EOF'] : []);
    if (mark === '') yield line;
    else if (
      !text
        .replace(/^banner \S+ /, '')
        .slice(mark.length)
        .includes(mark)
    )
      until = mark;
  }
}

/** Where a block may stand whose lines are not set deeper, and which lines it then takes. */
interface Gathering {
  readonly head: RegExp;
  readonly takes: RegExp;
  /** The line that ends it; it is left out. */
  readonly end?: RegExp;
}

const family = /^(?:address-family|exit-address-family|vrf|router|template|exit-peer|end|exit$)\b/;

const inTop: readonly Gathering[] = [
  {
    head: /^router bgp\b/,
    takes:
      /^(?:bgp|neighbor|address-family|exit-address-family|network|timers|template|inherit|remote-as|redistribute|maximum-paths|aggregate-address|auto-summary|synchronization|distance|router-id|exit-peer-\w+|activate|graceful-restart|graceful-restart-helper|log-neighbor-changes|description|password|update-source|ebgp-multihop|fall-over|ha-mode|send-community|route-map(?! \S+ (?:permit|deny))|prefix-list|filter-list|ttl-security|transport|local-as|next-hop-self|default-information|table-map|dynamic|bfd|vrf)\b/,
  },
  {
    head: /^interface \S/,
    takes:
      /^(?:ip|ipv6|vrf|description|shutdown|switchport|encapsulation|mtu|channel-group|bandwidth|speed|duplex|negotiation|standby|vrrp|bfd|load-interval|cdp|lldp|keepalive|mdix|spanning-tree)(?![\w-])(?! (?:route|prefix-list|as-path|access-list|community-list|routing|forwarding|cef|vrf \S+$|http|ssh|domain|name-server|bgp-community)\b)/,
  },
  { head: /^route-map \S/, takes: /^(?:match|set|continue|description|sub-route-map)\b/ },
];

const inProcess: readonly Gathering[] = [
  {
    head: /^address-family\b/,
    takes: /^(?!address-family\b|vrf\b|template\b|bgp (?:router-id|log-neighbor-changes|listen|graceful-restart)\b)/,
    end: /^exit-address-family$/,
  },
  {
    head: /^template peer-(?:policy|session)\b/,
    takes: /^(?!address-family|exit-peer|template|neighbor|bgp|vrf)/,
    end: /^exit-peer-\w+$/,
  },
];

/** Only where its lines stand beside it: that of NX-OS has more of its own. */
const neighbor: Gathering = {
  head: /^neighbor \S+(?: remote-as \S+)?$/,
  takes:
    /^(?!neighbor\b|template\b|vrf\b|router-id\b|log-neighbor|timers bgp|graceful-restart|address-family ipv[46] unicast vrf)/,
};

function gathered(blocks: readonly Block[], where: 'top' | 'process'): Block[] {
  const list: Block[] = [];
  let taking: { readonly by: Gathering; readonly into: Block } | undefined;
  for (const block of blocks) {
    const text = block.words.join(' ');
    if (taking !== undefined) {
      if (taking.by.end?.test(text)) {
        taking = undefined;
        continue;
      }
      if (taking.by.takes.test(text)) {
        taking.into.children.push(block);
        continue;
      }
      taking = undefined;
    }
    list.push(block);
    const by = (where === 'top' ? inTop : inProcess).find(({ head }) => head.test(text));
    if (by !== undefined && block.children.length === 0 && !block.no) taking = { by, into: block };
  }
  if (where === 'process') return list;
  for (const block of list) {
    if (block.words[0] !== 'router' || block.words[1] !== 'bgp') continue;
    const children = gathered(block.children, 'process');
    block.children.length = 0;
    for (const child of children) block.children.push(child);
  }
  return list;
}

/** The same for blocks of neighbors, as NX-OS has them. */
export function withNeighborBlocks(blocks: readonly Block[]): readonly Block[] {
  const list: Block[] = [];
  let into: Block | undefined;
  for (const block of blocks) {
    const text = block.words.join(' ');
    if (into !== undefined && neighbor.takes.test(text) && !family.test(text)) {
      into.children.push(block);
      continue;
    }
    list.push(block);
    into = neighbor.head.test(text) && block.children.length === 0 && !block.no ? block : undefined;
  }
  return list;
}
