/** What FRR takes in a family. */
import { commandsOf } from './notation.ts';

/** What a neighbor takes for a family; of IPv4 unicast it may stand in the process itself. */
export const family = commandsOf(`
  neighbor PEER activate
  neighbor PEER soft-reconfiguration inbound
  neighbor PEER attribute-unchanged [{as-path|next-hop|med}]
  neighbor PEER <route-reflector-client|route-server-client>
  neighbor PEER route-map RMAP_NAME <in|out>
`);

export const familyLater = commandsOf('neighbor PEER addpath-rx-paths-limit ! (1-65535)\nneighbor PEER upa', true);

export const lists = commandsOf(`
  neighbor PEER prefix-list WORD <in|out>
  neighbor PEER filter-list AS_PATH_FILTER_NAME <in|out>
`);

/** Of all but flow specifications. */
export const routes = commandsOf(`
  neighbor PEER next-hop-self [<force|all>]
  neighbor PEER <addpath-tx-all-paths|addpath-tx-bestpath-per-AS>
  neighbor PEER allowas-in ! <(1-10)|origin>
  + neighbor PEER allowas-in
  neighbor PEER maximum-prefix ! (1-4294967295) [(1-100)] [<warning-only|restart (1-65535)>] [force]
`);

export const routesLater = commandsOf(
  `
  neighbor PEER allowas-in route-map RMAP_NAME [<(1-10)|origin>]
  neighbor PEER addpath-tx-best-selected ! (1-6)
`,
  true,
);

/** Of unicast, multicast, labels and VPNs. */
export const prefixes = commandsOf(`
  neighbor PEER as-override
  neighbor PEER remove-private-AS [all] [replace-AS]
  neighbor PEER send-community [<both|all|extended|standard|large>]
  neighbor PEER weight ! (0-65535)
  neighbor PEER distribute-list ACCESSLIST_NAME <in|out>
  neighbor PEER unsuppress-map WORD
  neighbor PEER advertise-map RMAP_NAME <exist-map|non-exist-map> RMAP_NAME
  neighbor PEER maximum-prefix-out ! (1-4294967295)
`);

export const prefixesLater = commandsOf(
  'neighbor PEER send-community extended rpki\nneighbor PEER dampening ! (1-45) [(1-20000) (1-20000) (1-255)]\n+ neighbor PEER dampening',
  true,
);

export const addpath = commandsOf('neighbor PEER disable-addpath-rx\nneighbor PEER soo ! ASN:NN_OR_IP-ADDRESS:NN');

/** Of unicast, multicast and labels. */
export const originated = commandsOf(`
  neighbor PEER capability orf prefix-list <both|send|receive>
  neighbor PEER default-originate [route-map RMAP_NAME]
`);

export const ipv4Routes = commandsOf(`
  network <A.B.C.D/M|A.B.C.D [mask A.B.C.D]> [{route-map RMAP_NAME|label-index (0-1048560)|backdoor}]
  aggregate-address <A.B.C.D/M|A.B.C.D A.B.C.D> [{as-set|summary-only|route-map RMAP_NAME|origin <egp|igp|incomplete>|matching-MED-only|suppress-map RMAP_NAME}]
`);

export const ipv4RoutesLater = commandsOf(
  'aggregate-address <A.B.C.D/M|A.B.C.D A.B.C.D> [{as-set|summary-only|route-map RMAP_NAME|origin <egp|igp|incomplete>|matching-MED-only|suppress-map RMAP_NAME|upa [drop] [max-routes (1-65535)]}]',
  true,
);

export const ipv6Routes = commandsOf(`
  network X:X::X:X/M [{route-map RMAP_NAME|label-index (0-1048560)}]
  aggregate-address X:X::X:X/M [{as-set|summary-only|route-map RMAP_NAME|origin <egp|igp|incomplete>|matching-MED-only|suppress-map RMAP_NAME}]
`);

export const ipv6RoutesLater = commandsOf(
  `
  aggregate-address X:X::X:X/M [{as-set|summary-only|route-map RMAP_NAME|origin <egp|igp|incomplete>|matching-MED-only|suppress-map RMAP_NAME|upa [drop] [max-routes (1-65535)]}]
  nexthop prefer-global
`,
  true,
);

export const maximumPaths = commandsOf(`
  maximum-paths ! (1-256)
  maximum-paths ibgp ! (1-256) [equal-cluster-length]
`);

export const redistributed = (protocols: string, numbered: string, later = false) =>
  commandsOf(
    `redistribute <${protocols}> [{metric (0-4294967295)|route-map RMAP_NAME}]
     redistribute <${numbered}> (1-65535) [{metric (0-4294967295)|route-map RMAP_NAME}]`,
    later,
  );

export const redistributed4 = [
  ...redistributed(
    'kernel|connected|static|rip|ospf|isis|eigrp|nhrp|table|vnc|vnc-direct|babel|openfabric',
    'ospf|table',
  ),
  ...redistributed('sharp|table-direct|local', 'table-direct', true),
];

export const redistributed6 = [
  ...redistributed('kernel|connected|static|ripng|ospf6|isis|nhrp|table|vnc|vnc-direct|babel|openfabric', 'table'),
  ...redistributed('sharp|table-direct|local', 'table-direct', true),
];

export const distance = (prefix: string) =>
  commandsOf(`distance (1-255) ${prefix} [WORD]\ndistance bgp ! (1-255) (1-255) (1-255)`);

export const dampening = commandsOf('bgp dampening [(1-45) [(1-20000) (1-50000) (1-255)]]');
export const tableMap = commandsOf('table-map WORD');
export const member = commandsOf('neighbor PEER peer-group PGNAME');
export const end = commandsOf('+ exit-address-family');

export const leaked = commandsOf(`
  <import|export> vpn
  <rt|route-target> vpn <import|export|both> RTLIST...
  no <rt|route-target> vpn <import|export|both>
  <rt|route-target|route-target6|rt6> redirect import RTLIST...
  no <rt|route-target|route-target6|rt6> redirect import
  import vrf VIEWVRFNAME
  import vrf route-map ! RMAP
  label vpn export ! <(0-1048575)|auto>
  nexthop vpn export ! <A.B.C.D|X:X::X:X>
  rd vpn export ! ASN:NN_OR_IP-ADDRESS:NN
  route-map vpn <import|export> ! RMAP
  sid vpn export ! <(1-255)|auto>
`);

export const leakedLater = commandsOf(
  `
  label vpn export allocation-mode <per-vrf|per-nexthop>
  sid vpn export ! <(1-4294967295)|auto|explicit X:X::X:X>
  sid export ! <(1-1048575)|auto|explicit X:X::X:X> [behavior dt46] [route-map RMAP]
  neighbor <X:X::X:X|WORD> <encapsulation-srv6|encapsulation-srv6-relax>
  upa <originate-all|drop>
  upa max-routes ! (1-4294967295)
`,
  true,
);

export const vpn = commandsOf('bgp retain route-target all');
export const vpnLater = commandsOf('neighbor PEER <encapsulation-srv6|encapsulation-mpls|accept-own>', true);

export const vni = commandsOf(`
  rd ! ASN:NN_OR_IP-ADDRESS:NN
  route-target <both|import|export> RT
  no route-target <import|export>
  advertise-default-gw
  advertise-svi-ip
  advertise-subnet
  flooding <disable|head-end-replication>
`);

export const vniLater = commandsOf(
  'auto-route-target ! <both|import|export> <add-always|add-never|add-if-no-manual|rfc8365-compatible>\nroute-target <both|import|export> RTLIST...',
  true,
);

export const evpn = commandsOf(`
  vni (1-16777215)
  advertise-all-vni
  advertise-pip ! ip <A.B.C.D> [mac <X:X:X:X:X:X|X:X:X:X:X:X/M>]
  + advertise-pip
  disable-ead-evi-rx
  disable-ead-evi-tx
  ead-es-frag evi-limit (1-1000)
  enable-resolve-overlay-index
  use-es-l3nhg
  advertise <ipv4|ipv6> <unicast|multicast|vpn> [gateway-ip] [route-map RMAP_NAME]
  autort rfc8365-compatible
  default-originate <ipv4|ipv6>
  dup-addr-detection [max-moves (2-1000) time (2-1800)]
  dup-addr-detection freeze <permanent|(30-3600)>
  no dup-addr-detection freeze
  ead-es-route-target export RT
  network <A.B.C.D/M|X:X::X:X/M> rd ASN:NN_OR_IP-ADDRESS:NN ethtag WORD label WORD esi WORD gwip <A.B.C.D|X:X::X:X> routermac WORD [route-map RMAP_NAME]
`);

export const evpnLater = commandsOf(
  `
  mac-vrf soo ! ASN:NN_OR_IP-ADDRESS:NN
  advertise <ipv4|ipv6> <unicast|multicast|vpn> [gateway-ip] [route-map RMAP_NAME] [skip-evpn-imported]
`,
  true,
);
