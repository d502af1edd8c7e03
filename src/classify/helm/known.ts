/** The charts that families know. */
import { charts } from '../../families/index.ts';
import { isObject } from '../../lib/json.ts';
import type { JsonObject } from '../../model/document.ts';

/** A family's charts. */
export type Chart = (typeof charts)[number];

/** Those of a name. */
export function chartsNamed(name: string): readonly Chart[] {
  return charts.filter(({ names }) => names.test(name));
}

/** Those whose names are keys of values: the key, and what is below it. */
export function chartsBelow(values: JsonObject): readonly (readonly [Chart, string, JsonObject])[] {
  return charts.flatMap((row) =>
    Object.entries(values).flatMap(([key, value]) =>
      row.names.test(key) && isObject(value) ? [[row, key, value] as const] : [],
    ),
  );
}

/** Those that values are for, by what they hold. */
export function chartsOf(values: JsonObject): readonly Chart[] {
  return charts.filter((row) => row.isOfChart(values));
}

/** True for a text of values that may be for a known chart: all others are not read. */
export function speaksOfCharts(installed: { readonly chart: string; readonly release: string }, text: string): boolean {
  const { chart, release } = installed;
  if (text === '') return false;
  return charts.some(({ names, words }) => names.test(chart || release) || words.some((word) => text.includes(word)));
}

/** The chart that has the versions of a repository of GitHub; undefined where that is no product's. */
export function chartOfRepository(name: string): string | undefined {
  return charts.find(({ repository }) => repository?.[0] === name)?.repository?.[1];
}
