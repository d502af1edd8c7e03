/** One suppression for each id that is named, wherever it stands. */
import { globs } from '../lib/glob.ts';
import { inAnnotations } from './annotations.ts';
import { inComments } from './comments.ts';
import { readable } from './directive.ts';
import type { RuleNames } from './rule-names.ts';
import type { Suppression, SuppressionContext, WrittenSuppression } from './types.ts';

/** All suppressions of a scan: comments in the order of the files, annotations, waivers, levels of enforced rules. */
export async function suppressionsOf(
  context: SuppressionContext,
  ruleNames: RuleNames,
): Promise<readonly Suppression[]> {
  const written = [
    ...context.files.flatMap((file) => [...inComments(file)]),
    ...inAnnotations(context.resources),
    ...(await inWaivers(context)),
    ...inLevels(context, ruleNames),
  ];
  return written.map((one) => meaning(one, ruleNames, context.date));
}

function meaning(one: WrittenSuppression, ruleNames: RuleNames, date: string): Suppression {
  const { scope, written, reason } = one;
  const rule = ruleNames.rule(written);
  // Patterns are words of the config alone; they pass over enforced rules, where a name of one is reported.
  const covered = rule ? [rule] : scope.by === 'waiver' ? ruleNames.pattern(written) : undefined;
  const names = (covered ?? []).filter((named) => !named.enforced).map((named) => named.id);
  const expired = scope.by === 'waiver' && scope.waiver.expires !== undefined && scope.waiver.expires < date;
  return {
    ...one,
    known: covered !== undefined,
    enforced: rule?.enforced === true,
    expired,
    names,
    answers: reason === '' || expired ? [] : names,
  };
}

async function inWaivers({ config }: SuppressionContext): Promise<readonly WrittenSuppression[]> {
  if (!config) return [];
  const { waivers } = config.config;
  const marks = config.document.locate(waivers.map((_, index) => ({ path: ['waivers', index, 'rule'], on: 'value' })));
  return Promise.all(
    waivers.map(async (waiver, index) => ({
      file: config.document.source.file,
      mark: marks[index] ?? null,
      written: waiver.rule,
      reason: readable(waiver.reason),
      dash: '',
      scope: { by: 'waiver', waiver, covers: waiver.paths ? await globs(waiver.paths) : () => true } as const,
    })),
  );
}

/** Enforced rules whose level the config would set. */
function inLevels({ config }: SuppressionContext, ruleNames: RuleNames): readonly WrittenSuppression[] {
  if (!config) return [];
  const named = [...config.config.rules.values()].filter(({ key, level }) => level && ruleNames.rule(key)?.enforced);
  const marks = config.document.locate(named.map(({ key }) => ({ path: ['rules', key], on: 'key' })));
  return named.map(({ key }, index) => ({
    file: config.document.source.file,
    mark: marks[index] ?? null,
    written: key,
    reason: '',
    dash: '',
    scope: { by: 'level' } as const,
  }));
}
