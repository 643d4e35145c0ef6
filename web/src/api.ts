// The only file that speaks to the server: cookie session, CSRF token, faults as values of one class.
import { useEffect, useRef, useState } from 'preact/hooks';
import { dropDrafts } from './draft';
import { hush, listen } from './events';
import { changes, expired, firstRun, language, samples, samplesThere, saved, session } from './state';
import type { Query } from './router';
import type { Session } from './types';

export class Fault extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

const base = '/api/v1';

export function address(path: string, query: Query = {}): string {
  const kept = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => [key, String(value)]);
  return base + path + (kept.length > 0 ? '?' + new URLSearchParams(kept).toString() : '');
}

async function ask<T>(method: string, where: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && session.value) headers['X-CSRF-Token'] = session.value.csrf;
  let answer: Response;
  try {
    answer = await fetch(where, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Fault(0, 'offline', '', '');
  }
  const words = await answer.text();
  const told = words && answer.headers.get('Content-Type')?.includes('json') ? JSON.parse(words) : {};
  if (answer.ok) return told as T;
  if (answer.status === 401) {
    firstRun.value = Boolean(told.first_run);
    samplesThere.value = Boolean(told.samples);
    // Who was signed in signs in again over the page, so that nothing typed is lost.
    if (session.value) expired.value = true;
    else session.value = null;
  }
  throw new Fault(answer.status, told.error?.code ?? '', told.error?.message ?? '', told.error?.remedy ?? '');
}

export const get = <T>(path: string, query: Query = {}): Promise<T> => ask<T>('GET', address(path, query));

/** Changes something, and says so in the line of saved states. */
export async function send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  saved.value = { what: 'saving', at: new Date() };
  try {
    const answer = await ask<T>(method, base + path, method === 'DELETE' ? body : (body ?? {}));
    saved.value = { what: 'saved', at: new Date() };
    return answer;
  } catch (fault) {
    saved.value = { what: 'failed', at: new Date() };
    throw fault;
  }
}

function enter(answer: Session): void {
  session.value = answer;
  firstRun.value = false;
  if (answer.person.language === 'ar' || answer.person.language === 'en') language.value = answer.person.language;
  expired.value = false;
  listen(base + '/events');
}

export const whoAmI = (): Promise<void> =>
  get<Session>('/session').then(enter, () => {
    session.value = null;
  });
export async function signIn(name: string, password: string, code: string): Promise<void> {
  enter(await ask<Session>('POST', base + '/session', { name, password, ...(code ? { code } : {}) }));
}
export async function begin(form: { name: string; password: string; language: string; alone: boolean }): Promise<void> {
  enter(await ask<Session>('POST', base + '/first-run', form));
}
/** Reads the sample articles; how far it is comes as changes, and a fault is shown where they would stand. */
export async function readSamples(): Promise<void> {
  samples.value = { done: 0, total: 0 };
  try {
    await send('POST', '/samples');
  } finally {
    samples.value = null;
  }
}
/** Leaves, whatever the server says: it may have ended the session already. */
export async function signOut(): Promise<void> {
  hush();
  dropDrafts();
  await send('DELETE', '/session').catch(() => undefined);
  saved.value = null;
  expired.value = false;
  session.value = null;
}

export interface Loaded<T> {
  data: T | undefined;
  fault: Fault | undefined;
  reload: () => Promise<T | undefined>;
}

/** What a path answers; asked again when the query changes, or somebody changed one of `kinds`. */
export function useData<T>(path: string, query: Query = {}, kinds: string[] = []): Loaded<T> {
  const where = address(path, query);
  const [state, set] = useState<{ where: string; data?: T; fault?: Fault }>({ where });
  const latest = useRef(where);
  latest.current = where;
  const load = async () => {
    try {
      const data = await ask<T>('GET', where);
      if (latest.current === where) set({ where, data });
      return data;
    } catch (fault) {
      if (latest.current === where) set({ where, fault: fault as Fault });
      return undefined;
    }
  };
  const heard = kinds.includes(changes.value.what) ? changes.value.count : 0;
  useEffect(() => {
    void load();
  }, [where, heard, session.value?.csrf]);
  return { data: state.data, fault: state.fault, reload: load };
}
