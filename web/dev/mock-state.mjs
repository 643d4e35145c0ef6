// What the mock server keeps while it runs: accounts, sessions, corrections, releases and a chained log.
import { analyses, at, hash } from './mock-data.mjs';

export class Refused extends Error {
  constructor(status, code, message, more) {
    super(message);
    Object.assign(this, { status, code, more });
  }
}

export const everything = ['read', 'see', 'annotate', 'decide', 'release', 'ingest', 'people', 'audit'];
export const allowed = {
  steward: everything,
  reviewer: ['read', 'see', 'annotate', 'decide'],
  reader: ['read'],
  auditor: ['audit'],
};
export const people = Object.keys(allowed).map((name) => ({
  name,
  roles: name === 'steward' ? ['steward', 'lead', 'reviewer', 'annotator', 'auditor'] : [name],
  disabled: false,
  second_factor: name === 'steward',
  sessions: 1,
  created: '2011-05-01T08:00:00Z',
}));
export const state = {
  first: process.env.FIRST === '1',
  languages: {},
  corrections: [],
  revisions: {},
  decisions: 0,
  releases: [],
  log: [],
};

export function note(actor, action, detail) {
  const previous = state.log.at(-1)?.hash ?? '0'.repeat(64);
  const entry = { seq: state.log.length + 1, at: at(), actor, action, detail, objects: {} };
  state.log.push({ ...entry, hash: hash(JSON.stringify(entry) + previous) });
}
for (const id of analyses.keys()) note('ingest', 'ingest', { article: id, version: 1 });
export const checkpoint = () => `${state.log.length}:${state.log.at(-1).hash}`;

export const who = (headers) => /marsad=([^;]+)/.exec(headers.cookie ?? '')?.[1];
export const person = (name) => ({
  name,
  second_factor: people.find((one) => one.name === name)?.second_factor ?? false,
  roles: people.find((one) => one.name === name)?.roles ?? ['reader'],
  language: state.languages[name] ?? 'ar',
  may: allowed[name] ?? ['read'],
});
export const sessionOf = (name) => ({ person: person(name), csrf: hash('csrf' + name).slice(0, 24) });
