// Numbers, days and times as words, in the person's language and digits; never more exact than given.
import { digits, language } from './state';
import { numeral, t } from './words';
import type { LedgerClaim, Mention, Named, Place } from './types';

const locale = () => (language.value === 'ar' ? `ar-u-nu-${digits.value}-ca-gregory` : 'en-GB');

/** 3–7, at least 12, up to 50; a dash where nothing is known. */
export function range(low: number | null | undefined, high: number | null | undefined, approximate = false): string {
  const about = approximate ? t('about') + ' ' : '';
  if (low == null && high == null) return '—';
  if (low === high && low != null) return about + numeral(low);
  if (high == null) return t('at.least', { n: numeral(low ?? 0) });
  if (low == null) return t('up.to', { n: numeral(high) });
  return `${about}${numeral(low)}–${numeral(high)}`;
}

export function day(value: string | null | undefined): string {
  if (!value) return '—';
  const date = new Date(value.slice(0, 10) + 'T00:00:00Z');
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    date,
  );
}

/** Day and month, where the year is plain from what stands around. */
export const shortDay = (date: Date): string =>
  new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(date);

export const days = (from: string | null, to: string | null): string =>
  !from && !to
    ? '—'
    : from === to || !to
      ? day(from)
      : !from
        ? t('until.day', { day: day(to) })
        : `${day(from)} – ${day(to)}`;

/** A moment, in UTC as the log keeps it. */
export function moment(value: string): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return value;
  return `${day(value)} ${new Intl.DateTimeFormat(locale(), { timeStyle: 'medium', hourCycle: 'h23', timeZone: 'UTC' }).format(date)} UTC`;
}

export const clock = (date: Date): string =>
  new Intl.DateTimeFormat(locale(), { timeStyle: 'medium', hourCycle: 'h23' }).format(date);

/** A share of a whole, as a percentage; a dash where there is no whole. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '—' : new Intl.NumberFormat(locale(), { style: 'percent' }).format(part / whole);

export function country(code: string): string {
  if (!code) return '';
  try {
    return new Intl.DisplayNames(language.value, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** A name in the language of the page: canonical names are English, and known in Arabic where rows have both. */
export const called = <T>(english: T, arabic: T | undefined): T =>
  language.value === 'ar' ? (arabic ?? english) : english;

export const placeName = (place: Place): string => called(place.name, place.name_ar);
export const sourceName = (claim: LedgerClaim): string => called(claim.source, claim.source_ar);
export const chainNames = (claim: LedgerClaim): string[] => called(claim.chain, claim.chain_ar);

/** A mention by the name of its entity; the words as written where no row knows it. */
export function mentionName(mention: Mention, names: Record<string, Named> = {}): string {
  const known = names[mention.entity || (mention.name ?? '')];
  return known && (mention.type === 'actor' || mention.type === 'place') ? called(known.en, known.ar) : mention.text;
}

/** An origin without its prefix: actor:ID, name:WORDS@OUTLET, outlet:NAME. Whom only words name is told apart by the outlet. */
export function originName(origin: string, speaker = ''): string {
  if (origin.startsWith('outlet:')) return origin.slice(7);
  if (origin.startsWith('name:')) return origin.slice(5).replace('@', ' — ');
  return speaker || origin.replace(/^actor:/, '');
}

export const originKind = (origin: string): 'outlet' | 'name' | 'actor' =>
  origin.startsWith('outlet:') ? 'outlet' : origin.startsWith('name:') ? 'name' : 'actor';
