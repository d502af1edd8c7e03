/** What is known at a place: of what is found there, of a rule that is named there, of the value. */
import { at, isObject, pointer } from '../../lib/json.ts';
import { nameOf } from '../../lib/paths.ts';
import { rulesById } from '../../lib/rules.ts';
import type { Json } from '../../model/document.ts';
import type { Rule } from '../../model/rule.ts';
import { described } from '../completion/config.ts';
import { yamlContext } from '../completion/context.ts';
import { namesOf } from '../definitions.ts';
import { checkedLines, type Knowledge, rangeIn } from '../knowledge.ts';
import { definitionsOf, type Name, placesOf } from '../names.ts';
import { EditorLines, holds, type Position, type Range } from '../positions.ts';
import { sessionsAt, sessionsOfLine } from '../sessions.ts';
import { type ValueAt, valueAt } from '../value.ts';
import { code } from './markdown.ts';
import { asNumberText, factTexts } from './numbers.ts';
import { findingMarkdown, ruleMarkdown } from './rule.ts';
import { selectorTexts } from './selectors.ts';
import { sessionTexts } from './session.ts';

export interface Hover {
  readonly markdown: string;
  readonly range: Range;
}

/** Findings at one place that are told. */
const mostFindings = 3;

/** Places of what a name refers to that are told. */
const mostPlaces = 3;

/**
 * The pages of the rules that found something at a position, and what is known of the value there; undefined where nothing is.
 * What strangers wrote stands in it only as code, and no secret does.
 */
export function hover(knowledge: Knowledge, file: string, position: Position): Hover | undefined {
  const named = ruleNamed(knowledge, file, position);
  if (named !== undefined) return named;
  const lines = checkedLines(knowledge, file);
  if (lines === undefined) return undefined;
  const byId = rulesById(knowledge.rules);
  const parts: string[] = [];
  let range: Range | undefined;
  for (const finding of knowledge.result.report.findings) {
    const own = finding.file === file ? rangeIn(knowledge, finding) : undefined;
    const rule = byId.get(finding.rule);
    if (own === undefined || rule === undefined || !holds(own, position) || parts.length >= mostFindings) continue;
    range ??= own;
    parts.push(findingMarkdown(finding, rule, parts.length === 0 ? knowledge.examples(rule.id) : undefined));
  }
  const value = valueAt(knowledge.result, file, lines.offset(position));
  const known = value === undefined ? [] : valueTexts(knowledge, value);
  if (value !== undefined && known.length > 0) {
    range ??= lines.range(value.span);
    parts.unshift(known.join('\n\n'));
  }
  return range === undefined ? undefined : { markdown: parts.join('\n\n---\n\n'), range };
}

/** A rule whose id stands in a comment, in an annotation, or in the config; there also what a key means. */
function ruleNamed(knowledge: Knowledge, file: string, position: Position): Hover | undefined {
  const text = knowledge.text(file) ?? checkedLines(knowledge, file)?.text;
  if (text === undefined) return undefined;
  const lines = new EditorLines(text);
  const line = lines.textOf(position.line);
  if (line.length > 10_000) return undefined;
  const isConfig = /^bgplint\.ya?ml$/.test(nameOf(file));
  for (const { 0: word, index } of line.matchAll(/[\w@*/-]+/g)) {
    if (index > position.character || index + word.length < position.character) continue;
    const range = {
      start: { line: position.line, character: index },
      end: { line: position.line, character: index + word.length },
    };
    const rule = ruleOf(knowledge.rules, word);
    if (rule !== undefined) return { markdown: ruleMarkdown(rule, knowledge.examples(rule.id)), range };
    if (!isConfig) continue;
    const key = line.slice(0, index + word.length).trim();
    const context = yamlContext(lines, { line: position.line, character: index + word.length });
    const isKey = context?.slot === 'key' && /^["']?\s*:/.test(line.slice(index + word.length)) && key !== '';
    const said = context === undefined ? undefined : described(isKey ? [...context.path, word] : context.path);
    if (said !== undefined) return { markdown: said, range };
  }
  return undefined;
}

function ruleOf(rules: readonly Rule[], word: string): Rule | undefined {
  return word.includes('/') || word.includes('_')
    ? rules.find((rule) => rule.id === word || rule.aliases?.includes(word))
    : undefined;
}

/** What is known of a value beside what is found there, as paragraphs. */
function valueTexts(knowledge: Knowledge, value: ValueAt): readonly string[] {
  const { result } = knowledge;
  const { resource, path } = value;
  if (resource === undefined) return [];
  const inside = path.slice(resource.base.length);
  if (resource.family === 'router')
    return [...routerFacts(value), ...sessionTexts(result, sessionsOfLine(result, value), 'router')];
  const fact = resource.facts[pointer(inside)];
  if (fact?.['secret'] === true) return [];
  const names = namesOf(value);
  const isPeer = inside.length > 0 && sessionsAreShown(inside, value);
  return [
    ...factTexts(fact, at(resource.object, inside)),
    ...selectorTexts(result, resource, inside),
    ...names.flatMap((name) => nameTexts(knowledge, name)),
    ...(isPeer ? sessionTexts(result, sessionsAt(result, value), 'cluster') : []),
  ];
}

/** Fields of a peer that say which session it is; its others are about themselves. */
function sessionsAreShown(inside: readonly (string | number)[], { on }: ValueAt): boolean {
  const last = inside.findLast((step) => typeof step === 'string');
  const isWho =
    typeof last === 'string' && /^(?:peerIP|peerAddress|address|peerASN|asNumber|asn|name|kind)$/.test(last);
  return isWho || (on === 'key' && inside.length === 1 && inside[0] === 'spec');
}

function nameTexts(knowledge: Knowledge, name: Name): readonly string[] {
  const { result } = knowledge;
  const kind = name.of.replace(/^[^/]*\//, '').replace(/^\w+\.(?:spec|metadata)\./, '');
  if (name.role === 'defines') {
    const others = placesOf(result, name).filter(
      ({ role, resource }) => role === 'refers' && resource !== name.resource,
    );
    if (others.length === 0) return [];
    return [`Referred to by ${listed(others)}`];
  }
  const defined = definitionsOf(result, name);
  if (defined.length === 0) return [`No ${code(kind)} ${code(name.name)} is in the scan`];
  return [`${code(kind)} ${code(name.name)} is in ${listed(defined, false)}`];
}

function listed(names: readonly Name[], withObject = true): string {
  const shown = names.slice(0, mostPlaces).map(({ resource, path, on }) => {
    const { document, gvk, kind, name } = resource;
    const [span] = document.locate([{ path, on }]);
    const { file, text } = document.source;
    const place = span === undefined ? file : `${file}:${new EditorLines(text).position(span.start).line + 1}`;
    return withObject ? `${gvk.kind || kind} ${code(name)} (${code(place)})` : code(place);
  });
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
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
