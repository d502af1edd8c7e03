/** The text of `--print-config`: the config in force, and the level that each rule has by it. */

import base from '../../schemas/config.json' with { type: 'json' };
import { largest } from '../lib/lists.ts';
import { escapes, neutralise } from '../lib/text.ts';
import type { Config, RouterEntry, RuleSetting } from '../model/config.ts';
import type { Rule } from '../model/rule.ts';
import { levelInForce } from './level.ts';

/** Controls and invisible characters, which a terminal would obey. YAML's double quotes know JSON's escapes of them. */
const unsafe = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{NChar}]/gu;

/**
 * The config as YAML that reads back as the same config, each value with where it comes from: the config file as it is
 * shown (undefined where there is none), or `default`, also where the file says what is the default. Comments at the
 * end give each rule's level and what set it.
 */
export async function printConfig(config: Config, rules: readonly Rule[], file?: string): Promise<string> {
  const { stringify } = await import('./yaml.ts');
  const yaml = (name: string, value: unknown, given: boolean): string => {
    const text = stringify(
      { [name]: value },
      { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 },
    );
    return text.replace('\n', ` # ${given ? neutralise(file ?? 'config') : 'default'}\n`);
  };
  const limits = Object.entries(base.properties.limits.properties).map(([name, limit]) => {
    const given = config.limits[name as keyof Config['limits']];
    return `  ${yaml(name, given ?? limit.default, given !== undefined)}`;
  });
  const text = [
    yaml('extends', config.extends, config.extends !== 'recommended'),
    yaml('rules', Object.fromEntries([...config.rules.values()].map(setting)), config.rules.size > 0),
    yaml('exclude', config.exclude, config.exclude.length > 0),
    yaml('complete', config.complete, config.complete),
    yaml('clusters', config.clusters, config.clusters.length > 0),
    'limits:\n',
    ...limits,
    yaml('waivers', config.waivers, config.waivers.length > 0),
    ...(config.baseline === undefined ? [] : [yaml('baseline', config.baseline, true)]),
    yaml('calico', config.calico, config.calico.version !== undefined),
    yaml('metallb', config.metallb, Object.keys(config.metallb).length > 0),
    yaml('cilium', config.cilium, Object.keys(config.cilium).length > 0),
    yaml('terraform', config.terraform, config.terraform.nodes.length > 0),
    yaml('routers', config.routers.map(routerEntry), config.routers.length > 0),
    ...levels(config, rules),
  ];
  return text.join('').replace(unsafe, escapes);
}

function routerEntry({ name, addresses, as, nodeAs }: RouterEntry): unknown {
  return { name, address: addresses, asNumber: as, ...(nodeAs === undefined ? {} : { nodeAsNumber: nodeAs }) };
}

function setting({ key, level, options }: RuleSetting): [string, unknown] {
  return [key, options === undefined ? level : { ...(level === undefined ? {} : { level }), options }];
}

/** One line for each rule: its id, its level or levels, and what set them. */
function levels(config: Config, rules: readonly Rule[]): readonly string[] {
  const width = largest(rules.map((rule) => rule.id.length));
  const lines = rules.map((rule) => {
    const all = (rule.levels ?? [rule.level]).map((level) => levelInForce(config, rule, { level }));
    const words = [...new Set(all.map(({ level }) => level))].join(' or ');
    const from = all.map((one) => one.from).find((one) => one !== undefined);
    return `#   ${rule.id.padEnd(width)}  ${words} (${rule.enforced ? 'enforced' : (from ?? 'default')})\n`;
  });
  return ['\n# Levels in force\n', ...lines];
}
