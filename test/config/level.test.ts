import { describe, expect, test } from 'vitest';
import { levelOf, optionsOf } from '../../src/config/level.ts';
import { defaultConfig, readConfig } from '../../src/config/read.ts';
import type { Config, Profile } from '../../src/model/config.ts';
import type { Json } from '../../src/model/document.ts';
import type { Level } from '../../src/model/rule.ts';
import { named, rules } from './rules.ts';

async function config(said: Json, profile: Profile = 'recommended'): Promise<Config> {
  const value = { extends: profile, rules: said };
  const result = await readConfig({ file: 'bgplint.yaml', text: '' }, value, rules);
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return result.config;
}

const cases: readonly [string, Json, string, Level | undefined, Level | 'off'][] = [
  ['METADATA decides where nothing is said', {}, 'calico/global-peer', undefined, 'warning'],
  ['a rule that is off stays off', {}, 'calico/peer-without-restart-time', undefined, 'off'],
  ['a finding chooses among several levels', {}, 'calico/duplicate-peer', 'warning', 'warning'],
  ['the config replaces them all', { 'calico/duplicate-peer': 'note' }, 'calico/duplicate-peer', 'warning', 'note'],
  ['id before family', { 'calico/global-peer': 'error', 'calico/*': 'off' }, 'calico/global-peer', undefined, 'error'],
  ['family before class', { '@availability': 'off', 'calico/*': 'note' }, 'calico/global-peer', undefined, 'note'],
  ['class before METADATA', { '@availability': 'off' }, 'calico/global-peer', undefined, 'off'],
  ['a family turns a rule on', { 'calico/*': 'note' }, 'calico/peer-without-restart-time', undefined, 'note'],
  ['another family does not count', { 'metallb/*': 'off' }, 'calico/global-peer', undefined, 'warning'],
  [
    'options alone leave the level',
    { 'calico/full-mesh-too-large': { options: {} } },
    'calico/full-mesh-too-large',
    undefined,
    'warning',
  ],
  ['an alias is its rule', { OLD_ID_1: 'off' }, 'metallb/peer-without-password', undefined, 'off'],
  ['an enforced rule by id', { 'terraform/bgp-port-closed': 'off' }, 'terraform/bgp-port-closed', undefined, 'error'],
  ['an enforced rule by alias', { CKV_CUSTOM_BGP_01: 'note' }, 'terraform/bgp-port-closed', undefined, 'error'],
  ['an enforced rule by family', { 'terraform/*': 'off' }, 'terraform/bgp-port-closed', undefined, 'error'],
  ['an enforced rule by class', { '@availability': 'off' }, 'terraform/bgp-port-closed', undefined, 'error'],
];

describe('levelOf', () => {
  test.each(cases)('%s', async (_, said, id, chosen, expected) => {
    expect(levelOf(await config(said), named(id), chosen && { level: chosen })).toBe(expected);
  });
});

const inProfile: readonly [string, Profile, Json, string, Level | undefined, Level | 'off'][] = [
  ['a policy', 'correctness', {}, 'calico/peer-without-password', undefined, 'warning'],
  ['a policy that is lighter', 'correctness', {}, 'calico/peer-without-password', 'note', 'note'],
  ['what is broken', 'correctness', {}, 'calico/duplicate-peer', undefined, 'error'],
  ['a rule that is off', 'correctness', {}, 'calico/peer-without-restart-time', undefined, 'off'],
  ['an enforced rule', 'correctness', {}, 'terraform/bgp-port-closed', undefined, 'error'],
  ['the rule wins', 'correctness', { 'calico/global-peer': 'error' }, 'calico/global-peer', undefined, 'error'],
  ['the family wins', 'correctness', { 'calico/*': 'error' }, 'calico/global-peer', undefined, 'error'],
  ['the class wins', 'correctness', { '@availability': 'error' }, 'calico/global-peer', undefined, 'error'],
  ['a policy', 'strict', {}, 'calico/global-peer', undefined, 'error'],
  ['a policy that is an error', 'strict', {}, 'calico/peer-without-password', undefined, 'error'],
  ['a policy that is sure', 'strict', {}, 'router/graceful-restart-missing', 'warning', 'error'],
  ['a policy that is less sure', 'strict', {}, 'router/graceful-restart-missing', 'note', 'note'],
  ['what is broken', 'strict', {}, 'calico/duplicate-peer', 'warning', 'warning'],
  ['a rule that is off', 'strict', {}, 'calico/peer-without-restart-time', undefined, 'warning'],
  ['an enforced rule', 'strict', {}, 'terraform/bgp-port-closed', undefined, 'error'],
  ['the class wins', 'strict', { '@availability': 'off' }, 'calico/peer-without-restart-time', undefined, 'off'],
  ['another class does not', 'strict', { '@security': 'off' }, 'calico/global-peer', undefined, 'error'],
];

describe('levelOf in a profile', () => {
  test.each(inProfile)('%s, %s', async (_, profile, said, id, chosen, expected) => {
    expect(levelOf(await config(said, profile), named(id), chosen && { level: chosen })).toBe(expected);
  });
});

describe('optionsOf', () => {
  test('defaults hold for what the config leaves out', async () => {
    const said = await config({ 'calico/full-mesh-too-large': { options: { nodes: 5 } } });
    expect(optionsOf(said, named('calico/full-mesh-too-large'))).toEqual({ nodes: 5, strict: false });
    expect(optionsOf(defaultConfig, named('calico/full-mesh-too-large'))).toEqual({ nodes: 100, strict: false });
    expect(optionsOf(said, named('calico/global-peer'))).toEqual({});
  });
});
