/**
 * Firewall policies of networks (global and regional) and of folders and organizations (hierarchical), with their rules and with
 * what they are associated with (hashicorp/terraform-provider-google website/docs/r: compute_network_firewall_policy,
 * compute_region_network_firewall_policy, compute_firewall_policy, each with _rule, _association, _with_rules; Google Cloud's
 * documentation of firewall policies: evaluation order).
 */
import { isObject } from '../../../lib/json.ts';
import { append } from '../../../lib/lists.ts';
import { getOrMake } from '../../../lib/maps.ts';
import type { Path } from '../../../model/document.ts';
import type { Group, Peers, Reference } from '../../firewall/rule.ts';
import type { Attributes } from '../attributes.ts';
import type { Module } from '../configuration.ts';
import { cidrPeers, elsewherePeers, isNobody, joined } from '../peer-parts.ts';
import type { ReferenceResolver } from '../references.ts';
import type { Target } from '../targets.ts';
import { isNone, textsAt } from '../texts.ts';
import { anyone, type GoogleRule, orderUnknown, type References, servicesAt } from './firewalls.ts';
import { namesAt, scopeOf } from './names.ts';
import { Networks, named, resolverOf, targetOf } from './networks.ts';

type Scope = 'hierarchical' | 'global' | 'regional';

const scopes: readonly (readonly [string, Scope])[] = [
  ['google_compute_firewall_policy', 'hierarchical'],
  ['google_compute_network_firewall_policy', 'global'],
  ['google_compute_region_network_firewall_policy', 'regional'],
];

const policyTypes = new Map(scopes.flatMap(([type, scope]) => [[type, scope] as const, [`${type}_with_rules`, scope]]));
const ruleTypes = new Map(scopes.map(([type, scope]) => [`${type}_rule`, scope]));
const associationTypes = new Map(scopes.map(([type, scope]) => [`${type}_association`, scope]));

export const policyResourceTypes: ReadonlySet<string> = new Set([
  ...policyTypes.keys(),
  ...ruleTypes.keys(),
  ...associationTypes.keys(),
]);

interface PolicyTarget extends Target {
  readonly values: Attributes;
}

/** A policy, of the plan or only named by it. */
export interface Policy {
  readonly scope: Scope;
  readonly rules: GoogleRule[];
  /** False where rules of it may stand elsewhere. */
  readonly whole: boolean;
  readonly stage: number;
  /** Networks that it is associated with; for a hierarchical one, its folders and organizations are not known. */
  readonly networks: Reference<Group>[];
  isAssociated: boolean;
  /** Of a regional one, where it is known. */
  region: string | undefined;
}

/** The policies of a plan, by the networks that they are for. */
export class Policies {
  readonly all: Policy[] = [];
  readonly #references: References;
  readonly #resolvers = new Map<Scope, ReferenceResolver<PolicyTarget>>();
  readonly #byTarget = new Map<string, Policy>();

  constructor(resources: readonly Attributes[], references: References, root: Module | undefined) {
    this.#references = references;
    const of = (types: ReadonlyMap<string, Scope>) => resources.filter(({ instance }) => types.has(instance.type));
    const policies = of(policyTypes);
    for (const [, scope] of scopes) {
      const own = policies.filter(({ instance }) => policyTypes.get(instance.type) === scope).map(targetOf);
      this.#resolvers.set(scope, resolverOf(own, root));
    }
    for (const values of of(associationTypes)) this.#associate(values, associationTypes.get(values.instance.type));
    for (const values of policies) {
      const scope = policyTypes.get(values.instance.type) ?? 'global';
      const policy = this.#policy({ is: 'known', item: targetOf(values) }, scope);
      policy.region ??= regionOf(values);
      if (values.instance.type.endsWith('_with_rules')) this.#inline(values, policy);
    }
    for (const values of of(ruleTypes)) {
      const scope = ruleTypes.get(values.instance.type) ?? 'global';
      const policy = this.#policy(this.#named(values, scope), scope);
      append(policy.rules, this.#rules(values, [], policy));
    }
  }

  #associate(values: Attributes, scope: Scope = 'global'): void {
    const policy = this.#policy(this.#named(values, scope), scope);
    policy.isAssociated = true;
    policy.region ??= regionOf(values);
    if (scope !== 'hierarchical') policy.networks.push(this.#references.networks.at(values, ['attachment_target']));
  }

  #named(values: Attributes, scope: Scope): Reference<PolicyTarget> {
    const resolver = this.#resolvers.get(scope);
    return resolver === undefined
      ? { is: 'unknown', candidates: [], any: true }
      : named(values, ['firewall_policy'], resolver);
  }

  #policy(reference: Reference<PolicyTarget>, scope: Scope): Policy {
    const key =
      reference.is === 'known'
        ? reference.item.instance.address
        : reference.is === 'foreign'
          ? `${scope}|${reference.id}`
          : `${scope}|?`;
    return getOrMake(this.#byTarget, key, () => {
      const policy: Policy = {
        scope,
        rules: [],
        whole: reference.is === 'known',
        stage: this.all.length + (scope === 'regional' ? regional : 1),
        networks: [],
        isAssociated: false,
        region: undefined,
      };
      this.all.push(policy);
      return policy;
    });
  }

  #inline(values: Attributes, policy: Policy): void {
    for (const [i, item] of values.list(['rule']).entries()) {
      if (isObject(item)) append(policy.rules, this.#rules(values, ['rule', i], policy));
    }
  }

  *#rules(values: Attributes, path: Path, policy: Policy): Generator<GoogleRule> {
    const disabled = values.at([...path, 'disabled']);
    if (disabled === true || disabled === 'true') return;
    const action = actionOf(values.at([...path, 'action']));
    if (action === undefined) return;
    const directionPath = [...path, 'direction'];
    const direction = values.isUnknown(directionPath)
      ? 'unknown'
      : String(values.at(directionPath) ?? '').toUpperCase() === 'EGRESS'
        ? 'out'
        : 'in';
    const match = [...path, 'match', 0];
    const services = values.isUnknown([...path, 'match'])
      ? servicesAt(values, [...path, 'match'], 'ip_protocol')
      : [
          ...servicesAt(values, [...match, 'layer4_configs'], 'ip_protocol'),
          ...servicesAt(values, [...match, 'layer4_config'], 'ip_protocol'),
        ];
    const condition = this.#condition(values, path, direction);
    const priority = Number(values.at([...path, 'priority']) ?? Number.NaN);
    const [network, ...more] = policy.networks;
    const targets = namesAt(values, { accounts: [...path, 'target_service_accounts'] }, this.#references.accounts);
    const scope = scopeOf(targets, values);
    for (const { path: place, protocol, ports } of services) {
      yield {
        rule: {
          provider: 'google',
          source: values,
          path: place,
          direction,
          directionPath: orderUnknown(values, path) ?? directionPath,
          action: action.is,
          actionPath: [...path, 'action'],
          opens: policy.isAssociated && action.isSure,
          stage: stageOf(policy),
          ...(scope === undefined ? {} : { scope }),
          ...(Number.isInteger(priority) ? { priority } : {}),
          ...(condition !== undefined || !action.isSure ? { condition: condition ?? [...path, 'action'] } : {}),
          target:
            network !== undefined && more.length === 0
              ? (network as GoogleRule['rule']['target'])
              : { is: 'foreign', id: `${policy.scope} firewall policy ${policy.stage}` },
          targetPath: ['firewall_policy'],
          protocol,
          ports,
          peers: peersOf(values, match, direction === 'out' ? 'dest' : 'src', place),
        },
        targets,
      };
    }
  }

  /** Secure tags are bound elsewhere, and so are networks in folders; the own end's ranges narrow a rule. */
  #condition(values: Attributes, path: Path, direction: 'in' | 'out' | 'unknown'): Path | undefined {
    const match = [...path, 'match', 0];
    const own = direction === 'out' ? 'src_ip_ranges' : 'dest_ip_ranges';
    const candidates: readonly Path[] = [
      [...path, 'target_secure_tags'],
      [...path, 'target_secure_tag'],
      [...path, 'target_resources'],
      ...['network_scope', 'network_type', 'networks'].flatMap((name) => [
        [...match, `src_${name}`],
        [...match, `dest_${name}`],
      ]),
    ];
    const isSaid = (place: Path) => {
      const value = values.at(place);
      const isEmpty =
        value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
      return !isEmpty;
    };
    const ranges = textsAt(values, [...match, own]);
    if (!isNone(ranges) && !ranges.known.some(({ text }) => text === '0.0.0.0/0')) return [...match, own];
    return candidates.find(isSaid);
  }
}

/** Below the stage of firewall rules where the only network says so. */
function stageOf({ stage, networks: [network, ...more], scope }: Policy): number {
  const isFirst = more.length === 0 && network?.is === 'known' && Networks.policiesFirst(network.item);
  return isFirst || scope === 'hierarchical' ? stage - earliest : stage;
}

/** Global policies come before regional ones, and a plan has fewer than these. */
const regional = 1_000_000;
const earliest = 2 * regional;

function regionOf(values: Attributes): string | undefined {
  const region = values.at(['region']);
  return typeof region === 'string' && region !== '' ? region.slice(region.lastIndexOf('/') + 1) : undefined;
}

/** What becomes of traffic; a profile's inspection may end either way. */
function actionOf(value: unknown): { readonly is: 'allow' | 'deny' | 'next'; readonly isSure: boolean } | undefined {
  const action = String(value ?? '').toLowerCase();
  if (action === 'allow' || action === 'deny') return { is: action, isSure: true };
  if (action === 'goto_next') return { is: 'next', isSure: true };
  return action === 'mirror' || action === 'do_not_mirror' ? undefined : { is: 'allow', isSure: false };
}

function peersOf(values: Attributes, match: Path, end: 'src' | 'dest', place: Path): Peers {
  const elsewhere = ['address_groups', 'fqdns', 'region_codes', 'threat_intelligences'];
  const tags = ['secure_tags', 'secure_tag'].map((name) => [...match, `${end}_${name}`]);
  const peers = joined([
    cidrPeers(textsAt(values, [...match, `${end}_ip_ranges`])),
    ...elsewhere.map((name) => elsewherePeers(textsAt(values, [...match, `${end}_${name}`]))),
    ...tags.flatMap((path) =>
      values.list(path).map((_, i) => {
        const name = textsAt(values, [...path, i, 'name']);
        return elsewherePeers({ known: name.known, unknown: name.unknown });
      }),
    ),
  ]);
  return isNobody(peers) ? anyone(place) : peers;
}
