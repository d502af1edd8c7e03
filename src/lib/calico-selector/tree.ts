/** What a Calico selector says, once it is parsed. */

/** A condition on one label; without the label, `ne` and `not-in` hold and all others do not. */
export type Condition =
  | { readonly op: 'has'; readonly label: string }
  | {
      readonly op: 'eq' | 'ne' | 'contains' | 'starts-with' | 'ends-with';
      readonly label: string;
      readonly value: string;
    }
  | { readonly op: 'in' | 'not-in'; readonly label: string; readonly values: readonly string[] };

/** A selector. `global` (meant for policies that no namespace holds) matches whatever `all` matches. */
export type Selector =
  | { readonly op: 'all' | 'global' }
  | { readonly op: 'not'; readonly of: Selector }
  | { readonly op: 'and' | 'or'; readonly of: readonly Selector[] }
  | Condition;
