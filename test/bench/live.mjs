/** An edit in a workspace that is open in an editor: what its check takes beyond what the edited file alone would. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundling, partsOfYaml, withoutUnusedBuiltins } from '../../scripts/bundling.mjs';
import { median, quantile, ratios } from './measure.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Lines of the table. @param {import('./corpora.mjs').Corpus} corpus @param {string} file the one that is edited
 * @param {string} folder for what is built @param {number} rounds
 */
export async function editing({ name, path }, file, folder, rounds) {
  const outfile = join(folder, 'edit.cjs');
  await build({
    ...bundling,
    stdin: { contents: "import './test/bench/edit.ts';", resolveDir: root },
    outfile,
    plugins: [withoutUnusedBuiltins, partsOfYaml],
    define: { BGPLINT_BUNDLED: 'true', 'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'dist/')).href) },
  });
  const { stdout, stderr, status } = spawnSync(process.execPath, [outfile, path, file, String(rounds)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the workspace cannot be measured: ${stderr.slice(0, 500)}`);
  /** @type {{ kept: number[], alone: number[], fresh: number[] }} */
  const { kept, alone, fresh } = JSON.parse(stdout);
  const beyond = kept.map((taken, round) => taken - (alone[round] ?? Number.NaN));
  const ratio = ratios(kept, fresh);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((q) => quantile(ratio, q).toFixed(2));
  return [
    `| ${name}, one edited | check again | ${seconds(kept)} | | |`,
    `| | of the edited file alone | ${seconds(alone)} | ${median(beyond).toFixed(0)} ms more | at most 100 ms more |`,
    `| | with nothing kept | ${seconds(fresh)} | ${middle} x (${low} to ${high}) | at most 0.3 x |`,
  ];
}

/** @param {readonly number[]} milliseconds */
function seconds(milliseconds) {
  return `${(median(milliseconds) / 1000).toFixed(3)} s`;
}
