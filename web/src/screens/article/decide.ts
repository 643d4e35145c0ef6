// Sends corrections one after the other, each on the revision that the one before made. Where somebody
// else was faster, what stands is shown and what was decided here is kept until the person says what to do.
import { useRef } from 'preact/hooks';
import { get, send, type Fault } from '../../api';
import type { Claim, Correction, ReadArticle, Reading } from '../../types';
import { conflict } from '../../shell/conflict';
import { conflictLines } from './lines';

export interface Change {
  action: string;
  subject: string;
  after?: Reading | { into: string } | { claim: Claim; takes: string[] };
  reason?: string;
}

export function useDecide(
  page: ReadArticle,
  reload: () => Promise<ReadArticle | undefined>,
  onFault: (fault: Fault | null) => void,
) {
  const latest = useRef(page);
  latest.current = page.revision >= latest.current.revision ? page : latest.current;
  const queue = useRef<Promise<void>>(Promise.resolve());
  const path = `/articles/${encodeURIComponent(page.analysis.document.id)}`;

  const once = async (change: Change): Promise<void> => {
    const { version } = latest.current.article;
    const answer = await send<{ revision: number }>('POST', path + '/corrections', {
      version,
      revision: latest.current.revision,
      ...change,
    });
    latest.current = { ...latest.current, revision: answer.revision };
    await reload();
  };
  /** Whether it is kept, or the dialog of the conflict keeps it: then a form may close. */
  const decide = (change: Change): Promise<boolean> => {
    const sent = queue.current
      .then(() => once(change))
      .then(
        () => {
          onFault(null);
          return true;
        },
        async (caught: Fault) => {
          if (caught.code !== 'changed') {
            onFault(caught);
            return false;
          }
          const seen = new Set(latest.current.corrections.map((one) => one.number));
          const now = await get<ReadArticle>(path);
          latest.current = now;
          await reload();
          conflict.value = {
            ...conflictLines(
              now.corrections.filter((one) => !seen.has(one.number)),
              change,
            ),
            again: () => once(change),
          };
          return true;
        },
      );
    queue.current = sent.then(
      () => undefined,
      () => undefined,
    );
    return sent;
  };
  /** Takes back the last that meets a condition. */
  const undo = (meets: (one: Correction) => boolean): Promise<void> => {
    queue.current = queue.current
      .then(async () => {
        const last = latest.current.corrections
          .filter((one) => !one.undone && one.action !== 'undo' && meets(one))
          .at(-1);
        if (!last) return;
        await send('POST', `/corrections/${last.number}/undo`, {});
        const now = await reload();
        if (now) latest.current = now;
      })
      .then(() => onFault(null), onFault);
    return queue.current;
  };
  return { decide, undo };
}
