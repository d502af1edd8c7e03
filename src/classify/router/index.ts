/** Configurations of routers: their normal form. */
import type { Document } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';

/** The resources of a document in one of the formats; none for another. */
export function classifyRouter(_document: Document, _format: string, _firstId: number): readonly Resource[] {
  return [];
}
