import { expect, test } from 'vitest';
import type { Walked } from '../../../src/lint/kept.ts';
import { Memory } from '../../../src/project/live/memory.ts';
import { memory } from '../../support/memory.ts';

const footing = { bounds: '', walk: '' };
const walked = (): Walked => ({
  exclusion: { excluded: () => false, unmatched: () => [] },
  walked: { candidates: [], left: [] },
});

test('a walk during which names change is not kept', async () => {
  const kept = new Memory();
  let walks = 0;
  const walk = (meanwhile: () => void) =>
    kept.gather(memory({}), footing).walk(async () => {
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
  const early = kept.gather(memory({}), footing);
  const late = kept.gather(memory({}), footing);
  late.idle.add('/r/a.yaml');
  late.end(true);
  early.end(true);
  expect(kept.knows('/r/a.yaml')).toBe(true);
  kept.gather(memory({}), footing).end(true);
  expect(kept.knows('/r/a.yaml')).toBe(false);
});
