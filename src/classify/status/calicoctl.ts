/** What `calicoctl node status` prints: calicoctl/calicoctl/commands/node/status.go of projectcalico/calico. */
import { pathOf, type StatusLine } from '../../lib/status/lines.ts';
import { birdError, birdState } from './bird-info.ts';
import { calicoAddress } from './calico-names.ts';
import type { Agent, Session, StatusOutput, Told } from './model.ts';
import { type Cursor, type Format, outputsOf, told, type Where, wordAt } from './reader.ts';

const runs = /calico process is (not )?running|calico-node container is (not )?running/i;
const backend = /BGP backend process \(BIRD\) is not running/i;
const heading = /^\s*IPv([46]) BGP status\s*$/i;
const none = /No IPv([46]) (?:peers found|address configured)/i;
const daemon = /BIRDv([46]) process: .{0,40} is not running/i;
const socket = /Error querying BIRD\b.{0,200}?(?:BIRDv([46])|$)/i;
const tableHead = /[|│┃]\s*peer\s+address\s*[|│┃]\s*peer\s+type\s*[|│┃]\s*state\s*[|│┃]/i;

/** A row by itself: somebody has searched the output for a word. */
const loneRow =
  /^\s*[|│┃][^|│┃]{1,200}[|│┃]\s*(?:node-to-node mesh|node specific|global)\s*[|│┃]\s*(?:up|start|down|stop|feed|flush)\s*[|│┃]/i;

/** A line of dashes and crosses, whatever a web page made of them. */
const border = /^[\s|│┃+\-\u2010-\u2015\u2212=_─━┄┅┌┬┐└┴┘├┼┤╔╦╗╚╩╝╠╬╣═:]+$/;

const isBorder = (text: string) => border.test(text) && /[-\u2010-\u2015\u2212─━═]/.test(text);

const isRow = (text: string) => /[|│┃]/.test(text) && !isBorder(text);

export const calicoctl: Format = {
  begins({ text }) {
    return [runs, backend, heading, none, daemon, socket, tableHead, loneRow].some((one) => one.test(text));
  },
  read(lines, where) {
    return outputsOf(this, lines, (first) => new Reader(where, first).read(lines));
  },
};

const longestCell = 1000;

/** A part of a row between bars. */
interface Cell {
  readonly text: string;
  /** Of its first word. */
  readonly path: readonly (string | number)[];
  /** How many of its words stand in its line. */
  readonly words: number;
}

interface Row {
  readonly cells: Cell[];
  readonly family: 4 | 6 | undefined;
}

class Reader {
  readonly #where: Where;
  readonly #first: StatusLine;
  readonly #agents: Agent[] = [];
  readonly #noPeers: Told[] = [];
  readonly #shown = new Set<4 | 6>();
  readonly #rows: Row[] = [];
  #family: 4 | 6 | undefined;
  /** What must still come. */
  #open: 'section' | 'table' | 'rows' | undefined;
  #cutAt: Told | undefined;
  #last: StatusLine;

  constructor(where: Where, first: StatusLine) {
    this.#where = where;
    this.#first = first;
    this.#last = first;
  }

  read(lines: Cursor): StatusOutput {
    for (let line = lines.line; line !== undefined; line = lines.line) {
      if (!this.#take(line)) break;
      this.#last = line;
      lines.step();
    }
    this.#end();
    return this.#output();
  }

  /** False for a line with which the next output begins. */
  #take(line: StatusLine): boolean {
    const { text } = line;
    const [isProcess, ...not] = runs.exec(text) ?? [];
    if (isProcess !== undefined) {
      if (line !== this.#first) return false;
      const running = not.every((word) => word === undefined);
      this.#agents.push({ running, ...told(line) });
      if (running) this.#open = 'section';
      return true;
    }
    if (backend.test(text)) {
      this.#agents.push({ running: false, ...told(line) });
      this.#open = undefined;
      return true;
    }
    const [, section] = heading.exec(text) ?? [];
    if (section !== undefined) {
      const family = section === '6' ? 6 : 4;
      if (this.#shown.has(family)) return false;
      if (this.#shown.size > 0) this.#end();
      this.#family = family;
      this.#shown.add(family);
      this.#open = 'section';
      return true;
    }
    return this.#inSection(line);
  }

  #inSection(line: StatusLine): boolean {
    const { text } = line;
    const [isNone, noneOf] = none.exec(text) ?? [];
    if (isNone !== undefined) {
      this.#asked(noneOf);
      if (/found/i.test(isNone)) this.#noPeers.push(told(line));
      this.#open = undefined;
      return true;
    }
    const [isDown, down] = daemon.exec(text) ?? socket.exec(text) ?? [];
    if (isDown !== undefined) {
      const family = this.#asked(down);
      this.#agents.push({ running: false, ...told(line), ...(family && { family }) });
      this.#open = undefined;
      return true;
    }
    if (tableHead.test(text)) {
      // Another table without a heading is that of another node, or of the other IP version: nothing tells.
      if (this.#open === undefined && this.#rows.length > 0) return false;
      this.#open = 'table';
    } else if (isBorder(text)) {
      if (this.#open === 'rows') this.#open = undefined;
    } else if (loneRow.test(text) || (isRow(text) && (this.#open === 'table' || this.#open === 'rows')))
      this.#row(line);
    return true;
  }

  /** The IP version of which a line speaks, else that of the section. */
  #asked(written: string | undefined): 4 | 6 | undefined {
    const family = written === undefined ? this.#family : written === '6' ? 6 : 4;
    if (family !== undefined) this.#shown.add(family);
    return family;
  }

  #row(line: StatusLine): void {
    const cells = cellsOf(line);
    const before = this.#rows.at(-1);
    // What is too long for its column goes on below it.
    if (cells[0]?.text === '' && before !== undefined && this.#open === 'rows') {
      for (const [i, cell] of cells.entries()) {
        const above = before.cells[i];
        // Nobody writes more, and each joint is another copy.
        if (above === undefined || cell.text === '' || above.text.length > longestCell) continue;
        before.cells[i] = { ...above, text: `${above.text} ${cell.text}`.trim() };
      }
      return;
    }
    this.#rows.push({ cells, family: this.#family });
    this.#open = 'rows';
  }

  #end(): void {
    const missing = this.#open;
    this.#open = undefined;
    if (missing === undefined) return;
    const what = {
      section: this.#family === undefined ? 'before the sessions' : `before the IPv${this.#family} sessions`,
      table: 'before the first row of its table',
      rows: 'before the end of its table',
    };
    this.#cutAt ??= { text: what[missing], path: pathOf(this.#last) };
  }

  #output(): StatusOutput {
    const sessions = this.#rows.flatMap((row) => sessionOf(row) ?? []);
    for (const { family } of sessions) if (family !== undefined) this.#shown.add(family);
    const [noPeers] = this.#noPeers;
    return {
      source: 'calicoctl',
      end: 'node',
      product: 'calico',
      ...this.#where,
      path: pathOf(this.#first),
      cut: this.#cutAt !== undefined,
      ...(this.#cutAt && { cutAt: this.#cutAt }),
      ...(sessions.length === 0 && noPeers && { noPeers }),
      agents: this.#agents,
      listsSessions: true,
      familiesShown: ([4, 6] as const).filter((family) => this.#shown.has(family)),
      sessions,
    };
  }
}

/** The parts of a row between its bars. A bar may be missing at either end. */
function cellsOf(line: StatusLine): Cell[] {
  const { text } = line;
  const cells: Cell[] = [];
  let start = /^\s*[|│┃]/.exec(text)?.[0].length ?? 0;
  while (start < text.length) {
    const [end = text.length] = [...text.slice(start).matchAll(/[|│┃]/g)].slice(0, 1).map(({ index }) => start + index);
    const part = text.slice(start, end);
    const at = start + part.length - part.trimStart().length;
    const plain = part.trim().replace(/\s+/g, ' ');
    cells.push({ text: plain, path: pathOf(line, wordAt(line, at)), words: plain.split(' ').length });
    start = end + 1;
  }
  return cells;
}

const types = new Map<string, NonNullable<Session['type']>>([
  ['node-to-node mesh', 'mesh'],
  ['node specific', 'node'],
  ['global', 'global'],
]);

function sessionOf({ cells, family }: Row): Session | undefined {
  const [address, kind, up, since, info] = cells;
  if (address === undefined || address.text === '') return undefined;
  const said = info ?? up ?? kind ?? address;
  const peer = calicoAddress(address.text);
  const type = types.get(kind?.text.toLowerCase() ?? '');
  const error = birdError(info?.text ?? '', (i) => {
    const [key, first] = said.path;
    return key === undefined || typeof first !== 'number' || i >= said.words ? said.path : [key, first + i];
  });
  return {
    ...(peer.address === undefined ? { name: address.text } : peer),
    vrf: 'default',
    ...(peer.family === undefined && family !== undefined && { family }),
    ...(type && { type }),
    // A word that the end of the text has cut may be any.
    state: info === undefined ? 'unknown' : birdState(up?.text ?? '', info.text),
    text: info?.text ?? '',
    path: said.path,
    ...(error && { error }),
    ...(since && since.text !== '' && { since: since.text }),
  };
}
