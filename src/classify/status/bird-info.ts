/** The state and the info column of BIRD, which calicoctl prints too: proto/bgp/bgp.c, bgp_get_status. */
import type { Path } from '../../model/document.ts';
import type { SessionError, SessionState } from './model.ts';
import { codeOf, stateOf } from './words.ts';

/**
 * @param up the state of the protocol: `up`, `start`, `down`, `stop`, `feed`, `flush`
 * @param info BIRD's state of BGP with what ended the last session behind it; empty for a protocol that was disabled
 */
export function birdState(up: string, info: string): SessionState {
  const [word = ''] = info.split(/\s/);
  if (word === '') return up === 'down' ? 'admin' : 'unknown';
  if (/^(?:error|failed|received|socket|automatic|bgp)\b/i.test(word)) return 'down';
  return stateOf(word);
}

/**
 * `Active Socket: Connection refused`, `Idle Received: Bad peer AS`, `Error: No listening socket`.
 *
 * @param place the path of the i-th word of `info`
 */
export function birdError(info: string, place: (i: number) => Path): SessionError | undefined {
  const found = /(?:Socket|Received|BGP Error|Error|Automatic shutdown)\b:?.*$/.exec(info.replace(/\s+/g, ' ').trim());
  const [text] = found ?? [];
  if (found === null || text === undefined) return undefined;
  const path = place(found.input.slice(0, found.index).split(' ').length - 1);
  const code = codeOf(text);
  const isMessage = /^(?:Received|BGP Error)/.test(text);
  return {
    text,
    path,
    ...(code && isMessage && { code }),
    ...(isMessage && { received: text.startsWith('Received') }),
  };
}
