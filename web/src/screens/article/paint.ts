// Paints spans of the article with the CSS Custom Highlight API: no element is put into the text, so
// no word is split and none changes its place. Offsets are code points; the DOM counts UTF-16 units.
import type { Span } from '../../types';

export type Place = Pick<Span, 'start' | 'end'>;

/** UTF-16 units before the code point of that number. */
export function units(text: string, points: number): number {
  let at = 0;
  for (let seen = 0; seen < points && at < text.length; seen++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

/** Code points in the first so many UTF-16 units. */
export function points(text: string, end: number): number {
  let seen = 0;
  for (let at = 0; at < end; seen++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return seen;
}

/** Paragraphs as published, each with the code point at which it begins. */
export function paragraphs(text: string): { start: number; text: string }[] {
  let start = 0;
  return text
    .split('\n')
    .map((line) => {
      const paragraph = { start, text: line };
      start += points(line, line.length) + 1;
      return paragraph;
    })
    .filter((paragraph) => paragraph.text.trim() !== '');
}

const blocks = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('[data-start]')];

/** The nodes that hold a span: a range in each paragraph that it touches. */
function ranges(root: HTMLElement, span: Place): Range[] {
  return blocks(root).flatMap((block) => {
    const node = block.firstChild;
    if (!(node instanceof Text)) return [];
    const begin = Number(block.dataset.start);
    const length = points(node.data, node.data.length);
    const from = Math.max(span.start - begin, 0);
    const until = Math.min(span.end - begin, length);
    if (from >= until) return [];
    const range = document.createRange();
    range.setStart(node, units(node.data, from));
    range.setEnd(node, units(node.data, until));
    return [range];
  });
}

export const canPaint = (): boolean => typeof CSS !== 'undefined' && 'highlights' in CSS;

/** Paints a group anew; later priorities lie over earlier ones. */
export function paint(root: HTMLElement | null, name: string, spans: Place[], priority: number): void {
  if (!canPaint()) return;
  if (!root || spans.length === 0) {
    CSS.highlights.delete(name);
    return;
  }
  const highlight = new Highlight(...spans.flatMap((span) => ranges(root, span)));
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}

export function reveal(root: HTMLElement | null, span: Place): void {
  const range = root && ranges(root, span)[0];
  if (!range) return;
  const box = range.getBoundingClientRect();
  const scroller = root.closest<HTMLElement>('.text-pane');
  const frame = scroller?.getBoundingClientRect();
  const inside = frame ? box.top > frame.top + 40 && box.bottom < frame.bottom - 20 : false;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (!inside)
    range.startContainer.parentElement?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}

function offset(node: Node | null, unit: number): number | null {
  const block = node?.parentElement?.closest<HTMLElement>('[data-start]');
  return node instanceof Text && block ? Number(block.dataset.start) + points(node.data, unit) : null;
}

/** The words that are selected in the article now, blanks at the ends left out. */
export function selected(root: HTMLElement | null): Span | null {
  const selection = getSelection();
  if (!root || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  const text = range.toString();
  if (start === null || end === null || end <= start || text.trim() === '') return null;
  const before = text.length - text.trimStart().length;
  const after = text.length - text.trimEnd().length;
  return { start: start + before, end: end - after, text: text.trim() };
}

/** The code point under the pointer. */
export function pointAt(x: number, y: number): number | null {
  const caret = document.caretPositionFromPoint?.(x, y);
  if (caret) return offset(caret.offsetNode, caret.offset);
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? offset(range.startContainer, range.startOffset) : null;
}
