/** Whose language the configuration of a router is written in. */

/** The dialects that are read. */
export type RouterDialect = 'frr' | 'ios' | 'eos' | 'nxos';

/** What a terminal writes before what was typed: `tor-1(config)#`. */
const prompt = String.raw`(?:[A-Za-z][\w.@:/~-]{0,80}(?:\([\w.-]{1,60}\))?[#>][ \t]*)?`;

/** The line that begins a BGP process in all of them. `router bgp` without a number is Cumulus' and Extreme's. */
const begins = new RegExp(
  String.raw`^([ \t]*)${prompt}router[ \t]+bgp[ \t]+(?:[a-z]\w*[ \t]+)?(?:\d+(?:\.\d+)?(?![\w.])|[$][{]?\w+[}]?|\{\{|<<?\w)(?:.*)\r?$`,
  'm',
);

/** What no configuration of a router has: fences and rules of Markdown, a shell's first line, a document of YAML. */
const foreign = /^[ \t]*(?:```|~~~|#!\/|---[ \t]*\r?$|\|[ \t]*:?-{2,}|apiVersion:|<\w+[ >])/m;

/** A key of YAML below which other lines stand. */
const yamlKey = /^([ \t]*)(?:-[ \t]+)?["']?[A-Za-z_][\w./-]*["']?:[ \t]*(?:[|>][-+\d]*)?[ \t]*(?:#.*)?\r?$/gm;

interface Signs {
  readonly dialect: RouterDialect;
  /** Lines that nobody else has. */
  readonly sure: RegExp;
  /** Lines that others may have, though rarely. */
  readonly weak?: RegExp;
}

const anyLine = (...alternatives: readonly string[]) =>
  new RegExp(String.raw`^[ \t]*${prompt}(?:no[ \t]+)?(?:${alternatives.join('|')})`, 'm');

const signs: readonly Signs[] = [
  {
    dialect: 'nxos',
    sure: anyLine(
      String.raw`feature[ \t]+(?:bgp|bfd|lacp|vpc|interface-vlan|nxapi|lldp|ospf|pim|hsrp|fabric forwarding)\b`,
      String.raw`vrf[ \t]+context[ \t]`,
      String.raw`vrf[ \t]+member[ \t]`,
      String.raw`vdc[ \t]+\S+[ \t]+id[ \t]`,
      String.raw`version[ \t]+\d+\.\d+\(\d+\)`,
      String.raw`nxapi[ \t]`,
    ),
  },
  {
    dialect: 'eos',
    sure: anyLine(
      String.raw`![ \t]*device:.*\bEOS\b`,
      String.raw`transceiver[ \t]+qsfp[ \t]+default-mode`,
      String.raw`service[ \t]+routing[ \t]+protocols[ \t]+model`,
      String.raw`daemon[ \t]+TerminAttr`,
      String.raw`vrf[ \t]+instance[ \t]`,
      String.raw`peer-filter[ \t]`,
      String.raw`management[ \t]+(?:api|ssh|console)\b`,
      String.raw`neighbor[ \t]+\S+[ \t]+(?:peer[ \t]+group\b|maximum-routes\b|rib-in[ \t]+pre-policy|idle-restart-timer)`,
      String.raw`bgp[ \t]+listen[ \t]+range[ \t]+\S+[ \t]+peer[ -]group[ \t]+\S+[ \t]+(?:remote-as|peer-filter)\b`,
      String.raw`bgp[ \t]+missing-policy\b`,
      String.raw`dynamic[ \t]+peer[ \t]+max\b`,
      String.raw`update[ \t]+wait-(?:install|for-convergence)\b`,
      String.raw`interface[ \t]+Management\d`,
      String.raw`maximum-paths[ \t]+\d+[ \t]+ecmp\b`,
      // FRR writes `lo` and `eth0`, NX-OS `loopback0` and `Ethernet1/1`, and IOS a mask.
      String.raw`interface[ \t]+(?:Ethernet|Loopback|Port-Channel)\d+[ \t]*\r?\n(?:[ \t]+(?!ip[ \t]+address).*\r?\n){0,12}?[ \t]+ip[ \t]+address[ \t]+\d[\d.]*\/\d`,
    ),
    weak: /^interface Ethernet\d+(?:\/\d+)?\r?\n(?: {3}.*\r?\n)*? {3}no switchport|^ {3}neighbor \S+ remote-as/m,
  },
  {
    dialect: 'frr',
    sure: anyLine(
      String.raw`frr[ \t]+(?:version|defaults)\b`,
      String.raw`service[ \t]+integrated-vtysh-config`,
      String.raw`interface[ \t]+(?:eth|ens|enp|eno|enx|swp|bond|br|vxlan|dummy|veth|wlan|wg|virbr)[\w.:@-]*[ \t]*\r?$`,
      String.raw`interface[ \t]+(?:lo|r\d+-eth\d+)[ \t]*\r?$`,
      String.raw`(?:bgp|ebgp)[ \t]+(?:ebgp-requires-policy|suppress-fib-pending|disable-ebgp-connected-route-check)\b`,
      String.raw`neighbor[ \t]+\S+[ \t]+(?:interface\b|remote-as[ \t]+(?:external|internal|auto)\b|capability[ \t]+extended-nexthop|graceful-restart(?:-helper|-disable)?[ \t]*\r?$|timers[ \t]+connect\b)`,
      String.raw`log[ \t]+(?:file|stdout|syslog)\b`,
      String.raw`(?:ip|ipv6)[ \t]+forwarding[ \t]*\r?$`,
      String.raw`exit-vrf\b`,
      String.raw`import[ \t]+vrf\b`,
      String.raw`advertise-all-vni\b`,
      String.raw`router[ \t]+bgp[ \t]+\d+[ \t]+(?:vrf|view)[ \t]`,
      String.raw`bgp[ \t]+graceful-restart[ \t]+preserve-fw-state`,
      String.raw`bgp[ \t]+graceful-restart-disable`,
      String.raw`agentx\b`,
      String.raw`debug[ \t]+(?:bgp|zebra|bfd)\b`,
    ),
    weak: /^[ \t]*(?:address-family ipv[46] unicast|ip address \d[\d.]*\/\d+|exit|neighbor \S+ bfd)[ \t]*\r?$/m,
  },
  {
    dialect: 'ios',
    sure: anyLine(
      String.raw`Building configuration\.\.\.`,
      String.raw`Current configuration : \d`,
      String.raw`version[ \t]+1\d\.\d+[ \t]*\r?$`,
      'boot-(?:start|end)-marker',
      String.raw`service[ \t]+(?:timestamps|password-encryption|tcp-keepalives|call-home|pad)\b`,
      String.raw`ip[ \t]+address[ \t]+\d[\d.]+[ \t]+(?:255|254|252|248|240|224|192|128)\.`,
      String.raw`interface[ \t]+(?:(?:Gigabit|TenGigabit|Fast|FortyGigabit|TwoGigabit|FiveGigabit|AppGigabit)Ethernet|TwentyFiveGigE|HundredGigE|FortyGigE|BDI|Serial|BVI)[ \t]?\d`,
      String.raw`vrf[ \t]+definition[ \t]`,
      String.raw`(?:ip[ \t]+)?vrf[ \t]+forwarding[ \t]`,
      String.raw`(?:template|inherit)[ \t]+peer-(?:policy|session)[ \t]`,
      String.raw`(?:neighbor[ \t]+\S+[ \t]+)?ha-mode\b`,
      String.raw`neighbor[ \t]+\S+[ \t]+(?:fall-over\b|transport[ \t]|inherit[ \t]|slow-peer\b|translate-update\b|soo\b)`,
      String.raw`neighbor[ \t]+\S+[ \t]+password[ \t]+[0-9][ \t]`,
      String.raw`address-family[ \t]+ipv[46][ \t]+(?:unicast[ \t]+)?vrf[ \t]`,
      String.raw`ip[ \t]+bgp-community[ \t]+new-format`,
      String.raw`(?:aaa[ \t]+new-model|enable[ \t]+secret|ip[ \t]+cef|line[ \t]+con[ \t]+0)\b`,
    ),
    weak: /^[ \t]*(?:bgp log-neighbor-changes|address-family ipv[46]|no auto-summary|no synchronization|network \S+ mask \S+|interface Loopback ?\d+|interface Vlan ?\d+)[ \t]*\r?$/m,
  },
];

/**
 * The dialect of a text that is the configuration of a router with BGP; undefined for any other text, and for a dialect that
 * is not read. Where no line tells it, the file's name may, and else it is FRR's: the others print more than their BGP.
 */
export function routerDialect(text: string, file = ''): RouterDialect | undefined {
  if (!isRouterText(text) || unreadDialect(text) !== undefined) return undefined;
  // Others have lines of FRR's here and there, and nobody else has these.
  if (/^frr[ \t]+(?:version|defaults)\b/m.test(text)) return 'frr';
  const only = signs.find((of) => of.sure.test(text));
  if (only !== undefined) return only.dialect;
  if (/(?:^|[/.-])(?:frr|bgpd|quagga|zebra)[^/]*$/i.test(file)) return 'frr';
  if (/(?:^|[/._-])(?:ios|iosxe|ios-xe|cisco|csr\d*v?)(?=[/._-][^/]*$|[^/]*$)/i.test(file)) return 'ios';
  const weak = signs.filter((of) => of.weak?.test(text));
  return weak.length === 1 ? weak[0]?.dialect : (weak.find(({ dialect }) => dialect === 'eos')?.dialect ?? 'frr');
}

/** True for a configuration of a router in one of the dialects with `router bgp`, read or not. */
export function isRouterText(text: string): boolean {
  if (!/router[ \t]+bgp[ \t]/.test(text)) return false;
  const found = begins.exec(text);
  if (found === null) return false;
  const before = text.slice(0, found.index);
  if (foreign.test(text)) return false;
  const indent = found[1]?.length ?? 0;
  if (indent === 0) return true;
  for (const [, spaces = ''] of before.matchAll(yamlKey)) if (spaces.length < indent) return false;
  return true;
}

interface UnreadDialect {
  readonly of: string;
  /** Each of them is found in a text of it that has a neighbor of BGP. */
  readonly all: readonly RegExp[];
}

const address = String.raw`["']?(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F]*:[\da-fA-F:]+)`;

/** A neighbor as a block of its own, with its AS number below it. */
const block = new RegExp(
  String.raw`^[ \t]+neighbor[ \t]+${address}[ \t]*\r?\n(?:[ \t]+(?!neighbor\b|address-family\b)\S.*\r?\n)*?[ \t]+remote-as[ \t]+\d`,
  'm',
);

const lineOf = (pattern: string) => new RegExp(String.raw`^[ \t]*${pattern}`, 'm');

/** Dialects that `router bgp` begins in too. */
const alike: readonly UnreadDialect[] = [
  {
    of: 'IOS-XR',
    all: [
      lineOf(
        String.raw`(?:!!? IOS XR|(?:use[ \t]+)?neighbor-group[ \t]|route-policy[ \t]|end-policy\b|prefix-set[ \t]|ipv4[ \t]+address[ \t])`,
      ),
    ],
  },
  {
    of: 'Aruba CX',
    all: [lineOf(String.raw`(?:!Version[ \t]+ArubaOS-CX|vrf[ \t]+attach[ \t]|interface[ \t]+\d+/\d+/\d+[ \t]*\r?$)`)],
  },
  { of: 'Dell OS10', all: [lineOf(String.raw`(?:![ \t]*Version[ \t]+10\.|interface[ \t]+ethernet\d+/\d+/\d+)`)] },
  { of: 'Dell OS9', all: [lineOf(String.raw`neighbor[ \t]+\S+[ \t]+no[ \t]+shutdown\b`)] },
  { of: 'AlliedWare Plus', all: [lineOf(String.raw`interface[ \t]+port\d+\.\d+\.\d+`)] },
];

/** Dialects without `router bgp`. */
const others: readonly UnreadDialect[] = [
  {
    of: 'Junos',
    all: [
      /^[ \t]*set[ \t]+(?:\S+[ \t]+){0,8}?protocols[ \t]+bgp[ \t]+group[ \t]+\S+[ \t]+(?:\S+[ \t]+){0,8}?(?:neighbor|allow)[ \t]/m,
    ],
  },
  {
    of: 'Junos',
    all: [
      /^[ \t]*protocols[ \t]*\{/m,
      /^[ \t]*bgp[ \t]*\{[^}]{0,2000}?\bgroup[ \t]+\S+[ \t]*\{/m,
      /^[ \t]*(?:neighbor|allow)[ \t]+[^;{\n]+[;{]/m,
    ],
  },
  {
    of: 'SR Linux',
    all: [/(?:^|[ \t/])network-instance[ \t]+\S+/m, /\bprotocols?[ \t]*(?:\{\s*)?bgp\b/, /\b(?:peer-as|peer-group)\b/],
  },
  {
    of: 'SR OS',
    all: [
      /(?:^|[ \t/])router[ \t]+(?:"Base"|Base)?/m,
      /^[ \t/]*(?:configure[ \t].*)?\bbgp\b/m,
      /\bpeer-as[ \t]+\d/,
      /^[ \t]*(?:\/?configure\b|exit all\b)/m,
    ],
  },
  { of: 'VyOS', all: [/^[ \t]*set[ \t]+protocols[ \t]+bgp[ \t]+(?:\d+[ \t]+)?(?:neighbor|peer-group|listen)[ \t]/m] },
  {
    of: 'VyOS',
    all: [
      /^[ \t]*protocols[ \t]*\{/m,
      /^[ \t]*bgp[ \t]*(?:\d+[ \t]*)?\{/m,
      /^[ \t]*neighbor[ \t]+\S+[ \t]*\{/m,
      /^[ \t]*(?:remote-as|system-as)[ \t]+\d+[ \t]*\r?$/m,
    ],
  },
  {
    of: 'MikroTik',
    all: [
      /^[ \t]*\/?[ \t]*routing[ /]bgp[ /](?:connection|peer|template)\b/m,
      /\bremote[.-](?:address|as)[ \t]*=|\bremote\.\w+[ \t]*=/,
    ],
  },
  {
    of: "BIRD's own configuration",
    all: [/^[ \t]*(?:protocol|template)[ \t]+bgp\b[^{\n]*\{?/m, /^[ \t]*(?:neighbor\b|local\b[^;\n]*\bas\b)[^;\n]*;/m],
  },
  {
    of: "GoBGP's configuration",
    all: [
      /^[ \t]*(?:\[\[(?:dynamic-)?neighbors\]\]|["']?neighbors["']?[ \t]*:)/m,
      /\b(?:peer-as|neighbor-address)["']?[ \t]*[=:]/,
    ],
  },
  {
    of: "OpenBGPD's configuration",
    all: [/^[ \t]*AS[ \t]+\d+/m, /^[ \t]*(?:neighbor|group)[ \t]+\S+[ \t]*\{/m, /^[ \t]*remote-as[ \t]+\d+/m],
  },
  { of: "ExaBGP's configuration", all: [/^[ \t]*neighbor[ \t]+\S+[ \t]*\{/m, /^[ \t]*peer-as[ \t]+\d+[ \t]*;/m] },
  {
    of: 'Cumulus NCLU',
    all: [/^[ \t]*net[ \t]+add[ \t]+(?:vrf[ \t]+\S+[ \t]+)?bgp[ \t]+.*\b(?:neighbor|remote-as)\b/m],
  },
  {
    of: 'Cumulus NVUE',
    all: [/^[ \t]*nv[ \t]+set[ \t]+(?:vrf[ \t]+\S+[ \t]+)?router[ \t]+bgp\b.*\b(?:neighbor|peer-group|remote-as)\b/m],
  },
  {
    of: 'Cumulus NVUE',
    all: [
      /^[ \t]*(?:-[ \t]*)?set:[ \t]*\r?$/m,
      /^[ \t]*bgp:[ \t]*\r?$/m,
      /^[ \t]*(?:neighbor|peer-group):[ \t]*\r?$/m,
      /^[ \t]*remote-as:/m,
    ],
  },
  { of: 'SONiC', all: [/"BGP_(?:NEIGHBOR|PEER_RANGE)"[ \t]*:[ \t]*\{\s*"/] },
  {
    of: 'Huawei VRP or Comware',
    all: [/^[ \t]*bgp[ \t]+\d+(?:[ \t].*)?\r?$/m, /^[ \t]*peer[ \t]+\S+[ \t]+(?:as-number|group)[ \t]/m],
  },
  {
    of: 'Extreme SLX or NetIron',
    all: [
      /^[ \t]*router[ \t]+bgp[ \t]*\r?$/m,
      /^[ \t]*local-as[ \t]+\d/m,
      /^[ \t]*neighbor[ \t]+\S+[ \t]+remote-as[ \t]/m,
    ],
  },
];

/** What one of `others` has: a search that most texts are left after. */
const hint =
  /protocols?[ \t{]|\bpeer-as\b|routing[ /]bgp|(?:protocol|template)[ \t]+bgp\b|\[\[(?:dynamic-)?neighbors\]\]|neighbor-address|remote-as|as-number|BGP_(?:NEIGHBOR|PEER_RANGE)|\bpeer[ \t]+\S+[ \t]+(?:as-number|group)/;

/** Whose dialect a text has that begins with `router bgp` and is not read; undefined for all else. */
function unreadDialect(text: string): string | undefined {
  const known = alike.find(({ all }) => all.every((one) => one.test(text)))?.of;
  if (known !== undefined) return known;
  if (!block.test(text) || signs[0]?.sure.test(text)) return undefined;
  return 'a dialect whose neighbors are blocks, and which is not NX-OS';
}

/**
 * Whose configuration with neighbors of BGP a text is that no reader knows, such as `Junos`; undefined for all else. The cost
 * is one search for most texts.
 */
export function unreadRouter(text: string): string | undefined {
  if (isRouterText(text)) {
    return /^[ \t]+(?:no[ \t]+)?neighbor[ \t]/m.test(text) ? unreadDialect(text) : undefined;
  }
  if (!hint.test(text) || /^[ \t]*(?:```|~~~)/m.test(text)) return undefined;
  return others.find(({ all }) => all.every((one) => one.test(text)))?.of;
}
