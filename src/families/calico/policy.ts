/** What a policy of Calico does with BGP, as Felix applies it to a host endpoint (projectcalico/calico felix/calc, felix/rules). */
import { at, isObject, text } from '../../lib/json.ts';
import { isPlaceholder } from '../../lib/placeholder.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import type { Facts } from '../../model/resource.ts';

/** Whether something is so: for every packet of a BGP session, for none, or nobody can tell from here. */
type Answer = 'yes' | 'perhaps' | 'no';

const bgpPort = 179;

/**
 * By the pointer of `ingress` and of `egress` what becomes there of a packet to TCP/179, from and to whomever: `{ bgp: 'deny' }`
 * for all of them, or `{ bgp: 'perhaps' }` where a rule lets some pass, or may. Nothing is told where no rule speaks of it, nor
 * of a direction that `types` leaves out.
 */
export function policyFacts(object: JsonObject): Facts {
  const facts: Record<string, JsonObject> = {};
  for (const [direction, type] of [
    ['ingress', 'Ingress'],
    ['egress', 'Egress'],
  ] as const) {
    const bgp = applies(object, type) ? verdictOf(at(object, ['spec', direction])) : undefined;
    if (bgp !== undefined) facts[`/spec/${direction}`] = { bgp };
  }
  return facts;
}

/** Without `types` a policy is of the directions that it has rules for. */
function applies(object: JsonObject, type: string): boolean {
  const types = at(object, ['spec', 'types']);
  return !Array.isArray(types) || types.length === 0 || types.some((one) => one === type || isPlaceholder(one));
}

function verdictOf(rules: Json | undefined): 'deny' | 'perhaps' | undefined {
  if (isPlaceholder(rules)) return 'perhaps';
  for (const rule of Array.isArray(rules) ? rules : []) {
    const match = matches(rule);
    const action = text(rule, ['action']);
    if (match === 'no' || action === 'Log') continue;
    if (action !== 'Deny') return 'perhaps';
    if (match === 'yes') return 'deny';
  }
  return undefined;
}

/** What of a rule is asked of packets beside protocol and ports. */
const others = ['icmp', 'notICMP', 'http', 'ipVersion'];

/** What of an end, of which nothing else is known than that it speaks BGP. */
const ends = [
  'nets',
  'notNets',
  'selector',
  'notSelector',
  'namespaceSelector',
  'serviceAccounts',
  'services',
  'domains',
];

function matches(rule: Json): Answer {
  if (!isObject(rule)) return 'perhaps';
  return all([
    protocol(rule['protocol'] ?? null),
    not(protocol(rule['notProtocol'] ?? null, 'no')),
    ports(at(rule, ['destination', 'ports'])),
    not(ports(at(rule, ['destination', 'notPorts']), 'no')),
    // The end that dials does so from any port.
    isGiven(at(rule, ['source', 'ports'])) || isGiven(at(rule, ['source', 'notPorts'])) ? 'perhaps' : 'yes',
    ...others.map((name) => (isGiven(rule[name]) ? 'perhaps' : 'yes')),
    ...['source', 'destination'].flatMap((end) =>
      ends.map((name) => (isGiven(at(rule, [end, name])) ? 'perhaps' : 'yes')),
    ),
  ]);
}

function all(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('perhaps') ? 'perhaps' : 'yes';
}

function not(answer: Answer): Answer {
  if (answer === 'perhaps') return 'perhaps';
  return answer === 'yes' ? 'no' : 'yes';
}

function isGiven(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return false;
  return !Array.isArray(value) || value.length > 0;
}

/** TCP by its name or its number. */
function protocol(value: Json, unset: Answer = 'yes'): Answer {
  if (!isGiven(value)) return unset;
  if (isPlaceholder(value)) return 'perhaps';
  return /^(?:tcp|6)$/i.test(String(value)) ? 'yes' : 'no';
}

/** A port, a range `100:200`, or the name of a port of the endpoint. */
function ports(value: Json | undefined, unset: Answer = 'yes'): Answer {
  if (value === undefined || !isGiven(value)) return unset;
  if (!Array.isArray(value)) return 'perhaps';
  const answers = value.map((one): Answer => {
    const [, from, to = from] = /^(\d{1,5})(?::(\d{1,5}))?$/.exec(String(one)) ?? [];
    if (from === undefined) return 'perhaps';
    return Number(from) <= bgpPort && bgpPort <= Number(to) ? 'yes' : 'no';
  });
  if (answers.includes('yes')) return 'yes';
  return answers.includes('perhaps') ? 'perhaps' : 'no';
}
