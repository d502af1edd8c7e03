import type { World } from '../world.ts';
export async function init(_world: World, _options: { yes?: true; dryRun?: true }): Promise<number> {
  return 0;
}
