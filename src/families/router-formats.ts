/** Configurations of routers, which are known by what they hold, whatever their names are. */

/** The dialects that are read. */
export type RouterFormat = 'frr' | 'ios' | 'eos' | 'nxos';

/** A process of BGP, as FRR, IOS, EOS and NX-OS begin it. */
const bgpProcess = /^[ \t]*router bgp [\d.]+/m;

/** A Kubernetes object or another YAML text may hold a configuration: it is no text of a router itself. */
const yaml = /^(?:apiVersion|kind|---)\b|^---[ \t]*\r?$/m;

/** In which dialect a text is to be read; undefined if it is no configuration of a router. */
export function routerFormat(text: string): RouterFormat | undefined {
  return bgpProcess.test(text) && !yaml.test(text) ? 'frr' : undefined;
}
