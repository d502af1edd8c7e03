/** A workspace that keeps things between its checks answers as one that was never checked before. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixtures } from '../support/fixtures.ts';
import { type Files, type LiveDisk, liveDisk } from '../support/live.ts';
import { settings } from './settings.ts';

/** What happens in a workspace. A number chooses among the files that are there, or the pauses of a check. */
type Event = Simple | During;
type Simple =
  | {
      readonly what: 'write' | 'open';
      readonly file: string;
      readonly text: string;
      readonly tell: 'file' | 'folder' | 'all';
    }
  | { readonly what: 'edit' | 'remove' | 'removeFolder' | 'close' | 'break'; readonly which: number };
type During =
  | { readonly what: 'stopped'; readonly which: number }
  | { readonly what: 'meanwhile' | 'begun'; readonly which: number; readonly event: Simple };

/** The projects among the fixtures. */
const projects: readonly Files[] = fixtures()
  .filter(({ path }) => statSync(path).isDirectory())
  .map(({ path }) => {
    const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !file.endsWith('.expect') && statSync(`${path}/${file}`).isFile());
    return Object.fromEntries(files.map((file) => [file, readFileSync(`${path}/${file}`, 'utf8')]));
  });

const project = fc.nat(projects.length - 1).map((i) => projects[i] ?? {});

/** A file of one of them, where it is or in another folder; or one that says what is read. */
const file = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(project, fc.nat(20), fc.constantFrom('', '', 'a/', 'a/b/')).map(([files, which, folder]) => {
      const [name, text] = pick(Object.entries(files), which) ?? ['a.yaml', ''];
      return { file: `${folder}${name}`, text };
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { file: '.gitignore', text: 'a/\n' },
      { file: '.gitignore', text: '*.conf\n!tor.conf\n' },
      { file: 'bgplint.yaml', text: 'exclude: [a/b]\n' },
      { file: 'bgplint.yaml', text: 'complete: true\nlimits: { depth: 300 }\n' },
      { file: 'bgplint.yaml', text: 'complete: [' },
      { file: 'bgplint.yaml', text: 'clusters: [{ name: a, paths: [a/**], complete: true }]\n' },
      { file: 'a/alerts.yaml', text: 'groups:\n- name: g\n  rules:\n  - alert: A\n    expr: up == 0\n' },
    ),
  },
);

const which = fc.nat(1000);

const simple: fc.Arbitrary<Simple> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom('write' as const, 'open' as const),
        file,
        fc.constantFrom('file' as const, 'folder' as const, 'all' as const),
      )
      .map(([what, written, tell]): Simple => ({ what, ...written, tell })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'edit' as const,
          'remove' as const,
          'removeFolder' as const,
          'close' as const,
          'break' as const,
        ),
        which,
      )
      .map(([what, chosen]): Simple => ({ what, which: chosen })),
  },
);

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: simple },
  { weight: 1, arbitrary: which.map((pause): Event => ({ what: 'stopped', which: pause })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('meanwhile' as const, 'begun' as const), which, simple)
      .map(([what, pause, one]): Event => ({ what, which: pause, event: one })),
  },
);

function pick<Item>(items: readonly Item[], which: number): Item | undefined {
  return items[which % Math.max(1, items.length)];
}

function isDuring(one: Event): one is During {
  return ['stopped', 'meanwhile', 'begun'].includes(one.what);
}

/** The workspace under test, and what is on its disk and open in it. */
class World {
  readonly disk: Record<string, string>;
  readonly open: Record<string, string> = {};
  readonly live: LiveDisk;

  constructor(files: Files) {
    this.disk = { ...files };
    this.live = liveDisk(files);
  }

  async happens(one: Event): Promise<void> {
    if (isDuring(one)) await this.#during(one);
    else this.#now(one);
  }

  async #during(one: During): Promise<void> {
    if (one.what === 'begun') {
      const check = this.live.workspace.check();
      this.#now(one.event);
      await check;
      return;
    }
    let left = one.which % 12;
    const pause = async () => {
      if (left-- !== 0) return;
      if (one.what === 'stopped') throw new Error('stopped');
      this.#now(one.event);
    };
    await this.live.workspace.check({ pause }).catch((error: Error) => expect(error.message).toBe('stopped'));
  }

  #now(one: Simple): void {
    const { workspace } = this.live;
    if ('file' in one) {
      if (one.what === 'write') this.#write(one.file, one.text, one.tell);
      else this.#open(one.file, one.text);
    } else if (one.what === 'close') {
      const name = pick(Object.keys(this.open), one.which);
      if (name === undefined) return;
      delete this.open[name];
      workspace.close(`/r/${name}`);
    } else {
      const name = pick(Object.keys(this.disk), one.which);
      if (name === undefined) return;
      const text = this.open[name] ?? this.disk[name] ?? '';
      const lines = text.split('\n');
      const line = one.which % lines.length;
      if (one.what === 'edit') this.#open(name, lines.with(line, '').join('\n'));
      else if (one.what === 'break') this.#open(name, text.slice(0, Math.floor(text.length / 2)));
      else if (one.what === 'remove') this.#write(name, undefined, 'file');
      else this.#removeFolder(name.split('/')[0] ?? '');
    }
  }

  #open(name: string, text: string): void {
    this.open[name] = text;
    this.live.workspace.open(`/r/${name}`, text);
  }

  #write(name: string, text: string | undefined, tell: 'file' | 'folder' | 'all'): void {
    if (text === undefined) delete this.disk[name];
    else this.disk[name] = text;
    this.live.write(name, text);
    const path = `/r/${name}`;
    if (tell === 'all') this.live.workspace.changed();
    else this.live.workspace.changed([tell === 'file' ? path : path.slice(0, path.lastIndexOf('/'))]);
  }

  #removeFolder(folder: string): void {
    for (const name of Object.keys(this.disk).filter((one) => one === folder || one.startsWith(`${folder}/`))) {
      delete this.disk[name];
      this.live.write(name, undefined);
    }
    this.live.workspace.changed([`/r/${folder}`]);
  }
}

async function answered({ workspace }: Pick<LiveDisk, 'workspace'>) {
  const { result, warnings, refusal, faults } = await workspace.check();
  const { report, candidates, left, unmatched, scan } = result;
  const shown = report.findings.map((finding) => result.frame(finding.file));
  // What is applied in the place of a config with a fault depends on what was there before.
  if (refusal !== undefined) return { refusal, faults };
  return {
    report,
    candidates,
    left,
    unmatched,
    warnings,
    shown,
    texts: [...scan.texts.keys()].sort(),
    files: scan.files,
  };
}

test('whatever happened, a workspace is checked as if nothing had been kept', async () => {
  await fc.assert(
    fc.asyncProperty(project, fc.array(event, { minLength: 1, maxLength: 8 }), async (files, events) => {
      const world = new World(files);
      await world.live.workspace.check();
      for (const one of events) {
        await world.happens(one);
        const kept = await answered(world.live);
        expect(kept).toEqual(await answered(liveDisk({ ...world.disk, ...world.open })));
      }
    }),
    settings(50),
  );
});
