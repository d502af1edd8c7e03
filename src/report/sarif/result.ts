/**
 * A finding without text has the range 1:1 to 1:1, because GitHub requires all four numbers. A fix that only removes has
 * an empty `insertedContent`: reviewdog before 0.21.2 crashes without one.
 */
import type { JsonObject, Range } from '../../model/document.ts';
import type { Edit, Finding, Fix, Suppressed } from '../../model/finding.ts';
import type { ReportContext } from '../../model/report.ts';
import type { Rule } from '../../model/rule.ts';
import { clean, relatedOf, remedyOf, resourceLabel } from '../text/phrases.ts';
import { uriOf } from '../text/uri.ts';

/** The name that stands for the folder that holds `.git`. GitHub and every other consumer agree on it. */
export const root = '%SRCROOT%';

/** A finding as a SARIF result. `rules` are those that the driver lists; `ruleIndex` is undefined for one that it does not. */
export function resultOf(
  finding: Finding,
  rules: readonly Rule[],
  ruleIndex: number | undefined,
  context: ReportContext,
): JsonObject {
  const rule = ruleIndex === undefined ? undefined : rules[ruleIndex];
  const related = relatedOf(finding).shown;
  const fix = context.fix(finding);
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: finding.level,
    message: { text: messageOf(finding, rule) },
    locations: [
      {
        ...physical(finding.file, finding.range, context),
        ...(finding.resource === null
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: resourceLabel(finding.resource), kind: 'resource' }] }),
      },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((place, index) => ({
            id: index + 1,
            ...physical(place.file, place.range, context),
            message: { text: unlinked(clean(place.message)) || 'see here' },
          })),
        }),
    ...(finding.variant === undefined ? {} : { properties: { variant: finding.variant } }),
    partialFingerprints: { 'bgplint/v1': finding.fingerprint },
    ...(fix === undefined || fix.edits.length === 0 ? {} : { fixes: [fixOf(fix, context)] }),
    ...(finding.suppressed === null ? {} : { suppressions: [suppression(finding.suppressed)] }),
  };
}

/**
 * A fix with all of its edits, which mean something only together. A region without extent inserts. What only removes has
 * an empty content, because reviewdog before 0.21.2 fails where there is none.
 */
function fixOf({ title, safe, edits, then = [] }: Fix, context: ReportContext): JsonObject {
  const files = new Set(edits.map((edit) => edit.file));
  const left = then.length === 0 ? '' : `; then: ${then.map(({ text }) => text).join('; ')}`;
  const review = safe ? '' : ` (look at it before you apply it${left})`;
  return {
    description: { text: unlinked(clean(`${title}${review}`)) },
    artifactChanges: [...files].map((file) => ({
      artifactLocation: artifact(file, context),
      replacements: edits.filter((edit) => edit.file === file).map(replacement),
    })),
  };
}

function replacement({ range, text }: Edit): JsonObject {
  return { deletedRegion: region(range), insertedContent: { text } };
}

/** A file as GitHub wants it: relative to the repository, or else by itself, because a base would make it be dropped. */
export function artifact(file: string, context: ReportContext): JsonObject {
  const inside = context.fromRepository(file);
  return inside === undefined ? { uri: uriOf(file) } : { uri: uriOf(inside), uriBaseId: root };
}

/** GitHub refuses a result without a region; the start of the file stands for a file that has no text to point at. */
function physical(file: string, range: Range | null, context: ReportContext): JsonObject {
  return { physicalLocation: { artifactLocation: artifact(file, context), region: region(range ?? nowhere) } };
}

function region({ startLine, startColumn, endLine, endColumn }: Range): JsonObject {
  return { startLine, startColumn, endLine, endColumn };
}

const nowhere: Range = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/**
 * The message, and a link to each further place. The rule's help, which GitHub shows beside it, speaks of all variants: what
 * to do about this one stands here.
 */
function messageOf(finding: Finding, rule: Rule | undefined): string {
  const { shown, more } = relatedOf(finding);
  const links = shown.map((place, index) => {
    const label = unlinked(clean(place.message)).replace(/[\\[\]]/g, '\\$&') || 'see here';
    return `[${label}](${index + 1})`;
  });
  const message = unlinked(clean(finding.message)) || finding.rule;
  const { variant } = finding;
  const advice = rule === undefined || variant === undefined ? '' : `What to do: ${unlinked(remedyOf(rule, variant))}`;
  return [message, ...links, more, advice].filter(Boolean).join('\n');
}

/** SARIF reads `[text](target)` in any message as a link: a stranger's text shall not hold one. */
export function unlinked(text: string): string {
  return text.replaceAll('](', '] (');
}

function suppression({ by, reason, owner, expires }: Suppressed): JsonObject {
  const justification = [
    clean(reason),
    owner === undefined ? '' : `owner ${clean(owner)}`,
    expires === undefined ? '' : `until ${clean(expires)}`,
  ];
  return {
    kind: by === 'comment' || by === 'annotation' ? 'inSource' : 'external',
    status: 'accepted',
    justification: justification.filter(Boolean).join('; '),
  };
}
