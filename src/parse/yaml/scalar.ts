import type { Json } from '../../model/document.ts';

/**
 * Scalars as kubectl reads them: sigs.k8s.io/yaml v1.6 over go.yaml.in/yaml/v2 (its resolve.go and decode.go), which is
 * neither YAML 1.1 nor 1.2. Booleans have 22 spellings, integers are those of Go's strconv.ParseInt with base 0 after
 * underscores were taken out, timestamps stay text.
 */
export type Kind = 'null' | 'true' | 'false' | 'int' | 'unsigned' | 'float' | 'infinite' | 'string';

const words = new Map<string, Kind>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((w) => [w, 'true'] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((w) => [w, 'false'] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((w) => [w, 'null'] as const),
  ...['.nan', '.NaN', '.NAN'].map((w) => [w, 'infinite'] as const),
  ...['', '+', '-'].flatMap((s) => ['.inf', '.Inf', '.INF'].map((w) => [s + w, 'infinite'] as const)),
]);

const integer = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
/** ParseInt(text after `0b`, 2): a sign may stand behind the prefix. */
const signedBinary = /^0b[-+][01]+$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** What starts with a dot goes to strconv.ParseFloat as it is, where an underscore may stand between two digits only. */
const dotted = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

/** What a plain scalar without a tag is. */
export function kindOf(text: string): Kind {
  const first = text.charCodeAt(0);
  const isDigit = first >= 48 && first <= 57;
  if (!isDigit && text !== '' && !'+-.~yYnNtTfFoO'.includes(text.charAt(0))) return 'string';
  const word = words.get(text);
  if (word !== undefined) return word;
  if (text.startsWith('.')) return dotted.test(text) && fitsFloat(text) ? 'float' : 'string';
  if (!isDigit && first !== 43 && first !== 45) return 'string';
  const plain = text.replaceAll('_', '');
  if (integer.test(plain) || signedBinary.test(plain)) {
    if (plain.length < 16) return 'int';
    const value = bigint(plain);
    if (value >= -(2n ** 63n) && value < 2n ** 63n) return 'int';
    if (value >= 0 && value < 2n ** 64n && !plain.startsWith('+')) return 'unsigned';
  }
  return float.test(plain) && fitsFloat(plain) ? 'float' : 'string';
}

/** A number that a 64-bit float holds: Go refuses others, which leaves text. */
function fitsFloat(text: string): boolean {
  return Number.isFinite(Number(text.replaceAll('_', '')));
}

/**
 * The JSON value of a scalar of this kind. Integers beyond 2^53 lose their last digits, which no field of BGP has;
 * an infinite number is not JSON and must be refused before.
 */
export function jsonOf(kind: Kind, text: string): Json {
  switch (kind) {
    case 'null':
      return null;
    case 'true':
      return true;
    case 'false':
      return false;
    case 'int':
    case 'unsigned':
      return Number(bigint(text.replaceAll('_', '')));
    case 'float':
      return Number(text.replaceAll('_', ''));
    default:
      return text;
  }
}

/** The text that a scalar becomes as the key of a JSON object; undefined where sigs.k8s.io/yaml refuses it. */
export function keyOf(kind: Kind, text: string): string | undefined {
  switch (kind) {
    case 'null':
    case 'unsigned':
      return undefined;
    case 'true':
    case 'false':
      return kind;
    case 'int':
      return bigint(text.replaceAll('_', '')).toString();
    case 'float':
      return formatFloat32(Number(text.replaceAll('_', '')));
    case 'infinite':
      return /nan$/i.test(text) ? '.nan' : text.startsWith('-') ? '-.inf' : '.inf';
    case 'string':
      return text;
  }
}

/** Go's strconv.FormatFloat(value, 'g', -1, 32): the fewest digits that give the same 32-bit number, `1e+06` from there. */
function formatFloat32(value: number): string {
  const target = Math.fround(value);
  if (target === 0) return Object.is(target, -0) ? '-0' : '0';
  if (!Number.isFinite(target)) return target > 0 ? '.inf' : '-.inf';
  let digits = 1;
  while (digits < 9 && Math.fround(Number(target.toExponential(digits - 1))) !== target) digits++;
  const [mantissa = '', exponent = '0'] = target.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(`${mantissa}e${power}`));
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function bigint(plain: string): bigint {
  const binary = signedBinary.test(plain);
  const negative = binary ? plain[2] === '-' : plain.startsWith('-');
  const digits = binary ? `0b${plain.slice(3)}` : plain.replace(/^[-+]/, '');
  const magnitude = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return negative ? -magnitude : magnitude;
}

const timestamp = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?)?$/;

/** What a scalar is under one of YAML's own tags; undefined where the text does not fit the tag. */
export function taggedKind(name: string, text: string): Kind | undefined {
  const kind = kindOf(text);
  switch (name) {
    case 'null':
      return kind === 'null' ? kind : undefined;
    case 'bool':
      return kind === 'true' || kind === 'false' ? kind : undefined;
    case 'int':
      return kind === 'int' || kind === 'unsigned' ? kind : undefined;
    case 'float':
      return kind === 'int' || kind === 'float' || kind === 'infinite' ? kind : undefined;
    case 'timestamp':
      return timestamp.test(text) ? 'string' : undefined;
    default:
      return 'string';
  }
}

/** The text of `!!binary`; undefined if it is not base64. Bytes that are not UTF-8 become U+FFFD, as in Go's JSON. */
export function decodeBinary(text: string): string | undefined {
  const base64 = text.replace(/[\r\n]/g, '');
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));
}
