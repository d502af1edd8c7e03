/**
 * FRR's configuration read as vtysh and bgpd read it at start: from top to bottom, each line in the node that the lines before
 * it have led to, or in one around it; what is refused has no effect.
 */
import { getOrMake } from '../../../lib/maps.ts';
import { isPlaceholder, isTemplated } from '../../../lib/placeholder.ts';
import { pathOf, type RouterLine } from '../../../lib/router/lines.ts';
import { Batch } from './batch.ts';
import { asNumber } from './grammar/match.ts';
import { instanceLine } from './instance.ts';
import { Interfaces } from './interfaces.ts';
import {
  aboutNeighbor,
  isAtMost84,
  isBgpVerb,
  isOfBgp,
  isOfRouteMaps,
  isPolicy,
  missingOf,
  shadowOf,
} from './kinds-of-lines.ts';
import { peerKey } from './neighbor.ts';
import {
  bgp,
  familyPlace,
  isOfOthers,
  type Place,
  placeBehind,
  type Reading,
  readIn,
  routeMap,
  top,
} from './places.ts';
import { Policies } from './policies.ts';
import { Refusals } from './refusals.ts';
import { Instance, pathIn, type Said } from './state.ts';
import { faultOf } from './why.ts';

export class Reader {
  readonly policies = new Policies();
  readonly interfaces = new Interfaces();
  readonly refusals = new Refusals();
  readonly batch = new Batch(this.policies, this.refusals);
  /** By VRF; `''` is the default one. */
  readonly instances = new Map<string, Instance>();
  /** `bgp graceful-restart …` outside of a process counts for each. */
  readonly globals: Said[] = [];
  version: string | undefined;
  hostname: string | undefined;
  defaults: 'traditional' | 'datacenter' | undefined;
  /** True where a value is filled in later. */
  hasPlaceholders = false;
  notUnderstood = 0;
  /** Lines at the top that are not about BGP, as far as anyone can tell. */
  readonly otherLines: RouterLine[] = [];
  /** Lines that FRR 8.4 does not know, and later versions do. */
  readonly laterLines: RouterLine[] = [];

  #place: Place = top;
  /** The block of BGP that a line of others may have left. */
  #left: Place | undefined;
  #instance: Instance | undefined;
  /** True behind an `exit` that left the configuration: FRR takes nothing any more. */
  #isOutside = false;
  #isDone = false;

  read(lines: readonly RouterLine[]): void {
    for (const line of lines) {
      if (!line.comment) this.#line(line);
    }
    this.batch.flush();
  }

  #line(line: RouterLine): void {
    const words = line.words.map(({ text }) => text);
    const [first = ''] = words;
    if (line.typed === 'exec' || /^(?:Building|Current) configuration/.test(`${first} ${words[1] ?? ''}`)) {
      // A new output begins, or a session in which someone configures.
      this.batch.flush();
      this.#place = top;
      this.#isOutside = false;
      this.#isDone = false;
      return;
    }
    if (words.length === 1 && /^(?:exi?t?|quit?|end)$/.test(first)) {
      // Of a text that it reads, vtysh passes over `end`.
      if (first !== 'end') this.#exit(first);
    } else if (words.some((word) => isTemplated(word) || (word.length > 2 && isPlaceholder(word))))
      this.#unknown(line, words);
    else if (this.#place.is === 'policies' || this.#place.is === 'bgp') this.#inside(line, words);
    else this.#elsewhere(line, words);
  }

  #exit(word: string): void {
    // Cut short it may be `exit-address-family`, too: the node around takes it.
    if (/^exi?$/.test(word) && this.#place.parent?.is === 'bgp') this.#place = this.#place.parent;
    if (this.#place.parent !== undefined && !this.#isOutside) {
      this.#place = this.#place.parent;
      return;
    }
    // vtysh ends with the second: it does not even look at the rest.
    if (this.#isOutside) this.#isDone = true;
    this.#isOutside = true;
    this.#place = top;
  }

  /** A line in a block of BGP, in a route map, or at the top. */
  #inside(line: RouterLine, words: readonly string[]): void {
    const reading = readIn(this.#place, words);
    if ('place' in reading) {
      this.#taken(line, reading);
      return;
    }
    if (isOfOthers(words)) {
      this.#ofOthers(line, words);
      return;
    }
    if (this.#left !== undefined && 'place' in readIn(this.#left, words)) {
      this.notUnderstood++;
      this.#notUnderstood(line, words);
      return;
    }
    if (this.#place === top && !isOfBgp(words) && !this.refusals.isInBlock) {
      this.otherLines.push(line);
      return;
    }
    this.#refuse(line, words, reading);
  }

  /** A line in a block that is not of BGP. */
  #elsewhere(line: RouterLine, words: readonly string[]): void {
    const reading = readIn(top, words);
    if ('place' in reading) this.#taken(line, reading);
    else if (isOfOthers(words)) this.#ofOthers(line, words);
    else if (this.#place.is === 'interface' && isOfRouteMaps(words)) this.#refuse(line, words, reading);
    else if (this.#place.is === 'interface') this.interfaces.line(line, words);
    else if (/^exit-/.test(words[0] ?? '')) this.#place = top;
    else if (words[0] === 'neighbor' && isBgpVerb.test(words[2] ?? '') && this.#place.name !== 'router')
      this.#refuse(line, words, reading);
  }

  #ofOthers(line: RouterLine, words: readonly string[]): void {
    this.batch.flush();
    const [first = '', second = ''] = words;
    if (this.#place.is === 'bgp') this.#left = this.#place;
    if (/^(?:hostname|log|service|router|debug|line|vni)$/.test(first) || /^(?:int|vrf$)/.test(first))
      this.#left = undefined;
    if (first !== 'vni') this.refusals.taken(true);
    this.#place = top;
    if (this.#isOutside) return;
    if (first === 'frr' && second === 'version') this.version = words[2];
    if (first === 'frr' && second === 'defaults')
      this.defaults = words[2] === 'datacenter' ? 'datacenter' : 'traditional';
    if (first === 'hostname') this.hostname = second;
    if (first.startsWith('int')) this.#place = this.interfaces.begin(line, words);
    else if (first === 'vrf') this.#place = { is: 'vrf', parent: top };
    else if (first === 'router') this.#place = { is: 'other', name: 'router', parent: top };
    else if (/^(?:bfd|key|line|pbr-map|nexthop-group|segment-routing|rpki|l2vpn|affinity-map)$/.test(first))
      this.#place = { is: 'other', parent: top };
  }

  #taken(line: RouterLine, reading: Reading): void {
    if (this.#isOutside) {
      this.#outside(line);
      // Where the following lines stand is told as if they were read.
      this.#place = shadowOf(reading);
      return;
    }
    const negative = reading.words[0] === 'no';
    const said: Said = { line, words: negative ? reading.words.slice(1) : reading.words, negative };
    if (reading.later) this.laterLines.push(line);
    if (reading.later && isAtMost84(this.version)) {
      this.batch.flush();
      this.refusals.unread(line, undefined, `FRR ${this.version} does not know it yet`, false);
      return;
    }
    this.#place = reading.place;
    this.#left = undefined;
    const { node } = reading.place;
    // What counts for all processes may stand in a block of which the first line was refused.
    if (node !== 'top' || said.words[0] !== 'bgp')
      this.refusals.taken(said.words[0] === 'address-family' || node === 'top');
    if (node === 'route-map' || (node === 'top' && isPolicy(said.words))) {
      this.batch.add({ said, node });
      if (node === 'top' && said.words[0] === 'route-map' && !negative && said.words[2] !== 'optimization')
        this.#place = routeMap;
      return;
    }
    this.batch.flush();
    if (node === 'top') this.#top(said);
    else this.#bgp(said, reading.place);
  }

  #top(said: Said): void {
    const [first = '', second = ''] = said.words;
    if (first === 'router') this.#process(said);
    else if (second === 'as-path') this.policies.line(said);
    else if (/^graceful-restart/.test(second)) this.globals.push(said);
  }

  #process(said: Said): void {
    const { words, negative, line } = said;
    const [, , number, kind, name = ''] = words;
    const vrf = kind === 'vrf' || kind === 'view' ? (name === 'default' ? '' : name) : '';
    const known = this.instances.get(vrf);
    if (negative) {
      this.instances.delete(vrf);
      return;
    }
    const as = asNumber(number ?? '');
    if (as === undefined && known === undefined) {
      this.refusals.block(line, undefined, 'there is no BGP process yet, and it gives no AS number');
      this.#place = top;
    } else if (known !== undefined && as !== undefined && as !== known.as) {
      this.refusals.block(line, 2, `BGP already runs with AS number ${known.asText}`);
      this.#place = top;
    } else {
      this.#instance = known ?? new Instance(vrf, line, as ?? 0, number ?? '', pathIn(said, 2));
      this.instances.set(vrf, this.#instance);
      this.#place = bgp;
    }
  }

  #bgp(said: Said, place: Place): void {
    const instance = this.#instance;
    if (instance === undefined) return;
    const { words } = said;
    if (words[0] === 'address-family') {
      this.#place = familyPlace(words);
      return;
    }
    const refusal = instanceLine(instance, place.family ?? 'ipv4 unicast', said);
    if (refusal !== undefined) {
      const missing = words[0] === 'neighbor' && refusal.absent === true ? missingOf(instance, words[1]) : undefined;
      this.refusals.refused(said.line, refusal.why, missing);
      // A role that iBGP has not would have set nothing that another rule asks for.
      if (words[0] === 'neighbor' && words[2] !== 'local-role') this.#meant(said.line, words[1] ?? '');
      if (words[0] === 'neighbor' && /^(?:remote-as|peer-group|interface)$/.test(words[2] ?? ''))
        this.refusals.causes(missingOf(instance, words[1]));
    }
    this.#place = placeBehind(place, words) ?? place;
  }

  #refuse(line: RouterLine, words: readonly string[], outcome: Exclude<ReturnType<typeof readIn>, Reading>): void {
    if (this.#isOutside) {
      this.#outside(line);
      return;
    }
    this.batch.flush();
    this.batch.keepNames(line);
    if (this.#place.node === 'route-map') this.batch.unread();
    const { word, why } = faultOf(line, outcome, this.#place.node);
    this.refusals.unread(line, word, why, this.#place === top);
    const name = aboutNeighbor(words);
    const instance = this.#instance;
    if (this.#place.is !== 'bgp' || instance === undefined || name === undefined) return;
    this.#meant(line, name);
    if (words[0] !== 'no' && instance.named(peerKey(name)) === undefined)
      this.refusals.causes(missingOf(instance, name));
  }

  /** A refused line about a neighbor: what it would have set is not missed besides. */
  #meant(line: RouterLine, name: string): void {
    const { refused } = this.#instance ?? {};
    // Not the path of its own finding, which is decided.
    if (refused !== undefined) getOrMake(refused, peerKey(name), () => []).push([...pathOf(line), 'meant']);
  }

  #outside(line: RouterLine): void {
    this.batch.keepNames(line);
    this.refusals.behind(line, 'an `exit` before it has left the configuration', this.#isDone ? 'bgpd' : 'vtysh');
  }

  /** What a line might change that was not understood. */
  #notUnderstood(line: RouterLine, words: readonly string[]): void {
    if (this.#place.is !== 'bgp' && this.#left === undefined) {
      if (this.#place.node === 'route-map') this.batch.unread();
      return;
    }
    const name = aboutNeighbor(words);
    const peer = name === undefined ? undefined : this.#instance?.named(peerKey(name));
    (peer ?? this.#instance)?.unknown.push(pathOf(line));
  }

  #unknown(line: RouterLine, words: readonly string[]): void {
    this.hasPlaceholders = true;
    this.notUnderstood++;
    this.#notUnderstood(line, words);
  }
}
