// Hears of what others change. A browser keeps six connections to a server, whatever the number of tabs:
// so one tab listens, and tells the others.
import { changes, samples } from './state';

interface Change {
  what: string;
  id: string;
}
type Progress = { done: number; total: number };
const channel = new BroadcastChannel('marsad.changes');
const note = (change: Change): void => {
  if (change.what === 'samples') {
    samples.value = change.id as unknown as Progress;
    return;
  }
  changes.value = { ...change, count: changes.value.count + 1 };
};
channel.onmessage = (event: MessageEvent<Change>) => note(event.data);

let stop: (() => void) | null = null;

/** Listens until `hush`; waits while another tab does. */
export function listen(address: string): void {
  if (stop || !('locks' in navigator)) return;
  const ending = new AbortController();
  stop = () => ending.abort();
  void navigator.locks
    .request(
      'marsad.changes',
      { signal: ending.signal },
      () =>
        new Promise<void>((release) => {
          const stream = new EventSource(address);
          stream.addEventListener('change', (event) => {
            const change = JSON.parse((event as MessageEvent<string>).data) as Change;
            channel.postMessage(change);
            note(change);
          });
          stop = () => {
            stream.close();
            release();
          };
        }),
    )
    .catch(() => undefined);
}

export function hush(): void {
  stop?.();
  stop = null;
}
