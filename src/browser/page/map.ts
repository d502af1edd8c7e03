/** The map of the sessions, with the list of them: a line of the drawing is an item of the list. */
import { drawingStyle } from '../../export/html/style.ts';
import type { Range } from '../../model/document.ts';
import { clean, placeOf } from '../../report/text/phrases.ts';
import type { Drawn, ShownFinding } from '../protocol.ts';
import { make, prose } from './dom.ts';

export interface MapActions {
  go(file: string, range: Range | null): void;
  open(finding: ShownFinding): void;
}

/** How far the drawing is enlarged at most, and by how much at a time. */
const largest = 4;
const step = 1.25;

/** The smallest scale at which its texts can be read. */
const leastAtFirst = 0.7;

let styled = false;

/** The view; `findings` are those that are open. */
export function mapView(
  { svg, summary, sessions, refusal }: Drawn,
  findings: readonly ShownFinding[],
  actions: MapActions,
): HTMLElement {
  style();
  const view = make('div', {}, make('h2', { class: 'hidden' }, 'Map'));
  const picture = refusal === undefined ? pictureOf(svg) : undefined;
  if (picture === undefined) {
    const why = refusal ?? 'The map shows nodes, routers and their sessions: none is in these texts.';
    view.append(make('div', { class: 'empty' }, make('strong', {}, 'Nothing to draw'), make('p', {}, clean(why))));
    return view;
  }
  const drawing = make(
    'div',
    { class: 'drawing', tabindex: 0, role: 'region', 'aria-label': `Map of ${clean(summary)}` },
    picture,
  );
  const natural = Number(picture.dataset['width']) || 600;
  let scale = 0;
  const zoom = (to: number) => {
    scale = Math.min(largest, Math.max(0.25, to));
    picture.style.minWidth = '0';
    picture.style.maxWidth = 'none';
    picture.style.width = `${natural * scale}px`;
  };
  const fitted = () => {
    scale = 0;
    picture.style.width = '100%';
    picture.style.minWidth = '0';
    picture.style.maxWidth = `${natural * 1.2}px`;
  };
  const now = () => (scale === 0 ? picture.getBoundingClientRect().width / natural : scale);
  const button = (title: string, label: string, onclick: () => void) =>
    make('button', { type: 'button', 'aria-label': label, onclick }, title);
  const enlarge = (by: number) => () => zoom(now() * by);
  fitted();
  // Where it would be too small to read, it begins larger than the view.
  picture.style.minWidth = `${natural * leastAtFirst}px`;
  view.append(
    make(
      'div',
      { class: 'bar' },
      make('span', { class: 'grow' }, clean(summary)),
      button('+', 'Zoom in', enlarge(step)),
      button('−', 'Zoom out', enlarge(1 / step)),
      button('Fit', 'Fit the map into the view', fitted),
    ),
    drawing,
    make('h3', { class: 'hidden' }, 'Sessions'),
    listOf(sessions, findings, actions, picture),
  );
  return view;
}

function listOf(
  sessions: Drawn['sessions'],
  findings: readonly ShownFinding[],
  actions: MapActions,
  picture: SVGElement,
): HTMLElement {
  const lines = [...picture.querySelectorAll<SVGElement>('[data-sessions]')];
  const idsOf = (line: SVGElement) => (line.dataset['sessions'] ?? '').split(' ');
  const items = new Map<string, HTMLLIElement>();
  const choose = (ids: readonly string[]) => {
    for (const line of lines)
      line.classList.toggle(
        'chosen',
        idsOf(line).some((id) => ids.includes(id)),
      );
    for (const [id, item] of items) item.classList.toggle('chosen', ids.includes(id));
  };
  for (const session of sessions) {
    const { id } = session;
    const item = make(
      'li',
      {
        onmouseenter: () => choose([id]),
        onmouseleave: () => choose([]),
        onfocusin: () => choose([id]),
        onfocusout: () => choose([]),
      },
      sessionOf(session, findings, actions),
    );
    items.set(id, item);
  }
  for (const line of lines)
    line.addEventListener('click', () => {
      const ids = idsOf(line);
      const first = items.get(ids[0] ?? '');
      first?.scrollIntoView({ block: 'nearest' });
      first?.querySelector('button')?.focus();
      choose(ids);
    });
  return make('ul', { class: 'sessions' }, [...items.values()]);
}

/** The most findings that are named with a session: the list has all. */
const mostNamed = 4;

function sessionOf(
  { name, state, why, file, range, findings: own }: Drawn['sessions'][number],
  findings: readonly ShownFinding[],
  actions: MapActions,
): readonly Node[] {
  const title = clean(name);
  const go = file === null ? undefined : () => actions.go(file, range);
  const place = [why === null ? '' : clean(why), file === null ? '' : placeOf(file, range)].filter(Boolean).join(' · ');
  const named = own.slice(0, mostNamed).map(({ rule, level, message, file: at, line }) => {
    const found = findings.find(
      (one) => one.rule === rule && one.file === at && (one.range?.startLine ?? null) === line,
    );
    const text = [make('span', { class: `level ${level}` }, level), ' ', prose(message)];
    if (found === undefined) return make('li', {}, text);
    return make('li', {}, make('button', { type: 'button', class: 'go', onclick: () => actions.open(found) }, text));
  });
  const more = own.length - named.length;
  return [
    go === undefined ? make('span', {}, title) : make('button', { type: 'button', class: 'plain', onclick: go }, title),
    make('span', { class: `state ${state}` }, ` ${state}`),
    make('p', { class: 'meta' }, place),
    make('ul', { class: 'named' }, named, more > 0 && make('li', { class: 'meta' }, `and ${more} more`)),
  ];
}

/** The drawing as an element. It was made without scripts; what would be one is left out here all the same. */
function pictureOf(svg: string): SVGSVGElement | undefined {
  if (svg === '') return undefined;
  const root = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg');
  if (root === null) return undefined;
  for (const element of root.querySelectorAll('script, style, foreignObject, image, use, a, iframe')) element.remove();
  const picture = document.importNode(root, true);
  for (const element of [picture, ...picture.querySelectorAll('*')])
    for (const { name } of [...element.attributes]) if (/^on|href$/i.test(name)) element.removeAttribute(name);
  // The region around it has the focus and the name; what is in it is in the list.
  picture.removeAttribute('id');
  picture.removeAttribute('tabindex');
  picture.setAttribute('role', 'img');
  for (const box of picture.querySelectorAll('[data-box]'))
    for (const name of ['tabindex', 'role', 'aria-label']) box.removeAttribute(name);
  return picture;
}

/** The drawing's style is a sheet that is made here: the page's policy knows only the page's own. */
function style(): void {
  if (styled) return;
  styled = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(drawingStyle);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
