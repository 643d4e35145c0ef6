// What the whole page shares: who is signed in, language, looks, and what was saved last.
import { effect, signal } from '@preact/signals';
import type { Session } from './types';

export type Language = 'ar' | 'en';
export type Theme = 'auto' | 'light' | 'dark';

const stored = (name: string, other: string) => localStorage.getItem('marsad.' + name) ?? other;
const kept = <T extends string>(name: string, other: T) => {
  const value = signal<T>(stored(name, other) as T);
  effect(() => localStorage.setItem('marsad.' + name, value.value));
  return value;
};

export const language = kept<Language>('language', 'ar');
export const theme = kept<Theme>('theme', 'auto');
export const digits = kept<'latn' | 'arab'>('digits', 'latn');
/** Whether single letters act as keys: they can be turned off (WCAG 2.1.4). */
export const keys = kept<'on' | 'off'>('keys', 'on');
export const policy = kept<string>('policy', 'ucdp-like');

/** undefined: not asked yet; null: nobody. */
export const session = signal<Session | null | undefined>(undefined);
export const firstRun = signal(false);
/** Whether the server has the sample articles. */
export const samplesThere = signal(false);
/** How far the sample articles are read, while they are. */
export const samples = signal<{ done: number; total: number } | null>(null);
/** The session ended while somebody was at work. */
export const expired = signal(false);
export const saved = signal<{ what: 'saving' | 'saved' | 'failed'; at: Date } | null>(null);
/** Counts up whenever somebody changed something; names what. */
export const changes = signal<{ what: string; id: string; count: number }>({ what: '', id: '', count: 0 });
export const dialog = signal<'keys' | 'menu' | null>(null);

export const may = (what: string): boolean => session.value?.person.may.includes(what) ?? false;

effect(() => {
  const root = document.documentElement;
  root.lang = language.value;
  root.dir = language.value === 'ar' ? 'rtl' : 'ltr';
  if (theme.value === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme.value;
});
