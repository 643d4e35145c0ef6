// How far a place of each level reaches, in kilometres: what is wider than a town is drawn as an area.
const reach: Record<string, number> = { admin2: 30, admin1: 80, region: 150, country: 500 };

/** 0 for a town or finer. */
export const radius = (level: string): number => reach[level] ?? 0;
