/** The map of a run, as a picture for the page. */
import { drawingOf, summaryOf } from '../export/drawing.ts';
import { layoutOf } from '../export/html/layout.ts';
import { svgOf } from '../export/html/svg.ts';
import { PolicyLimit } from '../lib/host.ts';
import type { LintResult } from '../lint/request.ts';
import type { Topology } from '../model/topology.ts';
import type { Drawn } from './protocol.ts';

export function drawn(result: LintResult): Drawn {
  let map: Topology;
  try {
    map = result.topology();
  } catch (error) {
    if (!(error instanceof PolicyLimit)) throw error;
    return {
      svg: '',
      summary: '',
      sessions: [],
      refusal: 'This map needs more memory than the rules may use: draw fewer files at once.',
    };
  }
  const { speakers, routers, sessions, findings } = map;
  const summary = summaryOf(map);
  if (speakers.length + routers.length + sessions.length === 0) return { svg: '', summary, sessions: [] };
  return {
    svg: svgOf(layoutOf(drawingOf(map)), `Map of ${summary}`),
    summary,
    sessions: sessions.map(({ id, name, state, why, file, range, findings: own }) => ({
      ...{ id, name, state, why, file, range },
      findings: own.flatMap((i) => findings[i] ?? []),
    })),
  };
}
