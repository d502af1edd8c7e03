import { describe, expect, test } from 'vitest';
import { parseNftables } from '../../../src/parse/host/nftables.ts';

const text = `#!/usr/sbin/nft -f
flush ruleset
table inet filter {
	chain input {
		type filter hook input priority 0; policy drop;
		# bgplint-ignore host/bgp-port-dropped -- the nodes speak no BGP
		tcp dport 22 accept # people
	}
}
insert rule inet filter input ct state established accept
include "/etc/nftables.d/*.nft"
`;

describe('a text of nft as a document', () => {
  const { documents, problems } = parseNftables({ file: 'nftables.conf', text });
  const [document] = documents;
  const written = (...path: (string | number)[]) => {
    const [span] = document?.locate([{ path, on: 'value' }]) ?? [];
    return span && text.slice(span.start, span.end);
  };

  test('holds its chains', () => {
    expect(problems).toEqual([]);
    expect(document?.value).toEqual({
      'inet filter': {
        input: {
          policy: 'drop',
          rules: ['insert rule inet filter input ct state established accept', 'tcp dport 22 accept'],
        },
      },
      '*': { '?': { rules: ['include "/etc/nftables.d/*.nft"'] } },
    });
  });

  test('has a place for each', () => {
    expect(written('inet filter', 'input', 'policy')).toBe('policy drop');
    expect(written('inet filter', 'input', 'rules', 1)).toBe('tcp dport 22 accept');
    expect(written('inet filter', 'input', 'rules', 0)).toMatch(/^insert rule/);
    expect(written('inet filter', 'input')).toBe('type filter hook input priority 0');
    expect(written('inet filter')).toBe('table inet filter');
    expect(written('*', '?', 'rules', 0)).toMatch(/^include/);
  });

  test('has the comments that answer findings', () => {
    expect(document?.comments.map((comment) => comment.text.trim())).toEqual([
      'bgplint-ignore host/bgp-port-dropped -- the nodes speak no BGP',
    ]);
  });
});
