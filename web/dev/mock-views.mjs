// What is only read: lists, map, timeline, sources and the reasons of readings, all from the fixtures.
import { analyses, claims, incidents, killed, row, under } from './mock-data.mjs';
import { state } from './mock-state.mjs';

export const paged = (list, query) => {
  const limit = Number(query.limit ?? 50);
  const page = Number(query.page ?? 1);
  return { rows: list.slice((page - 1) * limit, page * limit), total: list.length };
};

export function filtered(query) {
  return [...incidents.values()]
    .map((one) => under(one, query.policy))
    .filter(
      (one) =>
        (!query.since || (one.to ?? one.from) >= query.since) &&
        (!query.until || one.from <= query.until) &&
        (!query.type || one.type === query.type) &&
        (!query.country || one.place?.country === query.country),
    )
    .sort((a, b) => (query.order === 'size' ? b.reports.length - a.reports.length : b.from.localeCompare(a.from)));
}

export function mapOf(query) {
  return {
    type: 'FeatureCollection',
    cut: false,
    features: filtered(query).map((one) => ({
      type: 'Feature',
      properties: { ...row(one), radius_km: one.place?.level === 'admin1' ? 80 : 0 },
      geometry: one.place && { type: 'Point', coordinates: [one.place.lon, one.place.lat] },
    })),
  };
}

export const counted = (names) =>
  [...new Set(names)].map((name) => ({ name, count: names.filter((one) => one === name).length }));
const tally = (list, of) =>
  Object.values(
    list.reduce((all, each) => {
      const key = of(each);
      all[key] = [...(all[key] ?? []), each];
      return all;
    }, {}),
  );
export function timeline(query) {
  const all = filtered(query);
  return {
    unit: 'day',
    incidents: tally(all, (one) => one.from)
      .map((list) => ({
        day: list[0].from,
        count: list.length,
        killed_low: list.reduce((sum, one) => sum + (killed(one)?.[0] ?? 0), 0),
        killed_high: list.reduce((sum, one) => sum + (killed(one)?.[1] ?? 0), 0),
      }))
      .sort((a, b) => a.day.localeCompare(b.day)),
    reports: tally([...analyses.values()], (one) => one.document.published)
      .map((list) => ({ day: list[0].document.published, count: list.length }))
      .sort((a, b) => a.day.localeCompare(b.day)),
  };
}

export function ledger(query) {
  const meets = (claim) =>
    (!query.words || analyses.get(claim.article).document.text.includes(query.words)) &&
    (!query.figure || claim.figure === query.figure) &&
    (!query.stance || claim.stance === query.stance) &&
    (!query.type || claim.type === query.type) &&
    (!query.outlet || claim.outlet === query.outlet) &&
    (!query.source || claim.source.includes(query.source) || claim.source_entity === query.source) &&
    (!query.country || claim.place?.country === query.country) &&
    (!query.from || (claim.from && claim.from >= query.from));
  return paged(claims.filter(meets), query);
}

export function sources() {
  const outlets = tally([...analyses.values()], (one) => one.document.outlet).map((list) => {
    const name = list[0].document.outlet;
    return {
      name,
      articles: list.length,
      first: list[0].document.published,
      last: list.at(-1).document.published,
      corrected: 0,
    };
  });
  const speakers = tally(claims, (claim) => claim.origin)
    .map((list) => ({
      origin: list[0].origin,
      name: list[0].source || list[0].outlet,
      claims: list.length,
      denials: list.filter((claim) => claim.stance === 'denies').length,
      outlets: [...new Set(list.map((claim) => claim.outlet))],
    }))
    .sort((a, b) => b.claims - a.claims);
  const quotes = tally(claims, (claim) => claim.outlet + claim.origin).map((list) => ({
    outlet: list[0].outlet,
    origin: list[0].origin,
    claims: list.length,
  }));
  return { outlets, speakers, quotes, of_newest: 300 };
}

export function why(id) {
  const one = structuredClone(analyses.get(id));
  for (const claim of one.claims) claim.why = ['attribution/says-that', `lexicon/verbs:${claim.cue.text}`];
  for (const event of one.events) event.why = [`events/${event.type}`];
  for (const figure of one.figures) figure.why = [`figures/${figure.kind}`];
  return one;
}

export function quality() {
  const count = (list, extra) => ({
    ...extra,
    accepted: list.filter((one) => one.action === 'accept').length + 21,
    corrected: list.filter((one) => one.action === 'correct').length + 5,
    rejected: list.filter((one) => one.action === 'reject').length + 3,
    added: list.filter((one) => one.action === 'add').length + 2,
  });
  const outlets = [...new Set([...analyses.values()].map((one) => one.document.outlet))];
  return {
    layers: ['claim', 'event', 'figure'].map((layer) =>
      count(
        state.corrections.filter((one) => one.subject.startsWith(layer)),
        { layer },
      ),
    ),
    by_outlet: outlets.map((outlet) => count([], { outlet })),
    by_month: [count([], { month: '2011-05' })],
  };
}
