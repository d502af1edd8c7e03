/** As many arguments as a call may surely have. */
const most = 8192;

/** One character for each byte, U+0000 to U+00FF. */
export function binaryOf(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += most)
    binary += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + most));
  return binary;
}
