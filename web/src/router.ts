// Which screen is shown: the part of the address after #, so that the server serves one page.
import { signal } from '@preact/signals';

export interface Route {
  screen: string;
  id: string;
  query: Record<string, string>;
}

function read(): Route {
  const [path = '', search = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [screen = '', id = ''] = path.split('/');
  return { screen, id: decodeURIComponent(id), query: Object.fromEntries(new URLSearchParams(search)) };
}

export const route = signal<Route>(read());
addEventListener('hashchange', () => {
  route.value = read();
});

export type Query = Record<string, string | number | undefined>;

function search(query: Query): string {
  const kept = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => [key, String(value)]);
  return kept.length > 0 ? '?' + new URLSearchParams(kept).toString() : '';
}

/** The address of a screen. */
export function to(screen: string, id = '', query: Query = {}): string {
  return `#/${screen}${id ? '/' + encodeURIComponent(id) : ''}${search(query)}`;
}

export function go(address: string): void {
  location.hash = address;
}

/** Changes the filters in the address of this screen; the page number goes back to the first. */
export function refine(change: Query): void {
  const now = route.value;
  go(to(now.screen, now.id, { ...now.query, page: undefined, ...change }));
}
