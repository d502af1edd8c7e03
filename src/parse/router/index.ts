/** Configurations of routers: a parser for their texts. */
import type { Parsed, SourceFile } from '../../model/document.ts';
import { parseRouterLines } from './lines.ts';

/** What a template of one of these engines holds: statements and expressions, of which nobody knows what they become. */
const engines: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\{%|\{#/, 'Jinja template'],
  [/%\{[ ~]*(?:if|for|endif|endfor|else)\b/, 'Terraform template'],
  [/\{\{-?[ ]*(?:range|if|end|with|else|template|include)\b|\{\{-?[ ]*[.$]/, 'Go template'],
  [/\{\{/, 'Jinja template'],
  [/<%/, 'ERB template'],
];

/** Parses a text in a format that it was found to have. Never throws: faults are problems. */
export function parseRouter(source: SourceFile, _format: string): Parsed {
  const [, template] = engines.find(([sign]) => sign.test(source.text)) ?? [];
  return template === undefined ? parseRouterLines(source) : { documents: [], problems: [], template };
}
