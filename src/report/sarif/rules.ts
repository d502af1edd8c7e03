import { clip } from '../../lib/text.ts';
import type { JsonObject } from '../../model/document.ts';
import type { Level, Rule } from '../../model/rule.ts';

/** GitHub's longest shortDescription and fullDescription. */
const longestDescription = 1024;

const longestName = 255;

/** What GitHub calls the levels in `problem.severity`. */
const severity: { readonly [level in Level]: string } = { error: 'error', warning: 'warning', note: 'recommendation' };

/** Scores in the manner of CVSS: GitHub shows 7.0 to 8.9 as high, 4.0 to 6.9 as medium, 0.1 to 3.9 as low. */
const securitySeverity: { readonly [level in Level]: string } = { error: '8.0', warning: '5.5', note: '3.0' };

/** A rule as SARIF's reportingDescriptor, with the properties that GitHub code scanning reads. */
export function descriptor(rule: Rule): JsonObject {
  const title = rule.title.trim() || rule.id;
  const description = rule.description.trim() || title;
  const [family = ''] = rule.id.split('/');
  return {
    id: rule.id,
    name: clip(pascalCase(rule.id), longestName),
    shortDescription: { text: clip(title, longestDescription) },
    fullDescription: { text: clip(description, longestDescription) },
    help: { text: helpText(rule, description), markdown: helpMarkdown(rule, description) },
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

function helpText(rule: Rule, description: string): string {
  const references = rule.references.map(({ ref, description: what }) =>
    what === undefined ? ref : `${what}: ${ref}`,
  );
  return [
    ...advised(description, rule.remediation, 'What to do:'),
    ...variants(rule, (name) => `${name}:`, 'What to do:'),
    ...references,
  ].join('\n\n');
}

/** GitHub shows the Markdown instead of the text where there is any. It never shows a helpUri, so links stand here. */
function helpMarkdown(rule: Rule, description: string): string {
  const references = rule.references.map(({ ref, description: what }) => `- [${what ?? ref}](${ref})`);
  return [
    ...advised(description, rule.remediation, '**What to do:**'),
    ...variants(rule, (name) => `### ${name}`, '**What to do:**'),
    ...(references.length === 0 ? [] : [`**References**\n\n${references.join('\n')}`]),
    `More: \`bgplint explain ${rule.id}\``,
  ].join('\n\n');
}

/** A rule's help is one for all of its findings: each variant has a part of it. */
function variants(rule: Rule, heading: (name: string) => string, label: string): readonly string[] {
  return Object.entries(rule.variants ?? {}).flatMap(([name, { description, remediation }]) => [
    heading(name),
    ...advised(description, remediation, label),
  ]);
}

function advised(description: string | undefined, remediation: string | undefined, label: string): readonly string[] {
  return [
    ...(description === undefined ? [] : [description.trim()]),
    ...(remediation === undefined ? [] : [`${label} ${remediation.trim()}`]),
  ];
}
