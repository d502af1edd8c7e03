/** A line of iptables as the statements that it comes down to. */
import type { Statement } from '../../firewall/chains/ruleset.ts';
import { argumentsOf } from './arguments.ts';
import { common, matches, type Option } from './matches.ts';
import { targetOf } from './targets.ts';

const notUnderstood: Statement = { is: 'unknown' };

/** Of `-A CHAIN …`: what stands behind the chain's name. */
export function statementsOf(line: string): readonly Statement[] {
  const words = argumentsOf(line).slice(2);
  const statements: Statement[] = [];
  /** The matches that were named, of which the last is asked first: `--mark` is an option of two. */
  const named: string[] = ['tcp'];
  let negated = false;
  for (let at = 0; at < words.length; ) {
    const word = words[at] as string;
    if (word === '!') {
      negated = true;
      at++;
    } else if (word === '-m' || word === '--match') {
      const name = words[at + 1] ?? '';
      named.push(name);
      at += 2;
      if (!matches.has(name)) {
        statements.push(notUnderstood);
        at = behindOptions(words, at);
        negated = false;
      } else if (isBare(name, words[at])) statements.push({ is: 'sometimes' });
    } else if (word === '-j' || word === '--jump' || word === '-g' || word === '--goto') {
      const name = words[at + 1] ?? '';
      const target = word.startsWith('-j') || word === '--jump' ? targetOf(name, words.slice(at + 2)) : undefined;
      const is = word === '-g' || word === '--goto' ? 'goto' : 'jump';
      if (target === undefined) statements.push({ is: 'verdict', verdict: { is, chain: name } });
      else for (const statement of target) statements.push(statement);
      return statements;
    } else {
      const option = optionOf(word, named);
      if (option === undefined) {
        statements.push(notUnderstood);
        at = behindOptions(words, at + 1);
      } else {
        // Old rulesets have the `!` behind the option.
        const isBehind = option.takes > 0 && words[at + 1] === '!';
        const first = at + (isBehind ? 2 : 1);
        const statement = option.statement(negated || isBehind, words.slice(first, first + option.takes));
        if (statement !== undefined) statements.push(statement);
        at = first + option.takes;
      }
      negated = false;
    }
  }
  return statements;
}

function optionOf(word: string, named: readonly string[]): Option | undefined {
  if (Object.hasOwn(common, word)) return common[word];
  for (let i = named.length - 1; i >= 0; i--) {
    const options = matches.get(named[i] ?? '');
    if (options !== undefined && Object.hasOwn(options, word)) return options[word];
  }
  return undefined;
}

/** True for a match that asks something without an option, where none follows. */
function isBare(name: string, next: string | undefined): boolean {
  return /^(?:socket|rpfilter)$/.test(name) && !next?.startsWith('--');
}

/** Where the next match, target or common option begins. */
function behindOptions(words: readonly string[], from: number): number {
  let at = from;
  for (; at < words.length; at++) {
    const word = words[at] as string;
    const isNegated = word === '!' && isBoundary(words[at + 1] ?? '');
    if (isBoundary(word) || isNegated) break;
  }
  return at;
}

const isBoundary = (word: string) => /^(?:-m|--match|-j|--jump|-g|--goto)$/.test(word) || Object.hasOwn(common, word);
