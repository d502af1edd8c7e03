/** What running systems print of their sessions. */
import { isStatusJson } from '../lib/status/members.ts';

/** The commands whose outputs are read. A text may hold those of several: this is the first that is looked for and found. */
export type StatusFormat = 'calicoctl' | 'bird' | 'summary' | 'neighbors' | 'cilium' | 'json-in-text';

/** What is between two words: also in bytes that nobody has decoded, and in a table. */
const gap = String.raw`[^\w\n]{1,60}`;

/** What stands before the first word of a line: what a tool that asks many machines writes there, bars and blanks. */
const start = String.raw`^(?:(?:\[[\w./:-]{1,300}\]|[\w.-]{1,253}:)[ \t]+)?[^\w\n%\[{"'/\\#*]{0,60}`;

const asLine = (alternatives: readonly string[]) =>
  new RegExp(`${start}(?:${alternatives.map((one) => one.replaceAll(' ', gap)).join('|')})`, 'm');

/** Each begins a line. */
const formats: readonly (readonly [StatusFormat, RegExp])[] = [
  [
    'calicoctl',
    asLine([
      'Calico process is (?:not )?running\\.\\s*$',
      'calico-node container is (?:not )?running\\b',
      'The BGP backend process \\(BIRD\\) is not running\\.\\s*$',
      'IPv[46] BGP status\\s*$',
      '(?:PEER ADDRESS|Peer address) (?:PEER TYPE|Peer type) (?:STATE|State)',
      'No IPv[46] peers found\\.',
      'Error querying BIRD\\b',
      "INFO: BIRDv[46] process: 'bird6?' is not running",
      '[\\da-fA-F.:]{2,60} (?:node-to-node mesh|node specific|global) (?:up|start|down|stop|feed|flush)\\b',
    ]),
  ],
  [
    'bird',
    asLine([
      '(?:0001 )?BIRD v?\\d\\S{0,60} ready\\.',
      '(?:[12]002-)?[Nn]ame [Pp]roto [Tt]able [Ss]tate [Ss]ince [Ii]nfo',
      'Unable to connect to server control socket\\b',
    ]),
  ],
  [
    'summary',
    asLine([
      '(?:BGP )?[Rr]outer identifier [\\da-fA-F.:]{1,60}, local AS number \\d',
      'Neighbh?or (?:V|Spk) AS (?:LocalAS |MsgRcvd)',
      'Neighbor EstdCnt DropCnt ResetTime Reason',
      'BGP summary information for VRF\\b',
      '(?:IPv[46]|L2VPN|VPNv[46]) \\w{3,20} Summary(?: \\(VRF [\\w.:-]{1,80}\\))?:\\s*$',
    ]),
  ],
  [
    'summary',
    /^[^\w\n{}"]{0,8}(?:% ?No BGP neighbors found\b[^\n]{0,100}|% ?BGP instance not found[^\n]{0,100}|bgpd is not running|% ?No such neighbor in this view\/vrf|No (?:IPv[46]|L2VPN) \w+ neighbor is configured)\s*$/m,
  ],
  ['neighbors', asLine(['BGP neighbor (?:is|on) [*\\w.:%-]{1,80}[,:] ', '(?:Local|Remote) GR Mode: \\w'])],
  [
    'cilium',
    asLine([
      '(?:Node )?Local AS Peer AS Peer Address Session\\b',
      'Instance Peer Session State\\b',
      'Instance: \\S{1,253}\\s*\\n\\s+Peer: \\S',
      'Error: [^\\n]{0,200}BGP control plane is (?:disabled|not enabled)',
    ]),
  ],
];

/** A word of each of them, none of which other texts have often. */
const needle =
  /is (?:not )?running|IPv[46] BGP|PEER ADDRESS|Peer address|IPv[46] peers found|querying BIRD|node-to-node|node specific|global|BIRD|proto|control socket|outer identifier|MsgRcvd|EstdCnt|BGP (?:summary|neighbor|instance|control)|No (?:BGP |IPv|L2VPN|such )| Summary|GR Mode|Peer A(?:S|ddress)|Session State|Peer:|PEER|instance not found/;

/** An object of Kubernetes may hold such a text in a field. */
const yaml = /^(?:apiVersion|kind)[ \t]*:/m;

const colors = /\u001b\[[\d;?]{0,20}[A-Za-z]/g;

/** JSON that something stands before: by itself it is no text. */
const isJsonBetween = (text: string) =>
  !/^[\s\ufeff]*[{[]/.test(text) && isStatusJson(text) && /^[ \t]*[{[]/m.test(text);

/** What a command printed, undefined if a text holds none of it. */
export function statusFormat(text: string): StatusFormat | undefined {
  const spaced = text.includes('\u00a0') ? text.replace(/\u00c2?\u00a0/g, ' ') : text;
  if (!(needle.test(spaced) || isJsonBetween(spaced)) || yaml.test(spaced)) return undefined;
  const plain = spaced.includes('\u001b') ? spaced.replace(colors, '') : spaced;
  return formats.find(([, found]) => found.test(plain))?.[0] ?? (isJsonBetween(plain) ? 'json-in-text' : undefined);
}

/** A name that people give to what a command printed of sessions. */
const called =
  /(?:^|[^a-z])(?:bgp|bird(?:cl?6?)?|calico(?:ctl)?|cilium|frr|neighbou?rs?|summary|peers|status|sessions?)(?![a-z])[^/]*$/i;

/** True for a text that its name takes for what a command printed of sessions, and that holds nothing. */
export function isEmptyStatus(file: string, text: string): boolean {
  return text.length < 64 && /^[\s\0]*$/.test(text) && !/\.ya?ml$/i.test(file) && called.test(file);
}

/** True for JSON without members or items under such a name: FRR and Cilium print it where they have no session. */
export function isBareStatus(file: string, text: string): boolean {
  return text.length < 64 && /^\s*(?:\{\s*\}|\[\s*\])\s*$/.test(text) && called.test(file);
}
