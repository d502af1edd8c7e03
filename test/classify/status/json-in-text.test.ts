import { describe, expect, test } from 'vitest';
import { parseStatus } from '../../../src/parse/status/index.ts';
import { resourcesOf } from './helpers.ts';

const json = (state: string) => `{
"ipv4Unicast":{
  "routerId":"198.51.100.1",
  "peers":{
    "198.51.100.2":{
      "state":"${state}"
    }
  },
  "totalPeers":1
}
}
`;

describe('JSON between other lines', () => {
  const states = (text: string) =>
    resourcesOf(text).flatMap(({ extra }) =>
      (extra as unknown as { sessions: { state: string }[] }).sessions.map(({ state }) => state),
    );

  test.each([
    ['a prompt', `tor-1# show bgp summary json\n${json('Active')}tor-1# `, ['active']],
    [
      'two of them',
      `tor-1# show bgp summary json\n${json('Active')}tor-2# show bgp summary json\n${json('Idle')}`,
      ['active', 'idle'],
    ],
    ['a note', `Defaulted container "frr" out of: frr, reloader\n${json('Established')}`, ['established']],
    ['a list', `$ cilium-dbg bgp peers -o json\n[{"peer-address":"198.51.100.2","session-state":"idle"}]\n`, ['idle']],
  ])('%s', (_, text, expected) => {
    expect(states(text)).toEqual(expected);
  });

  test('has its places in the text', () => {
    const text = `tor-1# show bgp summary json\n${json('Active')}`;
    const [found] = resourcesOf(text);
    const path = ['ipv4Unicast', 'peers', '198.51.100.2', 'state'];
    const [span] = found?.document.locate([{ path, on: 'value' }]) ?? [];
    expect(span && text.slice(span.start, span.end)).toBe('"Active"');
  });

  test('that ends too early is a problem', () => {
    const text = `tor-1# show bgp summary json\n${json('Active').slice(0, 60)}`;
    expect(parseStatus({ file: 'a.txt', text }).problems).toMatchObject([{ kind: 'JsonSyntax' }]);
  });

  test('texts with brackets and without such members are none', () => {
    expect(resourcesOf('tor-1# show ip route json\n{\n"a": 1\n}\n')).toEqual([]);
  });
});
