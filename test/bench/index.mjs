/**
 * `npm run bench`: bgplint against other tools and against floors, each case run in turn in one go. Prints medians and
 * ratios as a table; nothing passes or fails by the clock. `npm run bench -- small mixed` runs some of the cases,
 * `--rounds 5` fewer rounds.
 */
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { cases } from './cases.mjs';
import { corpora, provide } from './corpora.mjs';
import { withFurtherRules } from './further-rules.mjs';
import { editing } from './live.mjs';
import { inTurn, median, quantile, ratios } from './measure.mjs';
import { probe } from './probe.mjs';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string' }, folder: { type: 'string', default: join(tmpdir(), 'bgplint-bench') } },
  allowPositionals: true,
});
const root = values.folder;
const all = corpora(root);
const [cpu] = cpus();
console.log(`${cpus().length} cores (${cpu?.model.trim()}), Node ${process.versions.node}, ${process.platform}\n`);
console.log('| case | tool | median | bgplint takes | mark |');
console.log('|---|---|---:|---:|---|');

for (const { corpus: name, contenders, rounds, marks, inside, megabytes: most } of cases) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const corpus = all[name];
  provide(corpus, name === 'mixed' || name === 'peers' || name === 'resources' ? corpus.path : dirname(corpus.path));
  const commands = contenders(corpus.path, () => withFurtherRules(root)).filter((command) => command !== undefined);
  const seconds = inTurn(commands, Number(values.rounds ?? rounds));
  const [ours = []] = seconds;
  for (const [i, command] of commands.entries()) {
    const taken = seconds[i] ?? [];
    const label = i === 0 ? corpus.name : '';
    const ratio = i === 0 ? '' : spread(ratios(ours, taken));
    console.log(
      `| ${label} | ${command.name} | ${median(taken).toFixed(3)} s | ${ratio} | ${marks[command.name] ?? ''} |`,
    );
  }
  if (inside === undefined) continue;
  const { megabytes, stages, total } = probe(corpus.path);
  const share = ((stages['evaluate'] ?? 0) / total) * 100;
  console.log(
    `| | of it, all rules | ${((stages['evaluate'] ?? 0) / 1000).toFixed(3)} s | ${share.toFixed(0)} % of the run | ${inside} |`,
  );
  console.log(
    `| | memory at most | ${megabytes.toFixed(0)} MB | | ${most === undefined ? '' : `at most ${most} MB`} |`,
  );
}

if (positionals.length === 0 || positionals.includes('workspace')) {
  const { workspace } = all;
  provide(workspace, workspace.path);
  const edited = join(workspace.path, 'team-0', '00000.yaml');
  for (const line of await editing(workspace, edited, root, Number(values.rounds ?? 15))) console.log(line);
}

/** The median ratio and its quartiles. @param {readonly number[]} of */
function spread(of) {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((q) => quantile(of, q).toFixed(2));
  return `${middle} x (${low} to ${high})`;
}
