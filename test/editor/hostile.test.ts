/** Whatever a text is, an editor gets answers, of which none holds a secret or a character that is not printed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actionsFor,
  completions,
  definitions,
  EditorLines,
  hover,
  type Knowledge,
  type Position,
  references,
  symbols,
} from '../../src/editor/index.ts';
import { settings } from '../fuzz/settings.ts';
import { damaged, nearlyJson, nearlyYaml } from '../fuzz/texts.ts';
import { others, products } from '../safety/plants.ts';
import { edited } from './edited.ts';
import { known } from './known.ts';
import { network } from './network.ts';

/** All that is shown at a position, but what stands there itself. */
function shownAt(knowledge: Knowledge, file: string, text: string, position: Position): readonly string[] {
  const range = { start: position, end: position };
  return [
    hover(knowledge, file, position)?.markdown ?? '',
    ...completions(knowledge, file, text, position).flatMap(({ label, detail = '', documentation = '' }) => [
      label,
      detail,
      documentation,
    ]),
    ...actionsFor(knowledge, file, range).map(({ title }) => title),
  ];
}

const texts = fc.oneof(nearlyYaml, nearlyJson, ...Object.values(network).map((text) => damaged(fc.constant(text))));

describe('of any text', () => {
  test.each(['a.yaml', 'a.json', 'a.conf', 'bgplint.yml'])('as %s', async (file) => {
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        async (text, parts) => {
          const files = { ...network, [file]: text };
          const knowledge = await known(files);
          const lines = new EditorLines(text);
          for (const part of parts) {
            const position = lines.position(Math.floor(part * text.length));
            for (const shown of shownAt(knowledge, file, text, position))
              expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
            for (const place of [...definitions(knowledge, file, position), ...references(knowledge, file, position)])
              expect(files).toHaveProperty([place.file]);
            for (const action of actionsFor(knowledge, file, { start: position, end: position })) edited(files, action);
          }
          symbols(knowledge, file);
        },
      ),
      settings(15),
    );
  });
});

const mark = 'Zq7M4RKx9W';

/** One of so many products is planted. */
const share = 401;

describe('no secret is in what is shown', () => {
  const all = [
    ...[...products(mark)].filter((_, i) => i % share === 0),
    ...[...others(mark)].filter((_, i) => i % 3 === 0),
  ];
  const files = Object.fromEntries(all.map(({ file, text }, i) => [`${i}/${file}`, text]));

  test('of a file with one', async () => {
    const knowledge = await known(files);
    const found = new Set<string>();
    let answers = 0;
    for (const [i, [file, text]] of Object.entries(files).entries()) {
      const lines = new EditorLines(text);
      for (let offset = 0; offset < text.length; offset += 5) {
        const said = shownAt(knowledge, file, text, lines.position(offset));
        answers += said.filter((one) => one !== '').length;
        const line = said
          .join('\n')
          .split('\n')
          .find((one) => one.includes(mark.slice(0, 6)));
        if (line !== undefined) found.add(`${all[i]?.name}: ${line.slice(0, 200)}`);
      }
    }
    expect([...found]).toEqual([]);
    expect(answers).toBeGreaterThan(1000);
  });
});
