/**
 * Measures checks of a workspace after edits of one file, in turn with checks of that file alone, and of the workspace by one that
 * keeps nothing: `node edit.cjs <folder> <file> <rounds>` prints milliseconds as JSON. The first rounds, in which V8 still
 * compiles, are left out.
 */
import { readFileSync } from 'node:fs';
import { sha256 } from '../../src/host/hash.ts';
import { nodeHost } from '../../src/host/node.ts';
import { nodePolicy } from '../../src/host/policy.ts';
import { nodeSchemas } from '../../src/host/schemas.ts';
import { LiveWorkspace } from '../../src/project/live/index.ts';

const [, , folder = '', file = '', rounds = ''] = process.argv;
const common = { host: nodeHost, cwd: folder, schemas: nodeSchemas(), today: () => '2026-11-21', sha256 };
const text = readFileSync(file, 'utf8');

const kept = new LiveWorkspace({ ...common, policy: nodePolicy() });
const alone = new LiveWorkspace({ ...common, policy: nodePolicy(), paths: [file] });
const ofFresh = nodePolicy();

/** Another number in the text, so that nothing of it is as it was. */
const edited = (round: number) => text.replace(/\b64\d{3}\b/, String(64_000 + round));

async function timed(workspace: LiveWorkspace, edit: string): Promise<number> {
  const start = performance.now();
  workspace.open(file, edit);
  await workspace.check();
  return performance.now() - start;
}

async function measured(): Promise<object> {
  const taken: { kept: number[]; alone: number[]; fresh: number[] } = { kept: [], alone: [], fresh: [] };
  const warming = 3;
  for (let round = 0; round < warming + Number(rounds); round++) {
    const ofKept = await timed(kept, edited(round));
    const ofAlone = await timed(alone, edited(round));
    const fresh = await timed(new LiveWorkspace({ ...common, policy: ofFresh }), edited(round));
    if (round < warming) continue;
    taken.kept.push(ofKept);
    taken.alone.push(ofAlone);
    taken.fresh.push(fresh);
  }
  return taken;
}

void measured().then((taken) => console.log(JSON.stringify(taken)));
