/** What may be written at a place: ids of rules in suppressions, the config's keys and values, names of objects that are there. */
import { familyOf, kindOf } from '../../families/index.ts';
import { clip, neutralise } from '../../lib/text.ts';
import type { Rule } from '../../model/rule.ts';
import type { Knowledge } from '../knowledge.ts';
import { definedNames } from '../names.ts';
import { EditorLines, type Position, type Range } from '../positions.ts';
import type { Completion } from './completion.ts';
import { configCompletions, isConfigFile } from './config.ts';
import { annotation, kindAround, type YamlContext, yamlContext } from './context.ts';
import { ruleIds } from './rules.ts';

/** A longer line is no line of a person, and some expressions here take the square of its length. */
const longestLine = 2000;

/** Names that are offered at most. */
const mostNames = 200;

/** A suppression in a comment up to the cursor; what follows `--` is its reason, and nobody's word but the author's. */
const directive = /(?:^|\s)(?:[#!]|\/\/|\/\*)[#\s]*bgplint-ignore(?![\w-]):?(.*)$/;
const beginning = /(?:^|\s)(?:[#!]|\/\/|\/\*)[#\s]*(b[a-z-]*)$/;
const reason = /(?:^|[\s,])--/;

/**
 * What may be written at a position of a text as it is now, whether or not it can be parsed. Without a result the rules alone are
 * enough: then nothing is said of what is found there, and no names of objects are offered.
 */
export function completions(
  known: Knowledge | readonly Rule[],
  file: string,
  text: string,
  position: Position,
): readonly Completion[] {
  const knowledge = isKnowledge(known) ? known : undefined;
  const rules = isKnowledge(known) ? known.rules : known;
  const lines = new EditorLines(text);
  const before = lines.textOf(position.line).slice(0, position.character);
  if (before.length > longestLine) return [];
  const near = foundNear(knowledge, file, position.line);
  const inComment = directive.exec(before)?.[1];
  if (inComment !== undefined) return reason.test(inComment) ? [] : ids(rules, near, lines, position, inComment);
  const begun = beginning.exec(before)?.[1];
  if (begun !== undefined) return directives(near, wordRange(position, begun.length));
  const context = yamlContext(lines, position);
  if (context === undefined) return [];
  if (context.path.at(-1) === annotation) {
    const said = before.slice(before.indexOf(annotation) < 0 ? 0 : before.indexOf(annotation) + annotation.length);
    return reason.test(said) ? [] : ids(rules, near, lines, position, said);
  }
  const range = rangeOf(position, context);
  if (isConfigFile(file)) {
    const isQuoted = /["']$/.test(before.slice(0, context.word.start));
    return configCompletions(rules, context, range, isQuoted);
  }
  return [
    ...annotations(context, range),
    ...(knowledge === undefined ? [] : names(knowledge, lines, position, context)),
  ];
}

function isKnowledge(known: Knowledge | readonly Rule[]): known is Knowledge {
  return 'result' in known;
}

function rangeOf({ line }: Position, { word }: YamlContext): Range {
  return { start: { line, character: word.start }, end: { line, character: word.end } };
}

function wordRange({ line, character }: Position, length: number): Range {
  return { start: { line, character: character - length }, end: { line, character } };
}

/** The rules that found something on a line or on the one below it, which a comment there answers. */
function foundNear(knowledge: Knowledge | undefined, file: string, line: number): ReadonlySet<string> {
  const findings = knowledge?.result.report.findings ?? [];
  const near = findings.filter((found) => {
    const start = (found.range?.startLine ?? Number.NaN) - 1;
    return found.file === file && found.suppressed === null && (start === line || start === line + 1);
  });
  return new Set(near.map(({ rule }) => rule));
}

/** Ids at the cursor, without those that the suppression names already. */
function ids(
  rules: readonly Rule[],
  near: ReadonlySet<string>,
  lines: EditorLines,
  position: Position,
  said: string,
): readonly Completion[] {
  const begun = /[^\s,"']*$/.exec(said)?.[0] ?? '';
  const rest = /^[\w/-]*/.exec(lines.textOf(position.line).slice(position.character))?.[0] ?? '';
  const range = wordRange(position, begun.length);
  const named = new Set(said.slice(0, said.length - begun.length).split(/[\s,]+/));
  const whole = { start: range.start, end: { line: position.line, character: position.character + rest.length } };
  return ruleIds(rules, whole, near).filter(({ label }) => !named.has(label));
}

/** The word itself, with an id where something is found below. */
function directives(near: ReadonlySet<string>, range: Range): readonly Completion[] {
  const word = 'bgplint-ignore';
  const made = [...near].map((rule) => ({
    label: `${word} ${rule}`,
    kind: 'directive' as const,
    text: `${word} ${rule} -- `,
    range,
    order: 0,
  }));
  const plain: Completion = {
    label: word,
    kind: 'directive',
    text: `${word} `,
    range,
    detail: 'suppress findings on the line below: <id> -- reason',
  };
  return [...made, plain];
}

function annotations({ path, slot, siblings }: YamlContext, range: Range): readonly Completion[] {
  const isThere = slot === 'key' && path.at(-1) === 'annotations' && path.at(-2) === 'metadata';
  if (!isThere || siblings.has(annotation)) return [];
  return [
    {
      label: annotation,
      kind: 'directive',
      text: `${annotation}: `,
      range,
      detail: 'suppress findings of this object: <id> -- reason',
      order: 2,
    },
  ];
}

/** Names of what a field refers to, of all that is in the scan. */
function names(
  { result }: Knowledge,
  lines: EditorLines,
  { line }: Position,
  context: YamlContext,
): readonly Completion[] {
  const { apiVersion, kind } = kindAround(lines, line);
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const family = familyOf(group, kind)?.family;
  if (family === undefined) return [];
  const fields = kindOf(family, kind)?.refers ?? [];
  const here = fields.filter(({ path, joined }) => joined === undefined && path.join('\0') === context.path.join('\0'));
  const range = { start: { line, character: context.word.start }, end: { line, character: context.word.end } };
  const found = new Map<string, Completion>();
  for (const field of here.filter(({ after, requirement }) => after === undefined && requirement === undefined))
    for (const { name, resource } of definedNames(result, field.of)) {
      if (found.size >= mostNames) break;
      const detail = neutralise(clip(`${field.of.replace(/^[^/]*\//, '')} in ${resource.document.source.file}`, 200));
      // What is no plain word would need quotes, and is no name of an object.
      if (/^[a-z0-9A-Z][\w.-]*$/.test(name)) found.set(name, { label: name, kind: 'name', text: name, range, detail });
    }
  return [...found.values()];
}
