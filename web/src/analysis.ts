// marsad.analysis/1 in TypeScript, as docs/analysis.schema.json says it.

export interface Span {
  start: number;
  end: number;
  text: string;
}
export interface Mention extends Span {
  id: string;
  type: 'actor' | 'place' | 'time' | 'quantity' | 'weapon';
  name?: string;
  entity?: string;
  class?: string;
  country?: string;
  lat?: number;
  lon?: number;
  level?: string;
  value?: string;
  from?: string | null;
  to?: string | null;
  low?: number | null;
  high?: number | null;
  approximate?: boolean;
  kind?: string;
  why?: string[];
}
export interface Claim extends Span {
  id: string;
  sources: string[];
  cue: Span;
  stance: string;
  told_to: string | null;
  about: string | null;
  within: string | null;
  why?: string[];
}
export interface Happening {
  id: string;
  type: string;
  trigger: Span;
  agents: string[];
  targets: string[];
  weapons: string[];
  places: string[];
  times: string[];
  from: string | null;
  to: string | null;
  status: string;
  claims: string[];
  codes: Record<string, string>;
  why?: string[];
}
export interface Figure extends Span {
  id: string;
  kind: string;
  low: number | null;
  high: number | null;
  approximate: boolean;
  victims: string;
  event: string | null;
  claims: string[];
  sources: string[];
  within: string | null;
  place: string | null;
  from: string | null;
  to: string | null;
  status: string;
  why?: string[];
}
export type Reading = Claim | Happening | Figure | Mention;
export interface Analysis {
  schema: string;
  pack: string;
  document: {
    id: string;
    title: string | null;
    published: string | null;
    outlet: string | null;
    url?: string;
    text?: string;
  };
  mentions: Mention[];
  claims: Claim[];
  events: Happening[];
  figures: Figure[];
}
