// What each route answers. Whoever starts the server anew begins anew.
import { analyses, at, claims, formats, hash, incidents, policies, row, under } from './mock-data.mjs';
import {
  allowed,
  checkpoint,
  everything,
  note,
  people,
  person,
  Refused,
  sessionOf,
  state,
  who,
} from './mock-state.mjs';
import { counted, filtered, ledger, mapOf, paged, quality, sources, timeline, why } from './mock-views.mjs';

const ofArticle = (id) => state.corrections.filter((one) => one.article === id);
const stateOf = (id) => (ofArticle(id).some((one) => !one.undone && one.action === 'done') ? 'done' : 'new');

const told = (id) =>
  [...incidents.values()]
    .filter((each) => each.reports.includes(id))
    .map((each) => ({ id: each.id, leads: each.leads.includes(id) }));

function inboxRow(one) {
  const { document, figures } = one;
  const dead = figures.filter((figure) => figure.kind === 'killed' && !figure.within);
  return {
    article: document.id,
    copies: document.id === 'sarmin-2' ? [{ article: 'sarmin-copy', outlet: 'موقع صدى' }] : [],
    version: 1,
    url: document.url,
    title: document.title,
    outlet: document.outlet,
    published: document.published,
    opening: document.text.slice(0, 180),
    state: { new: 'new', done: 'decided' }[stateOf(document.id)],
    by: [],
    claims: one.claims.length,
    denials: one.claims.filter((claim) => claim.stance === 'denies').length,
    killed: dead.length
      ? [Math.min(...dead.map((each) => each.low ?? each.high)), Math.max(...dead.map((each) => each.high ?? each.low))]
      : null,
    types: [...new Set(one.events.map((event) => event.type))].slice(0, 3),
    places: [
      ...new Set(one.mentions.filter((mention) => mention.type === 'place').map((mention) => mention.name)),
    ].slice(0, 3),
    incidents: told(document.id),
  };
}

function inbox(query) {
  const wanted = query.state ?? 'new';
  const rows = [...analyses.values()]
    .filter((one) => one.document.id !== 'sarmin-copy')
    .map(inboxRow)
    .filter((one) => wanted === 'all' || stateOf(one.article) === wanted);
  rows.sort((a, b) =>
    query.order === 'harm' ? (b.killed?.[1] ?? 0) - (a.killed?.[1] ?? 0) : b.published.localeCompare(a.published),
  );
  return paged(rows, query);
}

function articlePage(id, sees) {
  const one = analyses.get(id);
  if (!one) throw new Refused(404, 'missing', `no article ${id}`);
  return {
    article: {
      article: id,
      version: 1,
      outlet: one.document.outlet,
      title: one.document.title,
      url: one.document.url,
      published: one.document.published,
      current: true,
      sha256: hash(one.document.text),
      added: '2011-05-03T09:00:00Z',
    },
    analysis: sees ? one : null,
    withheld: !sees,
    versions: [{ version: 1, added: '2011-05-03T09:00:00Z', title: one.document.title, current: true }],
    copies: id === 'sarmin-2' ? [{ article: 'sarmin-copy', outlet: 'موقع صدى' }] : [],
    incidents: told(id),
    corrections: sees ? ofArticle(id) : [],
    revision: state.revisions[id] ?? 0,
  };
}

function correct(id, given, name) {
  const revision = state.revisions[id] ?? 0;
  if (given.revision !== revision) throw new Refused(409, 'changed', `the article is at revision ${revision}`);
  const correction = {
    number: state.corrections.length + 1,
    article: id,
    action: given.action,
    subject: given.subject ?? '',
    after: given.after ?? null,
    reason: given.reason ?? '',
    author: name,
    at: at(),
    undone: false,
  };
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
  one.decisions = [
    ...one.decisions,
    {
      number: ++state.decisions,
      action: given.action,
      detail: { what: given.detail ?? given.other ?? (given.articles ?? [given.article ?? '']).join(' ') },
      reason: given.reason,
      author: name,
      at: at(),
      undone: false,
    },
  ];
  one.version += 1;
  if (given.action === 'merge') one.former_ids = [...one.former_ids, given.other];
  note(name, given.action, { incident: id });
  return { decision: state.decisions, version: one.version };
}

function release(given, name) {
  const manifest = {
    format: given.format,
    policy: given.policy ?? 'ucdp-like',
    filter: given.filter ?? {},
    counts: { incidents: incidents.size, claims: claims.length },
    sha256: hash(JSON.stringify(given) + state.releases.length),
  };
  const made = {
    number: state.releases.length + 1,
    at: at(),
    author: name,
    format: given.format,
    manifest,
    published: null,
  };
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
    state.corrections.push({
      ...found,
      number: state.corrections.length + 1,
      action: 'undo',
      after: null,
      author: name,
      at: at(),
      undone: false,
    });
    state.revisions[found.article] = state.corrections.length;
  } else
    for (const one of incidents.values())
      if (one.decisions.includes(found)) {
        one.version += 1;
        if (found.action === 'merge') one.former_ids = [];
      }
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
  if (path[0] === 'session')
    return method === 'DELETE' ? { value: {}, cookie: 'marsad=; Max-Age=0; Path=/' } : { value: sessionOf(name) };
  return null;
}

const needs = { audit: 'audit', people: 'people', rejected: 'ingest' };

export function routes(method, path, query, given, headers) {
  const name = who(headers);
  const at_door = door(method, path, given, name);
  if (at_door) return at_door;
  if (method !== 'GET' && headers['x-csrf-token'] !== sessionOf(name).csrf)
    throw new Refused(403, 'csrf', 'the token is wrong');
  const need = needs[path[0]] ?? 'read';
  if (path[0] !== 'me' && !person(name).may.includes(need)) throw new Refused(403, 'role', `this needs ${need}`);
  const [first, id, third] = path;
  const answers = {
    'GET overview': () => ({
      articles: analyses.size,
      incidents: incidents.size,
      rejected: 1,
      samples: false,
      first: '2011-05-03',
      last: '2011-05-16',
      checkpoint: checkpoint(),
      types: counted([...incidents.values()].map((one) => one.type)),
      countries: counted([...incidents.values()].flatMap((one) => one.place?.country ?? [])),
      outlets: counted([...analyses.values()].map((one) => one.document.outlet)),
    }),
    'GET inbox': () => inbox(query),
    'GET claims': () => (id === 'total' ? { total: ledger(query).total, complete: true } : ledger(query)),
    'GET incidents': () =>
      id
        ? under(incidents.get(id) ?? [...incidents.values()].find((one) => one.former_ids.includes(id)), query.policy)
        : paged(filtered(query).map(row), query),
    'GET articles': () => (third === 'why' ? why(id) : articlePage(id, person(name).may.includes('see'))),
    'POST articles': () => (third ? correct(id, given, name) : { outcome: 'added', article: 'sarmin-1' }),
    'POST incidents': () => decide(id, given, name),
    'POST corrections': () => undoOf(first, Number(id), name, given),
    'POST decisions': () => undoOf(first, Number(id), name, given),
    'GET map': () => mapOf(query),
    'GET timeline': () => timeline(query),
    'GET sources': () => sources(),
    'GET quality': () => quality(),
    'GET policies': () =>
      id === 'diff'
        ? {
            looked_at: incidents.size,
            rows: [...incidents.values()]
              .map((one) => ({ id: one.id, a: under(one, query.a).range, b: under(one, query.b).range }))
              .filter((one) => JSON.stringify(one.a.measures) !== JSON.stringify(one.b.measures)),
          }
        : policies,
    'GET exports': () => (id ? { against: null } : { formats, releases: state.releases }),
    'POST exports': () => release(given, name),
    'GET audit': () => ({
      rows: state.log
        .filter(
          (one) =>
            (!query.actor || one.actor.includes(query.actor)) &&
            (!query.action || one.action.includes(query.action)) &&
            (!query.before || one.seq < Number(query.before)),
        )
        .reverse()
        .slice(0, Number(query.limit ?? 100)),
      checkpoint: checkpoint(),
    }),
    'POST audit': () => ({ clean: true, faults: [], checkpoint: checkpoint() }),
    'GET rejected': () => [
      {
        number: 1,
        where: 'feed.xml',
        at: '2011-05-04T07:00:00Z',
        reason: 'the item has no text',
        remedy: 'fetch the page itself',
      },
    ],
    'GET people': () => (third ? [] : people),
    'POST people': () => {
      people.push({
        name: given.name,
        roles: given.roles,
        disabled: false,
        second_factor: false,
        sessions: 0,
        created: at(),
      });
      return {};
    },
    'PATCH people': () =>
      Object.assign(
        people.find((one) => one.name === id),
        given,
      ),
    'GET me': () => [
      { id: 'a', begun: at(), seen: at(), agent: 'Chromium, Debian', this: true },
      { id: 'b', begun: '2011-05-01T08:00:00Z', seen: '2011-05-02T08:00:00Z', agent: 'Firefox, Android', this: false },
    ],
    'PUT me': () => {
      if (id === 'language') state.languages[name] = given.language;
      return {};
    },
    'DELETE me': () => ({}),
    'POST me': () => ({
      secret: 'JBSWY3DPEHPK3PXP',
      uri: 'otpauth://totp/Marsad:steward?secret=JBSWY3DPEHPK3PXP&issuer=Marsad',
    }),
    'GET corrections': () => ({ rows: state.corrections }),
  };
  const answer = answers[`${method} ${first}`];
  if (!answer) throw new Refused(404, 'missing', `no route ${method} ${path.join('/')}`);
  return { value: answer() };
}
