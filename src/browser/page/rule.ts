/** The page of a rule: what docs/rules has of it. */

import type { Rule } from '../../model/rule.ts';
import { clean, placeOf } from '../../report/text/phrases.ts';
import type { RuleExample, RulePage, SandboxFile } from '../protocol.ts';
import { make, outside, prose, shown, shownLines } from './dom.ts';

export interface RuleActions {
  back(): void;
  try(files: readonly SandboxFile[], title: string): void;
}

/** The page; its heading can be focused. */
export function ruleView({ rule, example, link }: RulePage, id: string, actions: RuleActions): HTMLElement {
  const back = make(
    'div',
    { class: 'bar' },
    make('button', { type: 'button', onclick: () => actions.back() }, 'Back to the findings'),
  );
  if (rule === undefined)
    return make(
      'div',
      {},
      back,
      make('div', { class: 'page' }, make('h2', { tabindex: -1 }, `There is no rule ${shown(id)}`)),
    );
  const open = () =>
    actions.try(
      (example?.flagged ?? []).map(({ file, text }) => ({ name: file, text })),
      `the example of ${rule.id}`,
    );
  return make(
    'div',
    {},
    back,
    make(
      'article',
      { class: 'page' },
      make('h2', { tabindex: -1 }, prose(rule.title)),
      make(
        'p',
        { class: 'meta' },
        make('code', {}, rule.id),
        ` · ${(rule.levels ?? [rule.level]).join(' or ')} · ${rule.class}`,
      ),
      paragraphs(rule.description),
      make('h3', {}, 'What to do'),
      paragraphs(rule.remediation),
      variants(rule),
      options(rule),
      example === undefined ? [] : exampleOf(example, open),
      sources(rule, link),
    ),
  );
}

function paragraphs(text: string): readonly HTMLElement[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => make('p', {}, prose(paragraph.replace(/\s+/g, ' '))));
}

function variants({ variants = {} }: Rule): readonly HTMLElement[] {
  return Object.values(variants).flatMap(({ description, remediation }) => [
    ...(description === undefined ? [] : [make('h3', {}, 'Another form of it'), ...paragraphs(description)]),
    ...(remediation === undefined ? [] : paragraphs(remediation)),
  ]);
}

function options({ options = {} }: Rule): readonly HTMLElement[] {
  const rows = Object.entries(options).map(([name, { description, default: value }]) =>
    make('li', {}, make('code', {}, `${name}: ${value}`), ' ', prose(description)),
  );
  return rows.length === 0 ? [] : [make('h3', {}, 'Options in bgplint.yaml'), make('ul', { class: 'dots' }, rows)];
}

function exampleOf({ flagged, findings, fixed, removed }: RuleExample, open: () => void): readonly HTMLElement[] {
  const told = findings.map(({ file, range, level, message }) =>
    make('li', {}, make('code', {}, placeOf(file, range)), ` ${level}: ${clean(message)}`),
  );
  return [
    make('h3', {}, 'Flagged'),
    ...flagged.flatMap(texts('Flagged', flagged.length > 1)),
    make('ul', { class: 'dots' }, told),
    make('div', { class: 'actions' }, make('button', { type: 'button', onclick: open }, 'Try this example')),
    make('h3', {}, 'Fixed'),
    ...fixed.flatMap(texts('Fixed', fixed.length > 1 || flagged.length > 1)),
    ...removed.map((file) => make('p', {}, make('code', {}, shown(file)), ' is removed.')),
  ];
}

/** Texts of an example; `what` tells those of before from those of after. */
const texts =
  (what: string, named: boolean) =>
  ({ file, text }: { readonly file: string; readonly text: string }) => [
    ...(named ? [make('p', { class: 'caption' }, make('code', {}, shown(file)))] : []),
    make('pre', { tabindex: 0, role: 'group', 'aria-label': `${what}: ${shown(file)}` }, shownLines(text)),
  ];

function sources({ references }: Rule, link: string | undefined): readonly HTMLElement[] {
  const all = [
    ...references.map(({ ref, description }) => [ref, description ?? ref] as const),
    ...(link === undefined ? [] : [[link, 'This page in the documentation'] as const]),
  ];
  const items = all.flatMap(([address, text]) => {
    const anchor = outside(address, text);
    return anchor === undefined ? [] : [make('li', {}, anchor)];
  });
  if (items.length === 0) return [];
  return [make('h3', {}, 'More, on the web'), make('ul', { class: 'dots' }, items)];
}
