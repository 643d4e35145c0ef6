// The fixtures: what the engine made of articles that were written for this, read into memory.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';

const lines = (name) =>
  readFileSync(new URL(`fixtures/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
export const analyses = new Map(lines('analyses').map((one) => [one.document.id, one]));
export const claims = lines('claims');
const arabic = {
  Hodeidah: 'الحديدة',
  Fallujah: 'الفلوجة',
  Derna: 'درنة',
  Mukalla: 'المكلا',
  Rastan: 'الرستن',
  Sarmin: 'سرمين',
  Idlib: 'إدلب',
  Zabadani: 'الزبداني',
};
const named = (place) => (place ? { ...place, ...(arabic[place.name] ? { name_ar: arabic[place.name] } : {}) } : null);
for (const claim of claims) claim.place = named(claim.place);

const articleOf = (id, leads) => {
  const { title, outlet, url, published } = analyses.get(id).document;
  return { article: id, version: 1, title, outlet, url, published, leads };
};
export const incidents = new Map(
  lines('incidents').map((one) => [
    one.id,
    {
      ...one,
      place: named(one.place),
      version: 1,
      candidates: [],
      articles: one.reports.map((id) => articleOf(id, one.leads.includes(id))),
      claims: Object.fromEntries(
        Object.entries(one.claims).map(([origin, list]) => [
          origin,
          list.map((claim) => ({ ...claim, place: named(claim.place) })),
        ]),
      ),
    },
  ]),
);
// One that is known only by its governorate, and one that no article places.
const like = (id, changes) => incidents.set(id, { ...structuredClone([...incidents.values()][0]), id, ...changes });
like('i-0000000a01', {
  type: 'displacement',
  from: '2011-05-02',
  to: '2011-05-06',
  place: {
    name: 'Idlib',
    name_ar: 'محافظة إدلب',
    entity: 'x-idlib',
    country: 'SY',
    level: 'admin1',
    lat: 35.8,
    lon: 36.7,
  },
  dated: false,
});
like('i-0000000a02', {
  type: 'arrest',
  from: '2011-05-11',
  to: '2011-05-11',
  place: null,
  tolls: [],
  series: [],
  claims: {},
  links: [],
  range: { policy: 'ucdp-like', version: 1, grade: '', origins: 1, measures: [] },
});

export const hash = (text) => createHash('sha256').update(text).digest('hex');
export const at = () => new Date().toISOString().slice(0, 19) + 'Z';

const measure = (one) => one.range.measures.find((each) => each.kind === 'killed');
export const killed = (one) => {
  const m = measure(one);
  return m ? [m.low, m.high] : null;
};
export const row = (one) => ({
  id: one.id,
  from: one.from,
  to: one.to,
  dated: one.dated,
  type: one.type,
  place: one.place,
  articles: one.reports.length,
  leads: one.leads.length,
  killed: killed(one),
  version: one.version,
  range: { grade: one.range.grade, measures: one.range.measures },
});
for (const one of incidents.values())
  one.candidates = [...incidents.values()]
    .filter((other) => other.id !== one.id)
    .slice(0, 3)
    .map((other) => ({ ...row(other), score: 2.5, reasons: [] }));

export const policies = [
  {
    name: 'acled-like',
    version: 1,
    summary: 'One figure for an incident: the least that any independent origin last gave.',
    measures: ['killed'],
    stances: ['asserts', 'confirms', 'accuses'],
    statuses: ['reported'],
    low: 'least',
    best: 'least',
    high: 'least',
    unknown_killed: 3,
    vague: [
      { low: 20, high: 99, figure: 10 },
      { low: 200, high: 999, figure: 100 },
    ],
    grades: [],
  },
  {
    name: 'airwars-like',
    version: 1,
    summary: 'Least and most over all origins, and a grade by who says what.',
    measures: ['killed', 'injured'],
    stances: ['asserts', 'confirms', 'accuses'],
    statuses: ['reported', 'possible'],
    low: 'least',
    best: 'none',
    high: 'most',
    unknown_killed: null,
    vague: [],
    grades: [
      { name: 'discounted', combatants_only: true },
      { name: 'contested', denied: true },
      { name: 'fair', origins: 2 },
      { name: 'weak', origins: 1 },
    ].map((one) => ({ origins: 0, accepted: false, denied: false, combatants_only: false, ...one })),
  },
  {
    name: 'ucdp-like',
    version: 1,
    summary: 'Low, best and high over what independent origins last gave; best is the middle one.',
    measures: ['killed'],
    stances: ['asserts', 'confirms', 'accuses'],
    statuses: ['reported', 'possible'],
    low: 'least',
    best: 'median',
    high: 'most',
    unknown_killed: null,
    vague: [],
    grades: [],
  },
];
const format = (name, what, ...lost) => ({ name, media_type: 'text/plain', what, lost });
export const formats = [
  format('jsonl', 'the whole store but its log', 'the log'),
  format('csv', 'the ledger: one row a claim', 'links between claims'),
  format('hxl', 'incidents with HXL tags', 'coordinates of what is wider than a town'),
  format('acled', '31 columns, one row an incident', 'the injured', 'inter1, inter2, interaction'),
  format('ucdp', '49 columns, one row an incident with deaths', 'incidents without a death', 'deaths by side'),
  format('airwars', 'harm and grade, one row an incident', 'names of victims'),
  format('geojson', 'one feature an incident', 'claims'),
  format('web-annotation', 'each claim as an annotation', 'incidents'),
  format('prov', 'what each incident derives from', 'figures'),
];

/** The incident as a policy sees it. */
export function under(one, name = 'ucdp-like') {
  const policy = policies.find((each) => each.name === name) ?? policies[2];
  const measures = one.range.measures.map((m) =>
    name === 'acled-like' ? { ...m, best: m.low, high: m.low } : name === 'airwars-like' ? { ...m, best: null } : m,
  );
  const denied = Object.values(one.claims)
    .flat()
    .some((claim) => claim.stance === 'denies');
  const grade = name === 'airwars-like' ? (denied ? 'contested' : one.range.origins > 1 ? 'fair' : 'weak') : '';
  return { ...one, range: { ...one.range, policy: policy.name, version: policy.version, measures, grade } };
}
