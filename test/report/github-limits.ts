/**
 * What GitHub code scanning asks of a SARIF file beyond the SARIF schema, from its documentation "SARIF support for code
 * scanning" and the limits listed there.
 */
import { gzipSync } from 'node:zlib';

interface Text {
  text?: string;
}

interface Location {
  id?: number;
  message?: Text;
  physicalLocation?: {
    artifactLocation?: { uri?: string; uriBaseId?: string };
    region?: { startLine?: number; startColumn?: number; endLine?: number; endColumn?: number };
  };
}

interface SarifRule {
  id?: string;
  name?: string;
  shortDescription?: Text;
  fullDescription?: Text;
  help?: Text;
  defaultConfiguration?: { level?: string };
  properties?: {
    tags?: unknown[];
    precision?: string;
    'problem.severity'?: string;
    'security-severity'?: string;
  };
}

interface Result {
  ruleId?: string;
  ruleIndex?: number;
  level?: string;
  message?: Text;
  locations?: Location[];
  relatedLocations?: Location[];
  partialFingerprints?: { [name: string]: string };
  suppressions?: unknown[];
}

interface Run {
  tool?: { driver?: { name?: string; rules?: SarifRule[] } };
  results?: Result[];
  automationDetails?: { id?: string };
  columnKind?: string;
}

/** The part of a SARIF log that GitHub reads. */
export interface SarifLog {
  $schema?: string;
  version?: string;
  runs?: Run[];
}

const megabyte = 1024 * 1024;

/** Every way in which a SARIF text breaks GitHub's limits or requirements; empty if it breaks none. */
export function githubFaults(text: string): readonly string[] {
  const log: SarifLog = JSON.parse(text);
  const faults: string[] = [];
  const need = (holds: unknown, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  need(gzipSync(text).length <= 10 * megabyte, 'more than 10 MB compressed');
  need(log.$schema, 'no $schema');
  need(log.version === '2.1.0', 'version is not 2.1.0');
  need(log.runs?.length === 1, 'not one run');
  for (const run of log.runs ?? []) checkRun(run, need);
  return faults;
}

type Need = (holds: unknown, fault: string) => void;

function checkRun(run: Run, need: Need): void {
  const rules = run.tool?.driver?.rules;
  need(run.tool?.driver?.name, 'no driver name');
  need(rules, 'no driver rules');
  need((rules?.length ?? 0) <= 25_000, 'more than 25,000 rules');
  need(new Set(rules?.map((rule) => rule.id)).size === rules?.length, 'two rules with one id');
  need(run.results, 'no results array');
  need((run.results?.length ?? 0) <= 5000, 'more than 5,000 results: GitHub keeps the top 5,000 only');
  need(run.automationDetails?.id?.endsWith('/'), 'no category: several uploads would overwrite each other');
  need(run.columnKind === 'utf16CodeUnits', 'columnKind does not say that columns are UTF-16 units');
  for (const rule of rules ?? []) checkRule(rule, need);
  for (const [index, result] of (run.results ?? []).entries()) {
    checkResult(result, rules ?? [], (holds, fault) => need(holds, `result ${index}: ${fault}`));
  }
}

function checkRule(rule: SarifRule, needOfAll: Need): void {
  const need: Need = (holds, fault) => needOfAll(holds, `rule ${rule.id}: ${fault}`);
  const { tags = [], precision, ...properties } = rule.properties ?? {};
  const score = properties['security-severity'];
  need(rule.id, 'no id');
  need((rule.name?.length ?? 0) <= 255, 'name over 255 characters');
  for (const member of ['shortDescription', 'fullDescription'] as const) {
    need(rule[member]?.text, `no ${member}`);
    need((rule[member]?.text?.length ?? 0) <= 1024, `${member} over 1,024 characters`);
  }
  need(rule.help?.text, 'no help');
  need(['note', 'warning', 'error'].includes(rule.defaultConfiguration?.level ?? ''), 'no default level');
  need(
    tags.every((tag) => typeof tag === 'string' && tag !== ''),
    'a tag that is no text',
  );
  need(tags.length <= 10, 'more than 10 tags: GitHub keeps 10 of at most 20');
  need(['very-high', 'high', 'medium', 'low'].includes(precision ?? ''), 'unknown precision');
  need(['error', 'warning', 'recommendation'].includes(properties['problem.severity'] ?? ''), 'unknown severity');
  need((score === undefined) !== tags.includes('security'), 'a score without the tag security, or the reverse');
  if (score !== undefined) {
    need(/^\d+\.\d$/.test(score) && Number(score) > 0 && Number(score) <= 10, 'security-severity is no score');
  }
}

function checkResult(result: Result, rules: readonly SarifRule[], need: Need): void {
  const places = [...(result.locations ?? []), ...(result.relatedLocations ?? [])];
  need(rules[result.ruleIndex ?? -1]?.id === result.ruleId, 'ruleIndex does not lead to the rule');
  need(['note', 'warning', 'error'].includes(result.level ?? ''), 'no level');
  need(result.message?.text, 'no message');
  need(result.locations?.length, 'no location');
  need(places.length <= 100, 'more than 100 locations: GitHub keeps 100 of at most 1,000');
  need(Object.keys(result.partialFingerprints ?? {}).length > 0, 'no fingerprint');
  need(result.partialFingerprints?.['primaryLocationLineHash'] === undefined, 'a line hash, which GitHub makes itself');
  for (const place of places) checkPlace(place, need);
  const ids = new Set(result.relatedLocations?.map((place) => place.id));
  need(ids.size === (result.relatedLocations?.length ?? 0), 'two related locations with one id');
  for (const [, target] of (result.message?.text ?? '').matchAll(/\]\(([^)]*)\)/g)) {
    need(ids.has(Number(target)), 'a link that leads to no related location');
  }
}

function checkPlace(place: Location, need: Need): void {
  const { artifactLocation, region } = place.physicalLocation ?? {};
  const uri = artifactLocation?.uri ?? '';
  need(uri, 'no uri');
  need(/^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})*$/.test(uri), `uri is not percent-encoded: ${uri}`);
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(uri);
  need(!isAbsolute || uri.startsWith('file:///'), `a scheme other than file: ${uri}`);
  need(!(isAbsolute && artifactLocation?.uriBaseId), 'an absolute uri with a base');
  const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = region ?? {};
  need(startLine >= 1 && startColumn >= 1, 'the region does not start at 1 or later');
  need(endLine > startLine || (endLine === startLine && endColumn >= startColumn), 'the region ends before it starts');
}
