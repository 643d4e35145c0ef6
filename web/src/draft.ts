// What is being typed outlives a reload or a crash of the browser: it is kept for this tab until it is sent
// or dropped. Signing out drops all of it.
import { useState } from 'preact/hooks';

const prefix = 'marsad.draft.';

function kept<T>(key: string, other: T): T {
  const words = sessionStorage.getItem(prefix + key);
  return words === null ? other : (JSON.parse(words) as T);
}

/** As useState, with a third part that drops what was kept. */
export function useDraft<T>(key: string, other: T): [T, (next: T | ((before: T) => T)) => void, () => void] {
  const [value, set] = useState<T>(() => kept(key, other));
  const put = (next: T | ((before: T) => T)) =>
    set((before) => {
      const after = typeof next === 'function' ? (next as (before: T) => T)(before) : next;
      sessionStorage.setItem(prefix + key, JSON.stringify(after));
      return after;
    });
  return [value, put, () => sessionStorage.removeItem(prefix + key)];
}

export function dropDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}
