/** What a ruleset tells of the host that it is of. */
import { getOrMake } from '../../lib/maps.ts';
import type { Chain, Ruleset, Statement } from '../firewall/chains/ruleset.ts';
import type { Values } from '../firewall/chains/values.ts';

/** `bgp`: it speaks BGP; `node`: it is one of Kubernetes; `service`: it serves something else; `nothing`. */
export type Subject = 'bgp' | 'node' | 'service' | 'nothing';

export function subjectOf({ chains }: Ruleset): Subject {
  const found = new Set<Subject>();
  const seen = new Map<string, Set<object>>();
  for (const chain of chains) {
    if (/(?:^|[^a-z])(?:e?bgp|bird|frr)(?:[^a-z]|$)/i.test(chain.name)) return 'bgp';
    if (/^(?:KUBE-|cali-|CILIUM_|FLANNEL|CNI-|AWS-SNAT|WEAVE)/.test(chain.name)) found.add('node');
    for (const { statements } of chain.rules) {
      // A list of ports that are closed is that of many machines.
      if (statements.some(isClosing) && statements.some(isForSeveralPorts)) continue;
      for (const statement of statements) {
        if (isSeen(statement, chain, seen)) continue;
        const subject = subjectOfStatement(statement, chain);
        if (subject === 'bgp') return subject;
        if (subject !== undefined) found.add(subject);
      }
    }
  }
  return found.has('node') ? 'node' : found.has('service') ? 'service' : 'nothing';
}

/** True for a set that another rule has asked for, which says nothing new: many rules may ask for a large one. */
function isSeen(statement: Statement, chain: Chain, seen: Map<string, Set<object>>): boolean {
  if (statement.is !== 'lookup' && statement.is !== 'match') return false;
  const [fields, set] =
    statement.is === 'lookup' ? [statement.fields.join(), statement.entries] : [statement.field, statement.values];
  const alike = getOrMake(seen, `${isCalicos(chain)} ${fields}`, () => new Set<object>());
  return alike.size === alike.add(set).size;
}

const ports: ReadonlyMap<number, Subject> = new Map([
  [179, 'bgp'],
  // BFD, which nobody needs without a routing protocol.
  [3784, 'bgp'],
  [4784, 'bgp'],
  ...[2379, 2380, 6443, 10250, 10256, 10257, 10259, 9345].map((port) => [port, 'node'] as const),
  ...[25, 53, 80, 110, 143, 389, 443, 465, 587, 993, 1194, 3306, 5432, 6379, 8080, 8443, 27017, 51820].map(
    (port) => [port, 'service'] as const,
  ),
]);

function subjectOfStatement(statement: Statement, chain: Chain): Subject | undefined {
  switch (statement.is) {
    case 'any':
      return strongest(statement.of.map((match) => subjectOfStatement(match, chain)));
    case 'lookup':
      return strongest(
        statement.entries.flatMap(({ keys }) =>
          statement.fields.map((field, i) => (isPort(field) ? ofPorts(keys[i], chain) : undefined)),
        ),
      );
    case 'match':
      if (isPort(statement.field)) return ofPorts(statement.values, chain);
      if (statement.field === 'in' || statement.field === 'out') return ofNames(statement.values);
      // Calico lets IPIP in from other nodes where BIRD tells their routes; VXLAN needs no BGP.
      return statement.field === 'protocol' && isCalicos(chain) && holds(statement.values, 4) ? 'bgp' : undefined;
    default:
      return undefined;
  }
}

const isClosing = (statement: Statement) =>
  statement.is === 'verdict' && (statement.verdict.is === 'drop' || statement.verdict.is === 'reject');

function isForSeveralPorts(statement: Statement): boolean {
  if (statement.is === 'any') return statement.of.some(isForSeveralPorts);
  if (statement.is === 'lookup') return statement.fields.some(isPort) && statement.entries.length > 1;
  if (statement.is !== 'match' || !isPort(statement.field) || statement.negated) return false;
  return statement.values.are === 'numbers' && statement.values.ranges.length > 1;
}

const isPort = (field: string) => field === 'source_port' || field === 'destination_port';

/** Chains that Calico writes for itself: its failsafe rules hold BGP's port, whether there is BGP or not. */
const isCalicos = ({ name }: Chain) => name.startsWith('cali-');

function ofPorts(values: Values | undefined, chain: Chain): Subject | undefined {
  if (values?.are !== 'numbers' || isCalicos(chain)) return undefined;
  return strongest(values.ranges.map(({ from, to }) => (from === to ? ports.get(from) : undefined)));
}

function ofNames(values: Values): Subject | undefined {
  const isOfNodes = (name: string) => /^(?:cali|cni\d|flannel|cilium|lxc|tunl|vxlan\.calico|kube-)/.test(name);
  return values.are === 'names' && values.names.some(isOfNodes) ? 'node' : undefined;
}

function holds(values: Values, number: number): boolean {
  return values.are === 'numbers' && values.ranges.some(({ from, to }) => from === number && to === number);
}

function strongest(subjects: readonly (Subject | undefined)[]): Subject | undefined {
  return (['bgp', 'node', 'service'] as const).find((subject) => subjects.includes(subject));
}
