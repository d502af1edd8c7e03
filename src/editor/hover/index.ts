/** What is known at a place: of what is found there, of a rule that is named there, of the value. */
import { at, isObject, pointer } from '../../lib/json.ts';
import { rulesById } from '../../lib/rules.ts';
import type { LintResult } from '../../lint/request.ts';
import type { Json, Path } from '../../model/document.ts';
import { described, isConfigFile } from '../completion/config.ts';
import { annotation, yamlContext } from '../completion/context.ts';
import { checkedLines, isMapNear, type Knowledge, rangeIn } from '../knowledge.ts';
import { namesOf } from '../names.ts';
import { EditorLines, holds, type Position, type Range } from '../positions.ts';
import { sessionsAt, sessionsOfLine, sessionsOfState } from '../sessions.ts';
import { isPrefix, type ValueAt, valueAt } from '../value.ts';
import { nameTexts } from './names.ts';
import { asNumberText, factTexts } from './numbers.ts';
import { briefMarkdown, findingMarkdown, ruleMarkdown } from './rule.ts';
import { selectorTexts } from './selectors.ts';
import { sessionTexts } from './session.ts';

export interface Hover {
  readonly markdown: string;
  readonly range: Range;
}

/** Findings at one place that are told: the first with its rule's example, the others in short. */
const mostFindings = 3;

/** A longer line is no line of a person. */
const longestLine = 2000;

/**
 * The pages of the rules that found something at a position, or where nothing is marked on its line, and what is known of the
 * value there; undefined where nothing is.
 * What strangers wrote is in it as code alone, and no secret is.
 */
export function hover(knowledge: Knowledge, file: string, position: Position): Hover | undefined {
  return nameHover(knowledge, file, position) ?? placeHover(knowledge, file, position);
}

function placeHover(knowledge: Knowledge, file: string, position: Position): Hover | undefined {
  const lines = checkedLines(knowledge, file);
  if (lines === undefined) return undefined;
  const { result, rules, examples } = knowledge;
  const byId = rulesById(rules);
  const all = result.report.findings.flatMap((finding) => {
    const rule = byId.get(finding.rule);
    const range = finding.file === file ? rangeIn(knowledge, finding) : undefined;
    return rule === undefined || range === undefined ? [] : [{ finding, rule, range }];
  });
  const line = lineRange(lines, position.line);
  const exact = all.filter(({ range }) => holds(range, position));
  // A cursor at the key, or at the start of the line, is not where the value is marked.
  const found =
    exact.length > 0 || line.end.character > longestLine
      ? exact
      : all.filter(({ range, finding }) => finding.range !== null && range.start.line === position.line);
  const value = valueAt(result, file, lines.offset(position));
  const known = value === undefined ? [] : valueTexts(result, value);
  const pages = found
    .slice(0, mostFindings)
    .map(({ finding, rule }, i) =>
      i === 0 ? findingMarkdown(finding, rule, examples(rule.id)) : briefMarkdown(finding, rule),
    );
  const parts = [...(known.length > 0 ? [known.join('\n\n')] : []), ...pages];
  const marked = exact[0]?.range ?? (found.length > 0 ? line : undefined);
  const range = marked ?? (value && lines.range(value.span));
  return parts.length === 0 || range === undefined ? undefined : { markdown: parts.join('\n\n---\n\n'), range };
}

function lineRange(lines: EditorLines, line: number): Range {
  return { start: { line, character: 0 }, end: { line, character: lines.textOf(line).length } };
}

/** A rule whose id is in a comment, in an annotation, or in the config; there also what a key means. */
function nameHover(knowledge: Knowledge, file: string, position: Position): Hover | undefined {
  const text = knowledge.text(file) ?? checkedLines(knowledge, file)?.text;
  if (text === undefined) return undefined;
  const lines = new EditorLines(text);
  const { line, character } = position;
  const written = lines.textOf(line);
  if (written.length > longestLine) return undefined;
  const isConfig = isConfigFile(file);
  if (!isConfig && !/bgplint[-/]ignore/.test(written) && !isInAnnotation(lines, position)) return undefined;
  for (const { 0: word, index } of written.matchAll(/[\w@*/-]+/g)) {
    const end = index + word.length;
    if (index > character || end < character) continue;
    const range = { start: { line, character: index }, end: { line, character: end } };
    const rule = knowledge.rules.find(({ id, aliases }) => id === word || aliases?.includes(word));
    if (rule !== undefined) return { markdown: ruleMarkdown(rule, knowledge.examples(rule.id)), range };
    const context = isConfig ? yamlContext(lines, { line, character: end }) : undefined;
    if (context === undefined) continue;
    const isKey = context.slot === 'key' && /^["']?\s*:/.test(written.slice(end));
    const said = described(isKey ? [...context.path, word] : context.path);
    if (said !== undefined) return { markdown: said, range };
  }
  return undefined;
}

function isInAnnotation(lines: EditorLines, position: Position): boolean {
  return yamlContext(lines, position)?.path.at(-1) === annotation;
}

/** What is known of a value beside what is found there, as paragraphs. */
function valueTexts(result: LintResult, value: ValueAt): readonly string[] {
  const { resource, path, document } = value;
  if (resource === undefined || document.sensitive?.paths.some((one) => isPrefix(one, path)) === true) return [];
  const { family, base, facts, object } = resource;
  const names = namesOf(result, value).flatMap((name) => nameTexts(result, name));
  const sessions = isMapNear(result) ? sessionsFor(result, value) : [];
  if (family === 'router') return [...routerFacts(value), ...names, ...sessions];
  if (family === 'status') return sessions;
  const inside = path.slice(base.length);
  const fact = facts[pointer(inside)];
  if (fact?.['secret'] === true) return [];
  return [...factTexts(fact, at(object, inside)), ...selectorTexts(result, resource, inside), ...names, ...sessions];
}

function sessionsFor(result: LintResult, value: ValueAt): readonly string[] {
  const far = [...sessionsOfLine(result, value), ...sessionsOfState(result, value)];
  return [
    ...sessionTexts(result, far, 'router'),
    ...(saysWho(value.path.slice(value.resource?.base.length))
      ? sessionTexts(result, sessionsAt(result, value), 'cluster')
      : []),
  ];
}

/** Fields of a peer that say which session it is; its others are about themselves. */
function saysWho(inside: Path): boolean {
  const last = inside.at(-1);
  if (last === 'name')
    return inside.length > 2 ? inside.at(-2) !== 'secretKeyRef' && !String(inside.at(-2)).endsWith('Ref') : true;
  return (
    /^(?:peerIP|peerAddress|address|interface|peerASN|asNumber|asn|kind)$/.test(String(last)) ||
    inside.join() === 'spec'
  );
}

/** What a router's normal form says of a word (src/classify/router/model.ts). */
function routerFacts({ resource, path }: ValueAt): readonly string[] {
  const found = new Set<string>();
  const visit = (value: Json | undefined): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    if (!isObject(value)) return;
    for (const [key, member] of Object.entries(value)) {
      if (isObject(member) && samePath(member['path'], path)) {
        const as = key === 'as' || key === 'identifier' ? member['value'] : member['as'];
        if (typeof as === 'number') found.add(asNumberText(as));
      }
      visit(member);
    }
  };
  visit(resource?.extra);
  return [...found];
}

function samePath(one: Json | undefined, path: ValueAt['path']): boolean {
  return Array.isArray(one) && one.length === path.length && one.every((step: Json, i) => step === path[i]);
}
