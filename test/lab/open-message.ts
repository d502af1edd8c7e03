// The OPEN message of RFC 4271, as far as the graceful restart capability of RFC 4724 needs it.

export interface GracefulRestart {
  readonly restarting: boolean;
  /** The bit next to it, which RFC 8538 made the N bit. */
  readonly notification: boolean;
  readonly seconds: number;
}

const OPEN = 1;
const CAPABILITIES = 2;
const GRACEFUL_RESTART = 64;

/** The graceful restart capability of an OPEN message, as the other end of the session reads it. */
export function gracefulRestart(message: Buffer): GracefulRestart | undefined {
  if (message.readUInt8(18) !== OPEN) throw new Error(`not an OPEN message: ${message.toString('hex')}`);
  // The header, version, AS number, hold time, BGP identifier and the length of the parameters come first.
  for (const parameter of values(message.subarray(29))) {
    if (parameter.type !== CAPABILITIES) continue;
    for (const { type, value } of values(parameter.value)) {
      if (type !== GRACEFUL_RESTART) continue;
      // Four bits of flags, twelve of time.
      const word = value.readUInt16BE(0);
      return { restarting: (word & 0x8000) !== 0, notification: (word & 0x4000) !== 0, seconds: word & 0x0fff };
    }
  }
  return undefined;
}

/** Type, length and value, one after the other. */
function* values(bytes: Buffer): Generator<{ type: number; value: Buffer }> {
  for (let at = 0; at < bytes.length; ) {
    const end = at + 2 + bytes.readUInt8(at + 1);
    yield { type: bytes.readUInt8(at), value: bytes.subarray(at + 2, end) };
    at = end;
  }
}
