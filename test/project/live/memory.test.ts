import { expect, test } from 'vitest';
import type { Walked } from '../../../src/lint/kept.ts';
import { Memory } from '../../../src/project/live/memory.ts';
import { memory } from '../../support/memory.ts';

const walked = (): Walked => ({
  exclusion: { excluded: () => false, unmatched: () => [] },
  walked: { candidates: [], left: [] },
});

test('a walk during which names change is not kept', async () => {
  const kept = new Memory();
  let walks = 0;
  const walk = (meanwhile: () => void) =>
    kept.gather(memory({})).walk(async () => {
      walks++;
      meanwhile();
      return walked();
    });
  await walk(() => kept.forgetNames());
  await walk(() => undefined);
  await walk(() => undefined);
  expect(walks).toBe(2);
});

test('a check that ends late takes nothing from one that began after it', () => {
  const kept = new Memory();
  const early = kept.gather(memory({}));
  const late = kept.gather(memory({}));
  late.idle.add('/r/a.yaml');
  late.end(true);
  early.end(true);
  expect(kept.knows('/r/a.yaml')).toBe(true);
  kept.gather(memory({})).end(true);
  expect(kept.knows('/r/a.yaml')).toBe(false);
});

test('of a text that changed a check that began before does not learn what a later one found', () => {
  const kept = new Memory();
  const early = kept.gather(memory({}));
  kept.forgetTexts(['/r/a.yaml']);
  const late = kept.gather(memory({}));
  late.idle.add('/r/a.yaml');
  late.end(true);
  expect(early.idle.has('/r/a.yaml')).toBe(false);
  early.end(false);
  expect(kept.gather(memory({})).idle.has('/r/a.yaml')).toBe(true);
});
