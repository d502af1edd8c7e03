/** The lines of `router bgp`, in the grammar that IOS, EOS and NX-OS share and where they part. */

import { parseAddress } from '../../../lib/address.ts';
import { getOrMake } from '../../../lib/maps.ts';
import type { Path } from '../../../model/document.ts';
import type { Dialect } from '../model.ts';
import { type Block, type Said, withNeighborBlocks } from './blocks.ts';
import { type Draft, newDraft, newFamily } from './draft.ts';
import { isHarmless } from './harmless.ts';
import { familyLine, inheritance, rankOf, sessionLine } from './neighbor.ts';
import { draftOf, newScope, type Scope, type Templates } from './scope.ts';
import { restartLine, settingLine } from './settings.ts';
import { asAt, at, cidrOf } from './values.ts';

/** Of one neighbor or process: each of them leaves things undecided, and many neighbors take them from one group. */
const mostUnknown = 32;

/** What is kept of all blocks of BGP of a text. */
export class ProcessReader {
  readonly dialect: Dialect;
  /** By VRF; the first is the default one. */
  readonly scopes = new Map<string, Scope>();
  readonly templates: Templates = { session: new Map(), policy: new Map(), peer: new Map() };
  notUnderstood = 0;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  /** Reads a block of `router bgp`. */
  read(block: Block): void {
    const as = asAt(block, 2);
    if (as === undefined || block.no) return;
    const scope = getOrMake(this.scopes, '', () => newScope('', as, at(block)));
    for (const line of this.#blocks(block.children)) this.#processLine(scope, line);
  }

  #blocks(children: readonly Block[]): readonly Block[] {
    return this.dialect === 'nxos' ? withNeighborBlocks(children) : children;
  }

  #processLine(scope: Scope, block: Block): void {
    const [keyword = '', second = ''] = block.words;
    switch (keyword) {
      case 'neighbor':
        this.#neighbor(scope, block, undefined);
        return;
      case 'address-family':
        this.#addressFamily(scope, block);
        return;
      case 'vrf': {
        const of = getOrMake(this.scopes, second, () => newScope(second, scope.as, at(block)));
        for (const line of this.#blocks(block.children)) this.#processLine(of, line);
        return;
      }
      case 'template':
        this.#template(block);
        return;
      case 'local-as':
        scope.localAs = asAt(block, 1) ?? scope.as;
        return;
      case 'bgp':
        if (second === 'listen' && block.words[2] === 'range') this.#range(scope, block);
        else if (!restartLine(scope, block, this.dialect) && !settingLine(scope, block))
          this.#unknown(block, scope.unknown);
        return;
      default:
        if (!restartLine(scope, block, this.dialect) && !settingLine(scope, block)) this.#unknown(block, scope.unknown);
    }
  }

  #unknown(block: Block, into: Path[]): void {
    this.notUnderstood += 1;
    if (into.length < mostUnknown) into.push(at(block));
  }

  /** `address-family ipv4 [unicast] [vrf X]`: in a VRF the neighbors are its own. */
  #addressFamily(scope: Scope, block: Block): void {
    const { words } = block;
    const vrfAt = words.indexOf('vrf');
    const key = familyKey(vrfAt < 0 ? words.slice(1) : words.slice(1, vrfAt));
    const vrf = words[vrfAt + 1];
    const of =
      vrfAt < 0 || vrf === undefined ? scope : getOrMake(this.scopes, vrf, () => newScope(vrf, scope.as, at(block)));
    for (const line of block.children) {
      if (line.words[0] === 'neighbor') {
        this.#neighbor(of, line, key);
        if (of !== scope) getOrMake(of.born, line.words[1] ?? '', () => key);
      } else if (of !== scope && line.words[0] === 'bgp' && line.words[1] === 'listen' && line.words[2] === 'range') {
        this.#range(of, line);
      } else if (of === scope || !settingLine(of, line)) this.#familyWide(line, of);
    }
  }

  /** Lines of an address family that are about no neighbor: only those about BGP as a whole would change one. */
  #familyWide(block: Block, scope: Scope): void {
    if (block.words[0] !== 'bgp' || settingLine(scope, block)) return;
    this.#unknown(block, scope.unknown);
  }

  /** `neighbor X …`, in an address family or for all of them, or the head of a block of NX-OS. */
  #neighbor(scope: Scope, block: Block, family: string | undefined): void {
    const { words } = block;
    // EOS: `neighbor interface Et1-2 peer-group NODES remote-as 65000`.
    const isInterface = words[1] === 'interface';
    const from = isInterface ? 3 : 2;
    const name = words[from - 1];
    if (name === undefined) return;
    const cidr = this.dialect === 'nxos' && name.includes('/') && !isInterface ? cidrOf(name) : undefined;
    const draft = cidr === undefined ? draftOf(scope, name, at(block, from - 1)) : this.#prefixPeer(scope, block, cidr);
    if (block.no && words.length === from) {
      scope.drafts.delete(name);
      return;
    }
    const said = { block, from };
    if (words[from] === 'peer-group' || words[from] === 'peer') {
      if (words[words[from] === 'peer' ? from + 2 : from + 1] === undefined) scope.groups.add(name);
    }
    if (words.length > from) this.#said(draft, said, family, from - 1);
    // Behind the group of an interface's neighbor stands its AS.
    if (isInterface && words[from + 2] === 'remote-as') this.#said(draft, { block, from: from + 2 }, family, from - 1);
    this.#inner(draft, block.children);
  }

  /** The lines below a neighbor or a template, of which those of an address family stand deeper. */
  #inner(draft: Draft, children: readonly Block[]): void {
    for (const line of children) {
      if (line.words[0] === 'address-family') {
        const family = getOrMake(draft.families, familyKey(line.words.slice(1)), newFamily);
        if (!line.no) family.active = { value: true, path: at(line) };
        for (const inner of line.children) this.#said(draft, { block: inner, from: 0 }, familyKey(line.words.slice(1)));
      } else this.#said(draft, { block: line, from: 0 }, undefined);
    }
  }

  #said(draft: Draft, said: Said, family: string | undefined, nameAt?: number): void {
    const rank = rankOf(said);
    const path = nameAt === undefined ? undefined : at(said.block, nameAt);
    if (path !== undefined && rank > draft.made.rank) draft.made = { path, rank };
    const familyOf = () => getOrMake(draft.families, family ?? this.#plainFamily, newFamily);
    if (sessionLine(draft, said, this.dialect)) return;
    if (inheritance(draft, said, familyOf)) return;
    if (isHarmless(said)) return;
    if (familyLine(familyOf(), said)) return;
    this.#unknown(said.block, draft.unknown);
  }

  /** What a line outside of any address family is about: IPv4 for IOS, all families for EOS. */
  get #plainFamily(): string {
    return this.dialect === 'ios' ? 'ipv4 unicast' : 'any';
  }

  #template(block: Block): void {
    const [, kind = '', name = ''] = block.words;
    if (block.no) return;
    const [into, family] =
      kind === 'peer-session'
        ? [this.templates.session, undefined]
        : kind === 'peer-policy'
          ? [this.templates.policy, 'any']
          : [this.templates.peer, undefined];
    const draft = getOrMake(into, name, () => newDraft(name, at(block, 2)));
    if (family === undefined) this.#inner(draft, block.children);
    else for (const line of block.children) this.#said(draft, { block: line, from: 0 }, family);
  }

  /** `bgp listen range 192.0.2.0/24 peer-group NODES`, with EOS also `remote-as` or `peer-filter`. */
  #range(scope: Scope, block: Block): void {
    const { words } = block;
    const isMasked = words[4] === 'mask';
    const cidr = cidrOf(words[3] ?? '', isMasked ? words[5] : undefined);
    const from = isMasked ? 6 : 4;
    const groupAt =
      words.indexOf('peer-group', from) + 1 ||
      (words[words.indexOf('peer', from) + 1] === 'group' ? words.indexOf('peer', from) + 2 : 0);
    const group = words[groupAt];
    if (block.no) {
      if (cidr !== undefined) scope.ranges.delete(cidr.cidr);
      return;
    }
    if (cidr === undefined || groupAt === 0 || group === undefined) {
      this.#unknown(block, scope.unknown);
      return;
    }
    const own = newDraft(group, at(block, 3));
    own.inherits.push({ kind: 'group', name: group, path: at(block, groupAt) });
    const rest = words.slice(groupAt + 1).findIndex((word) => word === 'remote-as' || word === 'peer-filter');
    if (rest >= 0) this.#said(own, { block, from: groupAt + 1 + rest }, undefined);
    scope.ranges.set(cidr.cidr, { ...cidr, group, path: at(block, 3), own });
  }

  /** `neighbor 192.0.2.0/24` of NX-OS. */
  #prefixPeer(scope: Scope, block: Block, cidr: { readonly cidr: string; readonly family: 4 | 6 }): Draft {
    const known = scope.ranges.get(cidr.cidr);
    if (known !== undefined) return known.own;
    const own = newDraft(block.words[1] ?? '', at(block, 1));
    scope.ranges.set(cidr.cidr, { ...cidr, group: '', path: at(block, 1), own });
    return own;
  }
}

const afis: ReadonlySet<string> = new Set(['ipv4', 'ipv6', 'l2vpn', 'vpnv4', 'vpnv6']);

const safis: ReadonlySet<string> = new Set([
  ...['unicast', 'multicast', 'labeled-unicast', 'evpn', 'vpls', 'mvpn', 'mdt', 'flowspec', 'sr-te'],
]);

/** AFI and SAFI, as the words of an address family say them. */
export function familyKey(words: readonly string[]): string {
  const [afi = '', safi = ''] = words;
  if (afi === 'evpn') return 'l2vpn evpn';
  if (afi === 'vpn-ipv4') return 'vpnv4 unicast';
  if (afi === 'vpn-ipv6') return 'vpnv6 unicast';
  const known = safi === '' || safi === 'vrf' ? 'unicast' : safi;
  return `${afis.has(afi) ? afi : 'other'} ${safis.has(known) ? known : 'other'}`;
}

/** True for the name of a neighbor, which is an address; those of groups are not. */
export function isAddress(name: string): boolean {
  return parseAddress(name) !== undefined;
}
