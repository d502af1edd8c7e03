/** Answers the page: checks files in memory, and tells what it asks of the result. src/browser/worker hands the messages on. */
import { type Action, actionsFor, completions, hover, type Knowledge, rangeIn } from '../editor/index.ts';
import { rulePage } from '../lib/pages.ts';
import { rulesById } from '../lib/rules.ts';
import type { LintResult } from '../lint/request.ts';
import type { Finding } from '../model/finding.ts';
import type { Policy } from '../model/rule.ts';
import type { Checked as Ran } from '../project/live/index.ts';
import { freezesBgp, worstOf } from '../report/text/order.ts';
import { remedyOf, whyOf } from '../report/text/phrases.ts';
import { drawn } from './drawn.ts';
import { Files, nameOfFile, type Pipeline } from './files.ts';
import { maskedFiles, maskedFixes } from './masked.ts';
import type {
  Answered,
  Asked,
  Checked,
  ConfigFault,
  Fixed,
  RulePage,
  SandboxFile,
  ShownFinding,
  Texts,
} from './protocol.ts';

/** What checks, and what a build knows. */
export interface CheckerOptions extends Pipeline {
  readonly texts: Pick<Texts, 'pages'>;
}

interface Last {
  readonly id: number;
  readonly files: readonly SandboxFile[];
  readonly ran: Ran;
}

/** Requests about a check. */
type About = 'fixed' | 'map' | 'masked' | 'hover' | 'suppressions';

/** One request after the other: whoever asks waits for the answer before the next one. */
export class Checker {
  readonly #options: CheckerOptions;
  readonly #files: Files;
  #last: Last | undefined;

  constructor(options: CheckerOptions) {
    this.#options = options;
    this.#files = new Files(options);
  }

  /**
   * Checks files; later requests name this check by its number. `pause` is awaited now and then, and ends the check by what it
   * throws.
   */
  async check(
    id: number,
    { files }: Asked['check'],
    pause: () => Promise<void> = async () => undefined,
  ): Promise<Checked> {
    this.#last = undefined;
    const ran = await this.#files.check(files, pause);
    const answer = await checked(files, ran, this.#options.policy, pause);
    this.#last = { id, files, ran };
    return answer;
  }

  /** What a request about an answered check asks for; undefined where there is a newer check. */
  async about<Kind extends About>(kind: Kind, asked: Asked[Kind]): Promise<Answered[Kind] | undefined> {
    const last = this.#last;
    if (last === undefined || last.id !== asked.of) return undefined;
    const answers: { readonly [kind in About]: (asked: Asked[kind]) => Promise<Answered[kind]> | Answered[kind] } = {
      fixed: () => fixed(last, this.#options),
      map: () => drawn(last.ran.result),
      masked: () => ({ files: maskedFiles(last.files, last.ran, this.#options.schemas) }),
      hover: ({ file, position }) => ({ hover: hover(this.#knowledge(last), file, position) }),
      suppressions: ({ fingerprint }) => ({ actions: suppressionsOf(this.#knowledge(last), fingerprint) }),
    };
    return answers[kind](asked);
  }

  /** Without a check nothing is known of other texts. */
  complete({ file, text, position }: Asked['complete']): Answered['complete'] {
    const { rules } = this.#options.policy;
    const known = this.#last === undefined ? rules : this.#knowledge(this.#last);
    return { completions: completions(known, file, text, position) };
  }

  #knowledge({ files, ran }: Last): Knowledge {
    const { policy, texts } = this.#options;
    return {
      result: ran.result,
      rules: policy.rules,
      examples: (id) => (Object.hasOwn(texts.pages, id) ? texts.pages[id] : undefined),
      text: (file) => files.find(({ name }) => name === file)?.text,
      ...(files.some(({ name }) => name === config) && { configFile: config }),
    };
  }

  rule({ rule: id }: Asked['rule']): RulePage {
    const rule = this.#options.policy.rules.find((one) => one.id === id || one.aliases?.includes(id));
    if (rule === undefined) return {};
    const example = this.#options.texts.pages[rule.id];
    return { rule, link: rulePage(rule.id), ...(example !== undefined && { example }) };
  }
}

/** The config of all files, into which a waiver can be written. */
const config = 'bgplint.yaml';

function suppressionsOf(knowledge: Knowledge, fingerprint: string): readonly Action[] {
  const finding = knowledge.result.report.findings.find((one) => one.fingerprint === fingerprint);
  const range = finding && rangeIn(knowledge, finding);
  if (finding === undefined || range === undefined) return [];
  return actionsFor(knowledge, finding.file, range).filter(
    ({ kind, findings }) => kind === 'suppress' && findings.includes(finding),
  );
}

/** A list of more helps nobody, and would hold up the page: it says that there are more. */
const mostListed = 2000;

/** To make a fix, a text is gone through once more: of so many findings each has its own, those after them only all together. */
const mostFixes = 500;

async function checked(
  files: readonly SandboxFile[],
  ran: Ran,
  { rules }: Policy,
  pause: () => Promise<void>,
): Promise<Checked> {
  const { result, warnings, refusal, faults } = ran;
  const byId = rulesById(rules);
  const { findings, ledger } = result.report;
  const listed: ShownFinding[] = [];
  for (const finding of worstOf(findings, mostListed, byId)) {
    await pause();
    const rule = byId.get(finding.rule);
    const fix = listed.length < mostFixes ? result.fixes.of(finding) : undefined;
    listed.push({
      ...finding,
      title: rule?.title ?? finding.rule,
      why: rule === undefined ? '' : whyOf(rule, finding.variant),
      remedy: rule === undefined ? '' : remedyOf(rule, finding.variant),
      freezes: freezesBgp(finding, byId),
      ...(fix !== undefined && { fix }),
    });
  }
  return {
    findings: listed,
    more: findings.length - listed.length,
    ledger,
    without: files.map(({ name }) => name).filter((name) => name !== config && !result.scan.texts.has(name)),
    ...(refusal !== undefined && { refusal: { message: refusal, faults: faults.map(placed) } }),
    warnings,
    fixable: safelyFixed(result).length,
  };
}

function placed({ path, offset, message }: Ran['faults'][number]): ConfigFault {
  return { file: nameOfFile(path), offset, message };
}

/** Open findings that a machine fixes by itself. */
function safelyFixed({ report }: LintResult): readonly Finding[] {
  return report.findings.filter(({ fixable, suppressed }) => fixable === 'safe' && suppressed === null);
}

async function fixed({ files, ran }: Last, options: CheckerOptions): Promise<Fixed> {
  const combined = ran.result.fixes.combine(safelyFixed(ran.result));
  const after = new Map(combined.files.map((one) => [one.file, one.after]));
  const again = await new Files(options).check(
    files.map(({ name, text }) => ({ name, text: after.get(name) ?? text })),
  );
  return {
    files: maskedFixes(combined.files, ran.result),
    applied: combined.applied.map(({ fingerprint }) => fingerprint),
    open: again.result.report.findings.filter(({ suppressed }) => suppressed === null).length,
  };
}
