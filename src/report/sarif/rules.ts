import { rulePage } from '../../lib/pages.ts';
import { clip } from '../../lib/text.ts';
import type { JsonObject } from '../../model/document.ts';
import type { Level, Rule } from '../../model/rule.ts';
import { remedyOf, whyOf } from '../text/phrases.ts';

/** GitHub's longest shortDescription and fullDescription. */
const longestDescription = 1024;

const longestName = 255;

/** What GitHub calls the levels in `problem.severity`. */
const severity: { readonly [level in Level]: string } = { error: 'error', warning: 'warning', note: 'recommendation' };

/** Scores in the manner of CVSS: GitHub shows 7.0 to 8.9 as high, 4.0 to 6.9 as medium, 0.1 to 3.9 as low. */
const securitySeverity: { readonly [level in Level]: string } = { error: '8.0', warning: '5.5', note: '3.0' };

/**
 * A rule as SARIF's reportingDescriptor, with the properties that GitHub code scanning reads. Each text is there once: why, in
 * short, in the description; what to do in the plain help; all of it in the Markdown, which GitHub shows instead.
 */
export function descriptor(rule: Rule): JsonObject {
  const title = rule.title.trim() || rule.id;
  const [family = ''] = rule.id.split('/');
  return {
    id: rule.id,
    name: clip(pascalCase(rule.id), longestName),
    shortDescription: { text: clip(title, longestDescription) },
    fullDescription: { text: clip(whyOf(rule) || title, longestDescription) },
    helpUri: rulePage(rule.id),
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    defaultConfiguration: { level: rule.level, ...(rule.off === true ? { enabled: false } : {}) },
    properties: {
      tags: ['bgp', family, rule.class, ...(rule.enforced === true ? ['enforced'] : [])],
      precision: 'high',
      'problem.severity': severity[rule.level],
      ...(rule.class === 'security' ? { 'security-severity': securitySeverity[rule.level] } : {}),
    },
  };
}

/** SARIF wants a name without separators: `calico/peer-without-password` is CalicoPeerWithoutPassword. */
function pascalCase(id: string): string {
  return id.replace(/(?:^|[^a-z0-9]+)([a-z0-9])/gi, (_, first: string) => first.toUpperCase());
}

/** For readers without Markdown. What to do about a variant is in its result's message. */
function helpText(rule: Rule): string {
  const references = rule.references.map(({ ref, description: what }) =>
    what === undefined ? ref : `${what}: ${ref}`,
  );
  return [`What to do: ${remedyOf(rule)}`, `More: ${rulePage(rule.id)}`, ...references].join('\n');
}

/** GitHub never shows a helpUri, so links are here: the rule's page, and under it what makers and standards say. */
function helpMarkdown(rule: Rule): string {
  const references = rule.references.map(({ ref, description: what }) => `- [${what ?? ref}](${ref})`);
  return [
    ...advised(rule.description, rule.remediation),
    ...Object.entries(rule.variants ?? {}).flatMap(([name, { description, remediation }]) => [
      `### ${name}`,
      ...advised(description, remediation),
    ]),
    `[The page of ${rule.id}](${rulePage(rule.id)}), with an example and its fix`,
    ...(references.length === 0 ? [] : [references.join('\n')]),
  ].join('\n\n');
}

function advised(description: string | undefined, remediation: string | undefined): readonly string[] {
  return [
    ...(description === undefined ? [] : [description.trim()]),
    ...(remediation === undefined ? [] : [`**What to do:** ${remediation.trim()}`]),
  ];
}
