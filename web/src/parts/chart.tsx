// A drawing by Observable Plot, loaded when the first one is wanted. Colours come from the page's style.
import { useEffect, useRef } from 'preact/hooks';
import { language, theme } from '../state';

export type Plot = typeof import('./plot');
export type Draw = (plot: Plot, width: number) => Element;

/** `summary` tells in words what the drawing shows; the data stand in a table beside it. `links`: its marks lead somewhere. */
export function Chart({
  draw,
  summary,
  deps,
  links,
}: {
  draw: Draw;
  summary: string;
  deps: unknown[];
  links?: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let gone = false;
    const paint = async () => {
      const plot = await import('./plot');
      const place = box.current;
      if (gone || !place) return;
      const drawn = draw(plot, Math.max(280, place.clientWidth));
      // The rules for inline style are the server's: the sheet that Plot brings is left out, app.css has its own.
      drawn.querySelectorAll('style').forEach((sheet) => sheet.remove());
      drawn.querySelectorAll('g[aria-label]').forEach((group) => group.removeAttribute('aria-label'));
      place.replaceChildren(drawn);
    };
    void paint();
    let width = box.current?.clientWidth ?? 0;
    const watch = new ResizeObserver(() => {
      const now = box.current?.clientWidth ?? 0;
      if (now !== width) {
        width = now;
        void paint();
      }
    });
    if (box.current) watch.observe(box.current);
    return () => {
      gone = true;
      watch.disconnect();
    };
  }, [...deps, language.value, theme.value]);
  return <div class="chart" role={links ? 'group' : 'img'} aria-label={summary} ref={box} />;
}
