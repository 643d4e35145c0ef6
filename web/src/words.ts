// Picks words of the interface by language; a word that one language lacks is a compile error.
import { ar } from './words.ar';
import { en } from './words.en';
import { digits, language } from './state';

export type Word = keyof typeof en;
export type Words = Record<Word, string>;

const all: Record<'ar' | 'en', Words> = { ar, en };

/** A word, with {names} replaced. */
export function t(word: Word, values: Record<string, string | number> = {}): string {
  return all[language.value][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** What a thing of that name is in words; else what the server says of it. */
export const say = (family: string, name: string, other: string): string =>
  (all[language.value] as Record<string, string>)[`${family}.${name}`] ?? other;

/** A term of the schemas, such as `type` `shelling`; a term without a word stands as it is. */
export const term = (family: string, value: string | null | undefined): string =>
  value ? say(family, value, value) : '';

const forms = { ar: ['zero', 'one', 'two', 'few', 'many', 'other'], en: ['one', 'other'] };
type Counted = Extract<Word, `n.${string}`>;

/** A counted noun: the forms stand in one entry with | between, in the order of CLDR. */
export function count(word: Counted, number: number): string {
  const category = new Intl.PluralRules(language.value).select(number);
  const words = all[language.value][word].split('|');
  const form = words[forms[language.value].indexOf(category)] ?? words[words.length - 1] ?? '';
  return form.replace('{n}', numeral(number));
}

/** A number in the digits that the person chose. */
export function numeral(value: number): string {
  return formatter().format(value);
}

function formatter(): Intl.NumberFormat {
  return new Intl.NumberFormat(language.value === 'ar' ? `ar-u-nu-${digits.value}` : 'en', {
    maximumFractionDigits: 1,
  });
}
