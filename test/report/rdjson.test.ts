import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { LineIndex } from '../../src/lib/lines.ts';
import { rulePage } from '../../src/lib/pages.ts';
import type { Edit, Fix } from '../../src/model/finding.ts';
import type { Report, ReportContext } from '../../src/model/report.ts';
import { rdjson } from '../../src/report/rdjson/index.ts';
import { attacks, commandLine, harmful, hostileReport } from './hostile.ts';
import { cleanLedger, contextOf, emptyLedger, finding, on, sample, texts } from './sample.ts';

const schema = JSON.parse(readFileSync(new URL('rdjson.schema.json', import.meta.url), 'utf8'));

const validate = new Ajv({ allErrors: true }).compile(schema);

interface Position {
  readonly line: number;
  readonly column?: number;
}

interface Diagnostic {
  readonly message: string;
  readonly location: { readonly path: string; readonly range?: { readonly start: Position; readonly end: Position } };
  readonly suggestions?: readonly {
    readonly range: { readonly start: Position; readonly end: Position };
    readonly text: string;
  }[];
  readonly [member: string]: unknown;
}

/** The diagnostics of a report, which must obey the schema. */
function write(report: Report, members: Partial<ReportContext> = {}): readonly Diagnostic[] {
  const value = JSON.parse(rdjson(report, contextOf(members)));
  validate(value);
  expect(validate.errors).toBeNull();
  return value.diagnostics;
}

test('has a diagnostic for each finding that is open', () => {
  const diagnostics = write(sample, { includeSuppressed: true });
  expect(diagnostics).toHaveLength(7);
  expect(diagnostics.map((diagnostic) => diagnostic['severity'])).toEqual([
    ...['ERROR', 'ERROR', 'ERROR', 'WARNING', 'ERROR', 'ERROR', 'INFO'],
  ]);
  expect(diagnostics[0]).toEqual({
    message: sample.findings[0]?.message,
    location: {
      path: 'clusters/prod/calico/tor-peers.yaml',
      range: { start: { line: 15, column: 11 }, end: { line: 15, column: 20 } },
    },
    severity: 'ERROR',
    code: {
      value: 'calico/duplicate-peer',
      url: rulePage('calico/duplicate-peer'),
    },
    related_locations: [
      {
        message: 'the same address, in peer rack1-tor',
        location: {
          path: 'clusters/prod/calico/tor-peers.yaml',
          range: { start: { line: 6, column: 11 }, end: { line: 6, column: 20 } },
        },
      },
      {
        message: 'both selectors match this node',
        location: {
          path: 'clusters/prod/calico/nodes.yaml',
          range: { start: { line: 4, column: 9 }, end: { line: 4, column: 15 } },
        },
      },
    ],
  });
});

test('of a clean run has no diagnostics', () => {
  expect(write({ findings: [], ledger: cleanLedger })).toEqual([]);
});

test('names files from the working directory, where reviewdog looks for them', () => {
  const report = { findings: [finding({ rule: 'x/y' })], ledger: emptyLedger };
  expect(write(report, { fromRepository: (file) => `deploy/${file}` })[0]?.location.path).toBe('peers.yaml');
});

describe('a range', () => {
  const rangeOf = (range: ReturnType<typeof on> | null, text: string | undefined) =>
    write({ findings: [finding({ rule: 'x/y', range })], ledger: emptyLedger }, { frame: () => text })[0]?.location
      .range;

  test('counts columns in bytes of UTF-8', () => {
    const line = '\u5bbf: \u{1f6a8} value';
    const start = line.indexOf('value');
    expect(rangeOf(on(2, start + 1, start + 6), `a\n${line}\n`)).toEqual({
      start: { line: 2, column: 11 },
      end: { line: 2, column: 16 },
    });
  });

  test('has whole lines where no text may be shown', () => {
    expect(rangeOf(on(2, 5, 9), undefined)).toEqual({ start: { line: 2 }, end: { line: 2 } });
    const several = { startLine: 2, startColumn: 5, endLine: 4, endColumn: 1 };
    expect(rangeOf(several, undefined)).toEqual({ start: { line: 2 }, end: { line: 3 } });
    expect(rangeOf({ ...several, endColumn: 2 }, undefined)).toEqual({ start: { line: 2 }, end: { line: 4 } });
  });

  test('may reach over several lines', () => {
    const range = { startLine: 1, startColumn: 2, endLine: 2, endColumn: 3 };
    expect(rangeOf(range, '\u00e9\u00e9\n\u00e9\u00e9')).toEqual({
      start: { line: 1, column: 3 },
      end: { line: 2, column: 5 },
    });
  });

  test('is left out where there is no text to point at', () => {
    expect(rangeOf(null, '')).toBeUndefined();
  });

  test('on one long line of a plan is found for many findings', () => {
    const line = `["${'\u00e9'.repeat(2_000_000)}","x"]`;
    const findings = Array.from({ length: 20_000 }, () =>
      finding({ rule: 'x/y', range: on(1, line.length - 3, line.length) }),
    );
    const diagnostics = write({ findings, ledger: emptyLedger }, { frame: () => line });
    expect(diagnostics.at(-1)?.location.range?.start.column).toBe('["'.length + 4_000_000 + '",'.length + 1);
  });
});

describe('a suggestion', () => {
  const file = 'a.yaml';
  const text = 'caf\u00e9: "64512" # why\nnode: "a"\nlast: 1\n';

  /** Edits that replace pieces of a text. */
  const edits = (whole: string, pieces: readonly (readonly [piece: string, by: string])[]): readonly Edit[] =>
    pieces.map(([piece, by]) => {
      const span = { start: whole.indexOf(piece), end: whole.indexOf(piece) + piece.length };
      return { file, span, range: new LineIndex(whole).rangeOf(span), text: by };
    });

  const suggestionsOf = (own: readonly Edit[], shown: string | undefined = text) => {
    const fix: Fix = { safe: true, title: 'fix it', edits: own };
    const report = { findings: [finding({ rule: 'x/y', file })], ledger: emptyLedger };
    return write(report, { fix: () => fix, frame: () => shown })[0]?.suggestions;
  };

  /** A text after a suggestion, as reviewdog applies it: columns are bytes. */
  const applied = (suggestion: NonNullable<ReturnType<typeof suggestionsOf>>[number] | undefined): string => {
    const lines = text.split('\n').map((line) => Buffer.from(line));
    const { start, end } = suggestion?.range ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
    const before = lines[start.line - 1]?.subarray(0, (start.column ?? 1) - 1).toString();
    const after = lines[end.line - 1]?.subarray((end.column ?? 1) - 1).toString();
    return [...lines.slice(0, start.line - 1), `${before}${suggestion?.text}${after}`, ...lines.slice(end.line)].join(
      '\n',
    );
  };

  test('replaces, in bytes', () => {
    const suggestions = suggestionsOf(edits(text, [['"64512"', '64512']]));
    expect(suggestions).toEqual([
      { range: { start: { line: 1, column: 8 }, end: { line: 1, column: 15 } }, text: '64512' },
    ]);
    expect(applied(suggestions?.[0])).toBe(text.replace('"64512"', '64512'));
  });

  test('of several edits is one, with what stands between them', () => {
    const suggestions = suggestionsOf(
      edits(text, [
        ['"a"', 'a'],
        ['"64512"', '64512'],
      ]),
    );
    expect(suggestions).toHaveLength(1);
    expect(applied(suggestions?.[0])).toBe(text.replace('"64512"', '64512').replace('"a"', 'a'));
  });

  test('inserts, and removes whole lines', () => {
    const [at] = edits(text, [['node', '']]);
    const span = { start: at?.span.start ?? 0, end: at?.span.start ?? 0 };
    const insert = { file, span, range: new LineIndex(text).rangeOf(span), text: 'new: 1\n' };
    expect(applied(suggestionsOf([insert])?.[0])).toBe(text.replace('node', 'new: 1\nnode'));
    expect(applied(suggestionsOf(edits(text, [['node: "a"\n', '']]))?.[0])).toBe(text.replace('node: "a"\n', ''));
  });

  test('says that a person must look at it', () => {
    const report = { findings: [finding({ rule: 'x/y', file })], ledger: emptyLedger };
    const messageOf = (safe: boolean) => {
      const fix: Fix = { safe, title: 'fix it', edits: edits(text, [['"64512"', '64512']]) };
      return write(report, { fix: () => fix, frame: () => text })[0]?.message;
    };
    expect(messageOf(true)).toBe('something is wrong');
    expect(messageOf(false)).toBe('something is wrong\nLook at the suggestion before you apply it: fix it.');
  });

  test.each([
    ['touches another file', edits(text, [['last', 'x']]).map((edit) => ({ ...edit, file: 'b.yaml' })), text],
    ['is for a text that may not be shown', edits(text, [['last', 'x']]), undefined],
    [
      'has a secret between its edits',
      edits(text, [
        ['caf\u00e9', 'x'],
        ['last', 'y'],
      ]),
      text.replace('"a"', '***'),
    ],
    ['stands behind a secret on its line', edits(text, [['# why', '']]), text.replace('"64512"', '*******')],
    ['has no edits', [], text],
  ])('is left out if its fix %s', (_, own, shown) => {
    const fix: Fix = { safe: true, title: 'fix it', edits: own };
    const report = { findings: [finding({ rule: 'x/y', file })], ledger: emptyLedger };
    expect(write(report, { fix: () => fix, frame: () => shown })[0]?.suggestions).toBeUndefined();
  });
});

describe.each(attacks)('hostile: %s', (_, attack) => {
  test('stays one harmless diagnostic for a finding', () => {
    const text = rdjson(hostileReport(attack), contextOf({ frame: () => `${attack}\n` }));
    expect(text).not.toMatch(harmful);
    expect(text).not.toMatch(commandLine);
    const diagnostics = write(hostileReport(attack));
    expect(diagnostics).toHaveLength(2);
    for (const { message, location } of diagnostics) {
      expect(message).not.toMatch(harmful);
      expect(location.path).not.toMatch(/\p{Cs}/u);
    }
  });
});

test.each([
  ['[click](https://pwned.example)', '[click] (https://pwned.example)'],
  ['![](https://pwned.example/x.png)', '![] (https://pwned.example/x.png)'],
  ['<!-- hidden', '< !-- hidden'],
  ['<b>a</b> 1<2', '< b>a< /b> 1<2'],
  ['ask @org/team and me@site.example', 'ask @ org/team and me@site.example'],
])('breaks what a comment would make of %j', (message, shown) => {
  expect(write({ findings: [finding({ rule: 'x/y', message })], ledger: emptyLedger })[0]?.message).toBe(shown);
});

test('asks for the text of a file once, and holds 100,000 findings', () => {
  let asked = 0;
  const frame = (file: string) => {
    asked++;
    return texts[file];
  };
  const findings = Array.from({ length: 100_000 }, () => sample.findings[1] ?? finding({ rule: 'x/y' }));
  expect(JSON.parse(rdjson({ findings, ledger: emptyLedger }, contextOf({ frame }))).diagnostics).toHaveLength(100_000);
  expect(asked).toBe(1);
});

test('the schema is closed, as reviewdog is', () => {
  const value = JSON.parse(rdjson(sample, contextOf()));
  value.diagnostics[0].fingerprint = 'a1';
  expect(validate(value)).toBe(false);
});
