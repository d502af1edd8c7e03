/** Settings of the editor, section `bgplint`; what is not as it should be is as if it were not set. */

export interface Settings {
  /** A config file, from the workspace's folder, or false for none; that of the repository if absent. */
  readonly config?: string | false;
  /** How long after the last edit a check begins, in milliseconds. */
  readonly delay: number;
}

export const defaultSettings: Settings = { delay: 150 };

/** The longest delay that makes sense. */
const longestDelay = 10_000;

/** Reads `{ config, delay }`, or an object that holds it as its member `bgplint`. */
export function settingsOf(value: unknown): Settings {
  const own = membersOf(value);
  const { config, delay } = own['bgplint'] === undefined ? own : membersOf(own['bgplint']);
  const named = config === false || (typeof config === 'string' && config !== '') ? config : undefined;
  const isDelay = typeof delay === 'number' && delay >= 0;
  return {
    ...(named !== undefined && { config: named }),
    delay: isDelay ? Math.min(delay, longestDelay) : defaultSettings.delay,
  };
}

function membersOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
