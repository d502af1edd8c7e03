/** A line of iptables as its arguments: quoted as iptables-save quotes them, and as a shell does in simple cases. */
export function argumentsOf(line: string): readonly string[] {
  const found: string[] = [];
  for (const [whole, double, single] of line.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\S+/g)) {
    found.push(double !== undefined ? double.replace(/\\(.)/g, '$1') : (single ?? whole));
  }
  return found;
}
