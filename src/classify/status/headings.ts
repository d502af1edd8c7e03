/** What stands before outputs in one text: the prompt of a shell or a router with the command, and names of nodes. */
import type { StatusLine } from '../../lib/status/lines.ts';

/** What a line says of the output behind it. */
export interface Heading {
  /** The node or router, where it is told. */
  readonly node?: string;
  /** True if it says only that something else begins. */
  readonly isPrompt: boolean;
}

/** `root@node-1:~# calicoctl node status`, `[core@worker-0 ~]$ …`, `tor-1#show ip bgp summary`, `$ kubectl exec …`, `/ # …`. */
const prompt =
  /^\s*(?:(\[?(?:RP\/\d+\/\w+\/\w+:)?(?:[\w.-]{1,100}@)?([\w.-]{1,253})[^#$%>\n]{0,100}\]?)|[~/.\w-]{0,100}\s*)[#$%>❯]\s*((?:do |sudo |time |watch |ssh |for |docker |podman |kubectl |oc |k |crictl |nerdctl |lxc |incus |ip vrf exec |ip netns exec |net |show\b|sh |calicoctl|cilium|bird|vtysh|exit|quit|end|enable|term|cat |date|hostname|echo |clear|ls\b|head |tail ).*|)$/;

/** Shells and programs that are no machine. */
const noHost =
  /^(?:bird\d?|birdc\w*|sh|bash|zsh|ash|bash-[\d.]+|sh-[\d.]+|vtysh|localhost|root|frr|cilium|db|gobgp|calico-node)$/i;

const command = /\b(?:calicoctl|birdcl?6?|birdc6?|vtysh|cilium(?:-dbg)?|show|sh) /;

/** `=== node-1 ===`, `--- node-1`, `### node: node-1`, `==> node-1.txt <==`, `***** node-1 *****`. */
const rule = /^\s*(?:[=#*~>_-]{2,80}|#)\s*(.{1,200}?)\s*(?:[=#*~<_-]{2,80})?:?\s*$/;

const named = /^\s*(?:node|host|router|switch|device|server)(?: name)?\s*[:=]\s*["']?([\w.-]{1,253})["']?\s*$/i;
const ansible = /^\s*([\w.-]{1,253}) \| (?:CHANGED|SUCCESS|FAILED|UNREACHABLE)\b.{0,40}$/;
const bracketed = /^\[([A-Za-z][\w.-]{0,253})\]:?\s*$/;
const bare = /^([A-Za-z\d][\w.-]{0,253}):\s*$/;

/** Words that are no machine's. */
const words =
  /^(?:node|host|router|switch|calico|bird|frr|cilium|ipv[46]|bgp|status|output|before|after|calicoctl|show|kubectl|summary|neighbors?|peers?|vrf|the|on|of|for|nodes|timers|instance|default|description|console|text|bash|sh|shell|log|example|results?)$/i;

/** What a line says of the outputs behind it; undefined if it is none of this. @param isWithin an output may go on there */
export function headingOf(line: StatusLine, isWithin: boolean): Heading | undefined {
  const { text } = line;
  if (!/[=#$%>❯*~_:|\]-]/.test(text)) return undefined;
  const last = text.charAt(text.length - 1);
  const shell = /[#$%>❯]/.test(text) ? promptOf(text) : undefined;
  if (shell !== undefined) return shell;
  const [, name] = named.exec(text) ?? ansible.exec(text) ?? bracketed.exec(text) ?? [];
  if (name !== undefined) return { node: name, isPrompt: false };
  const ruled = rule.exec(text)?.[1];
  if (ruled !== undefined && /\w/.test(ruled)) {
    const node = nodeIn(ruled);
    // Lines of dashes may stand around what is no name.
    return node === undefined ? undefined : { node, isPrompt: false };
  }
  if (last === ':') {
    const [, host] = bare.exec(text) ?? [];
    // Within an output a word may be a part of it.
    const isName = host !== undefined && !words.test(host) && (!isWithin || /[\d.-]/.test(host));
    if (isName) return { node: host, isPrompt: false };
  }
  return undefined;
}

function promptOf(text: string): Heading | undefined {
  const [all, lead, host = '', run = ''] = prompt.exec(text) ?? [];
  if (all === undefined || (run === '' && lead === undefined)) return undefined;
  // A row may hold one of these signs; a command, or nothing, follows a prompt.
  if (run === '' && !/^\s*\S{1,300}[#$%>❯]\s*$/.test(text)) return undefined;
  const remote = /\bssh (?:-\S+ (?:\S+ )?)*?(?:[\w.-]{1,100}@)?([\w.-]{1,253})(?: |$)/.exec(run)?.[1];
  const inside = /\b(?:docker|podman|nerdctl|lxc|incus) exec (?:-\S+ )*([\w.-]{1,253}) /.exec(run)?.[1];
  const own = lead !== undefined && !noHost.test(host) ? host : undefined;
  const node =
    remote ??
    (inside === undefined || noHost.test(inside) ? undefined : inside) ??
    (run === '' || !command.test(`${run} `) || /\b(?:kubectl|oc|k) /.test(run) ? undefined : own);
  return { ...(node !== undefined && { node }), isPrompt: true };
}

/** The name in `node-1`, `node: node-1`, `Node node-1 (10.0.0.1)`, `calicoctl node status on node-1`, `node-1.txt`. */
function nodeIn(text: string): string | undefined {
  const plain = text
    .replace(/[()[\]:"']/g, ' ')
    .trim()
    .split(/\s+/);
  const after = plain.findIndex((word) => /^(?:node|host|router|switch|on|from)$/i.test(word));
  const candidates = plain.length === 1 ? plain : after === -1 ? [] : plain.slice(after + 1).concat();
  const name = candidates.find((word) => !words.test(word) && /^[A-Za-z\d][\w.-]*$/.test(word));
  return name?.replace(/\.(?:txt|log|out|status|json)$/i, '').replace(/^.*\//, '');
}
