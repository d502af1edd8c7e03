/** The side of the page: findings, fixed texts, the map, and what was checked. What a view shows is asked for when it is shown. */
import type { Action } from '../../editor/index.ts';
import type { Range } from '../../model/document.ts';
import type { Ready, SandboxFile, ShownFinding } from '../protocol.ts';
import type { Outcome } from './check-loop.ts';
import { checkedView } from './checked.ts';
import type { Connection } from './connection.ts';
import { byId } from './dom.ts';
import { FindingsView } from './findings-view.ts';
import { type FixedActions, fixedView } from './fixed.ts';
import { mapView } from './map.ts';
import { ruleView } from './rule.ts';
import { Tabs } from './tabs.ts';
import type { Visits } from './visits.ts';

export type ViewName = 'text' | 'findings' | 'fixed' | 'map' | 'checked';

/** What the side asks of the page. */
export interface SideActions extends FixedActions {
  go(file: string, range: Range | null): void;
  goTo(file: string, offset: number): void;
  fix(finding: ShownFinding): void;
  suppressions(finding: ShownFinding): Promise<readonly Action[]>;
  write(action: Action): void;
  say(text: string): void;
  try(files: readonly SandboxFile[], title: string): void;
  /** The file that is shown. */
  shown(): string;
  /** Tells of a fault of bgplint. */
  failed(error: Error): void;
}

/** How long nothing has changed before a view that is costly to make is made again: milliseconds. */
const pause = 350;

export class Side {
  readonly #connection: Connection;
  readonly #visits: Visits;
  readonly #actions: SideActions;
  readonly #panel = byId('panel', HTMLElement);
  readonly #findings: FindingsView;
  readonly #tabs: Tabs<ViewName>;
  /** The page of a rule, while it takes the place of the findings. */
  #rule: HTMLElement | undefined;
  #outcome: Outcome | undefined;
  #open: readonly ShownFinding[] = [];
  #ready: Ready | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, visits: Visits, actions: SideActions) {
    this.#connection = connection;
    this.#visits = visits;
    this.#actions = actions;
    this.#findings = new FindingsView({ ...actions, rule: (id) => void this.rule(id) });
    const tabs = [
      { name: 'text', title: 'Text' },
      { name: 'findings', title: 'Findings' },
      { name: 'fixed', title: 'Fixed' },
      { name: 'map', title: 'Map' },
      { name: 'checked', title: 'Checked' },
    ] as const;
    this.#tabs = new Tabs<ViewName>(byId('views', HTMLElement), this.#panel, tabs, () => {
      this.#rule = undefined;
      this.#draw();
    });
    connection.ready.then(
      (ready) => {
        this.#ready = ready;
      },
      () => {},
    );
  }

  choose(name: ViewName): void {
    this.#tabs.choose(name);
  }

  /** Shows what a check found, in whichever view is shown. */
  update(outcome: Outcome, open: readonly ShownFinding[]): void {
    this.#outcome = outcome;
    this.#open = open;
    const isEmpty = outcome.files.every(({ text }) => text.trim() === '');
    this.#findings.update(outcome.checked, open, isEmpty);
    this.#tabs.count('findings', String(open.length));
    this.#tabs.count('fixed', outcome.checked.fixable === 0 ? '' : String(outcome.checked.fixable));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#draw(), pause);
  }

  /** Marks the findings of a line in the list; with `open` the first is opened, and gets the focus. True if there is one. */
  here(file: string, line: number, open: boolean): boolean {
    const isAny = this.#findings.list.here(file, line);
    if (isAny && open) {
      this.choose('findings');
      this.#findings.list.here(file, line, true);
    }
    return isAny;
  }

  open(finding: ShownFinding): void {
    this.choose('findings');
    this.#findings.list.open(finding);
  }

  /** Shows the page of a rule in the place of the findings. */
  async rule(id: string): Promise<void> {
    try {
      const page = await this.#connection.ask('rule', { rule: id });
      if (page === undefined) return;
      const focused = document.activeElement;
      const forward = () => {
        this.choose('findings');
        this.#rule = ruleView(page, id, { back, try: (files, title) => this.#actions.try(files, title) });
        this.#draw();
        this.#rule.querySelector<HTMLElement>('h2')?.focus();
      };
      // Back of the browser does the same: whoever uses it there wants to leave the rule, and not the page.
      const back = this.#visits.push({
        back: () => {
          this.choose('findings');
          if (focused instanceof HTMLElement) focused.focus();
        },
        forward,
      });
      forward();
    } catch (error) {
      this.#actions.failed(error as Error);
    }
  }

  #draw(): void {
    clearTimeout(this.#timer);
    const outcome = this.#outcome;
    const name = this.#tabs.chosen;
    if (name === 'findings' || name === 'text' || outcome === undefined)
      this.#put(this.#rule ?? this.#findings.element);
    else if (name === 'checked') this.#put(checkedView(outcome.checked, this.#ready));
    else if (name === 'fixed') void this.#drawFixed(outcome);
    else void this.#drawMap(outcome);
  }

  async #drawFixed(outcome: Outcome): Promise<void> {
    const nothing = { files: [], applied: [], open: 0 };
    const fixed = outcome.checked.fixable === 0 ? nothing : await this.#ask('fixed', outcome);
    if (fixed !== undefined && this.#tabs.chosen === 'fixed')
      this.#put(fixedView(fixed, this.#actions.shown(), this.#actions));
  }

  async #drawMap(outcome: Outcome): Promise<void> {
    const drawn = await this.#ask('map', outcome);
    if (drawn !== undefined && this.#tabs.chosen === 'map') {
      this.#put(mapView(drawn, this.#open, { ...this.#actions, open: (finding) => this.open(finding) }));
    }
  }

  async #ask<Name extends 'fixed' | 'map'>(kind: Name, { id }: Outcome) {
    try {
      return await this.#connection.ask(kind, { of: id } as never);
    } catch (error) {
      this.#actions.failed(error as Error);
      return undefined;
    }
  }

  #put(view: HTMLElement): void {
    if (this.#panel.firstElementChild === view) return;
    const { scrollTop } = this.#panel;
    const name = this.#rule === view ? 'rule' : (this.#tabs.chosen ?? '');
    const isSame = this.#panel.dataset['of'] === name;
    this.#panel.replaceChildren(view);
    this.#panel.dataset['of'] = name;
    this.#panel.scrollTop = isSame ? scrollTop : 0;
  }
}
