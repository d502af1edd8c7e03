/** What the daemons print is read as running state: up is no alarm, down is one. */
import type { Finding } from '../../../src/model/finding.ts';
import { scanned } from '../../support/scan.ts';
import { isKnown } from './lint.ts';
import type { Outcome, Outputs } from './pair.ts';

/** Errors and warnings of `status/` about what one command printed. */
export async function statusOf(name: string, text: string): Promise<readonly Finding[]> {
  const { report } = await scanned({ [name]: text }, { paths: [name] });
  return report.findings.filter(({ rule, level }) => rule.startsWith('status/') && level !== 'note');
}

/** Readings that contradict what the daemons did, each in a line. */
export async function wrongReadings(outputs: Outputs, { node, router, sound }: Outcome): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, text] of Object.entries(outputs)) {
    // BIRD has a process for each version of IP, and the other one has no session. What a
    // node prints is of one speaker or node, where there are several.
    if ((name.includes('bird6') && !/\sBGP\s/.test(text)) || (name.startsWith('node-') && node.length > 1)) continue;
    const sessions = name.startsWith('node-') ? node : router;
    const up = sessions.length > 0 && sessions.every((session) => session.endsWith('Established'));
    const rules = (await statusOf(name, text)).map(({ rule }) => rule);
    const down = rules.some((rule) => rule === 'status/not-established' || rule === 'status/no-peers');
    if (isKnown('status/not-established') && !up && !down)
      wrong.push(`${name}: ${sessions.join(', ') || 'no session'}, and nothing is said of it`);
    if (sound && rules.some((rule) => rule !== 'status/graceful-restart-not-negotiated'))
      wrong.push(`${name}: sound, and it is said: ${rules.join(', ')}`);
  }
  return wrong;
}
