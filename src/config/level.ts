/** What a config says of a rule. */
import type { Config } from '../model/config.ts';
import type { Level, Rule } from '../model/rule.ts';
import { levelIn } from './profile.ts';
import { classOf, familyPattern } from './schema.ts';

/** A level in force. */
export interface LevelInForce {
  readonly level: Level | 'off';
  /** The words of the config that changed it, `rules: calico/*` or `extends: strict`: undefined where none did. */
  readonly from?: string;
  /** The key of `rules` among them. */
  readonly key?: string;
}

/**
 * The level of a rule, or of one of its findings that chose among several. The narrowest word of the config holds: the
 * rule's id before its family before its class; it replaces all levels that the rule has. Without one the profile of the
 * config decides. The config never changes the level of an enforced rule.
 */
export function levelOf(config: Config, rule: Rule, finding?: { readonly level?: Level }): Level | 'off' {
  return levelInForce(config, rule, finding).level;
}

export function levelInForce(config: Config, rule: Rule, finding?: { readonly level?: Level }): LevelInForce {
  const own = finding?.level ?? rule.level;
  if (rule.enforced) return { level: own };
  for (const name of [rule.id, familyPattern(rule), classOf(rule)]) {
    const setting = config.rules.get(name);
    if (setting?.level) return { level: setting.level, from: `rules: ${setting.key}`, key: setting.key };
  }
  const level = levelIn(config.extends, rule, own);
  return level === levelIn('recommended', rule, own) ? { level } : { level, from: `extends: ${config.extends}` };
}

/** The options of a rule: the config's, and the METADATA's defaults for the rest. */
export function optionsOf(config: Config, rule: Rule): { readonly [name: string]: number | string | boolean } {
  const defaults = Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default]);
  return { ...Object.fromEntries(defaults), ...config.rules.get(rule.id)?.options };
}
