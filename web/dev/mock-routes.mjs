// What each route answers. State is a few lists; whoever starts the server anew begins anew.
import { analyses, at, claims, formats, hash, incidents, killed, policies, row, under } from './mock-data.mjs';

export class Refused extends Error {
  constructor(status, code, message, more) { super(message); Object.assign(this, { status, code, more }); }
}

const everything = ['read', 'see', 'annotate', 'decide', 'release', 'ingest', 'people', 'audit'];
const allowed = { steward: everything, reviewer: ['read', 'see', 'annotate', 'decide'], reader: ['read'], auditor: ['audit'] };
const people = Object.keys(allowed).map((name) => ({ name, roles: name === 'steward' ? ['steward', 'lead', 'reviewer', 'annotator', 'auditor'] : [name], disabled: false, second_factor: name === 'steward', sessions: 1, created: '2011-05-01T08:00:00Z' }));
const state = { first: process.env.FIRST === '1', languages: {}, corrections: [], revisions: {}, decisions: 0, releases: [], log: [] };

function note(actor, action, detail) {
  const previous = state.log.at(-1)?.hash ?? '0'.repeat(64);
  const entry = { seq: state.log.length + 1, at: at(), actor, action, detail, objects: {} };
  state.log.push({ ...entry, hash: hash(JSON.stringify(entry) + previous) });
}
for (const id of analyses.keys()) note('ingest', 'ingest', { article: id, version: 1 });
const checkpoint = () => `${state.log.length}:${state.log.at(-1).hash}`;

const who = (headers) => /marsad=([^;]+)/.exec(headers.cookie ?? '')?.[1];
const person = (name) => ({ name, roles: people.find((one) => one.name === name)?.roles ?? ['reader'], language: state.languages[name] ?? 'ar', may: allowed[name] ?? ['read'] });
const sessionOf = (name) => ({ person: person(name), csrf: hash('csrf' + name).slice(0, 24) });
const paged = (list, query) => { const limit = Number(query.limit ?? 50); const page = Number(query.page ?? 1); return { rows: list.slice((page - 1) * limit, page * limit), total: list.length }; };

const ofArticle = (id) => state.corrections.filter((one) => one.article === id);
const stateOf = (id) => (ofArticle(id).some((one) => !one.undone && one.action === 'done') ? 'done' : 'new');

const told = (id) => [...incidents.values()].filter((each) => each.reports.includes(id)).map((each) => ({ id: each.id, leads: each.leads.includes(id) }));

function inboxRow(one) {
  const { document, figures } = one;
  const dead = figures.filter((figure) => figure.kind === 'killed' && !figure.within);
  return {
    article: document.id, copies: document.id === 'sarmin-2' ? [{ article: 'sarmin-copy', outlet: 'موقع صدى' }] : [], version: 1, url: document.url, title: document.title, outlet: document.outlet, published: document.published, opening: document.text.slice(0, 180), claims: one.claims.length,
    denials: one.claims.filter((claim) => claim.stance === 'denies').length, killed: dead.length ? [Math.min(...dead.map((each) => each.low ?? each.high)), Math.max(...dead.map((each) => each.high ?? each.low))] : null, types: [...new Set(one.events.map((event) => event.type))].slice(0, 3),
    places: [...new Set(one.mentions.filter((mention) => mention.type === 'place').map((mention) => mention.name))].slice(0, 3), incidents: told(document.id),
  };
}

function inbox(query) {
  const wanted = query.state ?? 'new';
  const rows = [...analyses.values()].filter((one) => one.document.id !== 'sarmin-copy').map(inboxRow).filter((one) => wanted === 'all' || stateOf(one.article) === wanted);
  rows.sort((a, b) => (query.order === 'harm' ? (b.killed?.[1] ?? 0) - (a.killed?.[1] ?? 0) : b.published.localeCompare(a.published)));
  return paged(rows, query);
}

function articlePage(id, sees) {
  const one = analyses.get(id);
  if (!one) throw new Refused(404, 'missing', `no article ${id}`);
  return {
    article: { article: id, version: 1, outlet: one.document.outlet, title: one.document.title, url: one.document.url, published: one.document.published, current: true, sha256: hash(one.document.text), added: '2011-05-03T09:00:00Z' },
    analysis: sees ? one : null, withheld: !sees, versions: [{ version: 1, added: '2011-05-03T09:00:00Z', title: one.document.title, current: true }], copies: id === 'sarmin-2' ? [{ article: 'sarmin-copy', outlet: 'موقع صدى' }] : [],
    incidents: told(id), corrections: sees ? ofArticle(id) : [], revision: state.revisions[id] ?? 0,
  };
}

function correct(id, given, name) {
  const revision = state.revisions[id] ?? 0;
  if (given.revision !== revision) throw new Refused(409, 'changed', `the article is at revision ${revision}`);
  const correction = { number: state.corrections.length + 1, article: id, action: given.action, subject: given.subject ?? '', after: given.after ?? null, reason: given.reason ?? '', author: name, at: at(), undone: false };
  state.corrections.push(correction);
  state.revisions[id] = correction.number;
  note(name, 'correct', { article: id, subject: given.subject, action: given.action });
  return { correction: correction.number, revision: correction.number };
}

function decide(id, given, name) {
  const one = incidents.get(id);
  if (!one) throw new Refused(404, 'missing', `no incident ${id}`);
  if (given.version !== one.version) throw new Refused(409, 'changed', `the incident is at version ${one.version}`);
  if (!given.reason) throw new Refused(400, 'usage', 'a decision needs a reason');
  one.decisions = [...one.decisions, { number: ++state.decisions, action: given.action, detail: { what: given.detail ?? given.other ?? (given.articles ?? [given.article ?? '']).join(' ') }, reason: given.reason, author: name, at: at(), undone: false }];
  one.version += 1;
  if (given.action === 'merge') one.former_ids = [...one.former_ids, given.other];
  note(name, given.action, { incident: id });
  return { decision: state.decisions, version: one.version };
}

function filtered(query) {
  return [...incidents.values()].map((one) => under(one, query.policy)).filter((one) => (!query.since || (one.to ?? one.from) >= query.since) && (!query.until || one.from <= query.until) && (!query.type || one.type === query.type) && (!query.country || one.place?.country === query.country))
    .sort((a, b) => (query.order === 'size' ? b.reports.length - a.reports.length : b.from.localeCompare(a.from)));
}

function mapOf(query) {
  return { type: 'FeatureCollection', cut: false, features: filtered(query).map((one) => ({
    type: 'Feature', properties: { ...row(one), radius_km: one.place?.level === 'admin1' ? 80 : 0 },
    geometry: one.place && { type: 'Point', coordinates: [one.place.lon, one.place.lat] },
  })) };
}

const counted = (names) => [...new Set(names)].map((name) => ({ name, count: names.filter((one) => one === name).length }));
const tally = (list, of) => Object.values(list.reduce((all, each) => { const key = of(each); all[key] = [...(all[key] ?? []), each]; return all; }, {}));
function timeline(query) {
  const all = filtered(query);
  return {
    unit: 'day', incidents: tally(all, (one) => one.from).map((list) => ({ day: list[0].from, count: list.length, killed_low: list.reduce((sum, one) => sum + (killed(one)?.[0] ?? 0), 0), killed_high: list.reduce((sum, one) => sum + (killed(one)?.[1] ?? 0), 0) })).sort((a, b) => a.day.localeCompare(b.day)),
    reports: tally([...analyses.values()], (one) => one.document.published).map((list) => ({ day: list[0].document.published, count: list.length })).sort((a, b) => a.day.localeCompare(b.day)),
  };
}

function ledger(query) {
  const meets = (claim) => (!query.words || analyses.get(claim.article).document.text.includes(query.words)) && (!query.figure || claim.figure === query.figure) && (!query.stance || claim.stance === query.stance) && (!query.type || claim.type === query.type)
    && (!query.outlet || claim.outlet === query.outlet) && (!query.source || claim.source.includes(query.source) || claim.source_entity === query.source) && (!query.country || claim.place?.country === query.country) && (!query.from || (claim.from && claim.from >= query.from));
  return paged(claims.filter(meets), query);
}

function sources() {
  const outlets = tally([...analyses.values()], (one) => one.document.outlet).map((list) => {
    const name = list[0].document.outlet;
    return { name, articles: list.length, first: list[0].document.published, last: list.at(-1).document.published, corrected: 0 };
  });
  const speakers = tally(claims, (claim) => claim.origin).map((list) => ({ origin: list[0].origin, name: list[0].source || list[0].outlet, claims: list.length, denials: list.filter((claim) => claim.stance === 'denies').length, outlets: [...new Set(list.map((claim) => claim.outlet))] })).sort((a, b) => b.claims - a.claims);
  const quotes = tally(claims, (claim) => claim.outlet + claim.origin).map((list) => ({ outlet: list[0].outlet, origin: list[0].origin, claims: list.length }));
  return { outlets, speakers, quotes, of_newest: 300 };
}

function quality() {
  const count = (list, extra) => ({ ...extra, accepted: list.filter((one) => one.action === 'accept').length + 21, corrected: list.filter((one) => one.action === 'correct').length + 5, rejected: list.filter((one) => one.action === 'reject').length + 3, added: list.filter((one) => one.action === 'add').length + 2 });
  const outlets = [...new Set([...analyses.values()].map((one) => one.document.outlet))];
  return { layers: ['claim', 'event', 'figure'].map((layer) => count(state.corrections.filter((one) => one.subject.startsWith(layer)), { layer })), by_outlet: outlets.map((outlet) => count([], { outlet })), by_month: [count([], { month: '2011-05' })] };
}

function release(given, name) {
  const manifest = { format: given.format, policy: given.policy ?? 'ucdp-like', filter: given.filter ?? {}, counts: { incidents: incidents.size, claims: claims.length }, sha256: hash(JSON.stringify(given) + state.releases.length) };
  const made = { number: state.releases.length + 1, at: at(), author: name, format: given.format, manifest };
  state.releases.unshift(made);
  note(name, 'export', made);
  return { number: made.number, manifest };
}

function undoOf(kind, number, name, given) {
  const list = kind === 'corrections' ? state.corrections : [...incidents.values()].flatMap((one) => one.decisions);
  const found = list.find((one) => one.number === number && !one.undone);
  if (!found) throw new Refused(409, 'undone', 'it is already taken back');
  found.undone = true;
  if (kind === 'corrections') {
    state.corrections.push({ ...found, number: state.corrections.length + 1, action: 'undo', after: null, author: name, at: at(), undone: false });
    state.revisions[found.article] = state.corrections.length;
  }
  else for (const one of incidents.values()) if (one.decisions.includes(found)) { one.version += 1; if (found.action === 'merge') one.former_ids = []; }
  note(name, 'undo', { number, reason: given.reason ?? '' });
  return {};
}

function door(method, path, given, name) {
  if (path[0] === 'session' && method === 'POST') {
    if (given.password === 'wrong' || !given.name) throw new Refused(401, 'sign-in', 'name or password is wrong');
    return { value: sessionOf(given.name), cookie: `marsad=${given.name}; HttpOnly; SameSite=Strict; Path=/` };
  }
  if (path[0] === 'first-run') {
    state.first = false;
    allowed[given.name] = everything;
    state.languages[given.name] = given.language;
    return { value: sessionOf(given.name), cookie: `marsad=${given.name}; HttpOnly; SameSite=Strict; Path=/` };
  }
  if (!name) throw new Refused(401, 'session', 'nobody is signed in', { first_run: state.first });
  if (path[0] === 'session') return method === 'DELETE' ? { value: {}, cookie: 'marsad=; Max-Age=0; Path=/' } : { value: sessionOf(name) };
  return null;
}

const needs = { audit: 'audit', people: 'people', rejected: 'ingest' };

export function routes(method, path, query, given, headers) {
  const name = who(headers);
  const at_door = door(method, path, given, name);
  if (at_door) return at_door;
  if (method !== 'GET' && headers['x-csrf-token'] !== sessionOf(name).csrf) throw new Refused(403, 'csrf', 'the token is wrong');
  const need = needs[path[0]] ?? 'read';
  if (path[0] !== 'me' && !person(name).may.includes(need)) throw new Refused(403, 'role', `this needs ${need}`);
  const [first, id, third] = path;
  const answers = {
    'GET overview': () => ({ articles: analyses.size, incidents: incidents.size, rejected: 1, first: '2011-05-03', last: '2011-05-16', checkpoint: checkpoint(), types: counted([...incidents.values()].map((one) => one.type)), countries: counted([...incidents.values()].flatMap((one) => one.place?.country ?? [])), outlets: counted([...analyses.values()].map((one) => one.document.outlet)) }),
    'GET inbox': () => inbox(query), 'GET claims': () => ledger(query), 'GET incidents': () => (id ? under(incidents.get(id) ?? [...incidents.values()].find((one) => one.former_ids.includes(id)), query.policy) : paged(filtered(query).map(row), query)),
    'GET articles': () => (third === 'why' ? why(id) : articlePage(id, person(name).may.includes('see'))), 'POST articles': () => (third ? correct(id, given, name) : { outcome: 'added', article: 'sarmin-1' }),
    'POST incidents': () => decide(id, given, name), 'POST corrections': () => undoOf(first, Number(id), name, given), 'POST decisions': () => undoOf(first, Number(id), name, given),
    'GET map': () => mapOf(query), 'GET timeline': () => timeline(query), 'GET sources': () => sources(), 'GET quality': () => quality(),
    'GET policies': () => (id === 'diff' ? { looked_at: incidents.size, rows: [...incidents.values()].map((one) => ({ id: one.id, a: under(one, query.a).range, b: under(one, query.b).range })).filter((one) => JSON.stringify(one.a.measures) !== JSON.stringify(one.b.measures)) } : policies),
    'GET exports': () => (id ? {} : { formats, releases: state.releases }), 'POST exports': () => release(given, name),
    'GET audit': () => ({ rows: state.log.filter((one) => (!query.actor || one.actor.includes(query.actor)) && (!query.action || one.action.includes(query.action)) && (!query.before || one.seq < Number(query.before))).reverse().slice(0, Number(query.limit ?? 100)), checkpoint: checkpoint() }),
    'POST audit': () => ({ clean: true, faults: [], checkpoint: checkpoint() }), 'GET rejected': () => [{ number: 1, where: 'feed.xml', at: '2011-05-04T07:00:00Z', reason: 'the item has no text', remedy: 'fetch the page itself' }],
    'GET people': () => people, 'POST people': () => { people.push({ name: given.name, roles: given.roles, disabled: false, second_factor: false, sessions: 0, created: at() }); return {}; },
    'PATCH people': () => Object.assign(people.find((one) => one.name === id), given), 'GET me': () => [{ id: 'a', begun: at(), seen: at(), agent: 'Chromium, Debian', this: true }, { id: 'b', begun: '2011-05-01T08:00:00Z', seen: '2011-05-02T08:00:00Z', agent: 'Firefox, Android', this: false }],
    'PUT me': () => { if (id === 'language') state.languages[name] = given.language; return {}; }, 'DELETE me': () => ({}), 'POST me': () => ({ secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/Marsad:steward?secret=JBSWY3DPEHPK3PXP&issuer=Marsad' }),
    'GET corrections': () => ({ rows: state.corrections }),
  };
  const answer = answers[`${method} ${first}`];
  if (!answer) throw new Refused(404, 'missing', `no route ${method} ${path.join('/')}`);
  return { value: answer() };
}

function why(id) {
  const one = structuredClone(analyses.get(id));
  for (const claim of one.claims) claim.why = ['attribution/says-that', `lexicon/verbs:${claim.cue.text}`];
  for (const event of one.events) event.why = [`events/${event.type}`];
  for (const figure of one.figures) figure.why = [`figures/${figure.kind}`];
  return one;
}
