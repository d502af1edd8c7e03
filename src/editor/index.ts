/** What an editor asks of a result: pure functions, of which no front end says anything of its own. */
export { type Action, type ActionKind, markIn, reasonMark, type TextEdit, withReason } from './actions/action.ts';
export { actionsFor, fixAllIn } from './actions/index.ts';
export type { Completion, CompletionKind } from './completion/completion.ts';
export { completions } from './completion/index.ts';
export { definitions, references } from './definitions.ts';
export { type Hover, hover } from './hover/index.ts';
export { ruleMarkdown } from './hover/rule.ts';
export { checkedLines, type Knowledge, rangeIn, topologyOf } from './knowledge.ts';
export {
  comparePositions,
  EditorLines,
  holds,
  meet,
  type Place,
  type Position,
  type Range,
  rangeOfReport,
} from './positions.ts';
export { type FileSymbol, type SymbolKind, symbols } from './symbols.ts';
export { type ValueAt, valueAt } from './value.ts';
