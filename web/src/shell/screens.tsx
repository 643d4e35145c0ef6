// Every screen: its name, what it takes to see it, and its part of the script, loaded when first wanted.
import type { ComponentType } from 'preact';
import type { Word } from '../words';

export interface Screen {
  name: string;
  word: Word;
  needs: string;
  load: () => Promise<{ default: ComponentType }>;
  hidden?: boolean;
}

export const screens: Screen[] = [
  { name: 'inbox', word: 'nav.inbox', needs: 'read', load: () => import('../screens/inbox') },
  {
    name: 'article',
    word: 'nav.article',
    needs: 'read',
    load: () => import('../screens/article/article'),
    hidden: true,
  },
  { name: 'incidents', word: 'nav.incidents', needs: 'read', load: () => import('../screens/incidents') },
  {
    name: 'incident',
    word: 'nav.incident',
    needs: 'read',
    load: () => import('../screens/incident/incident'),
    hidden: true,
  },
  { name: 'ledger', word: 'nav.ledger', needs: 'read', load: () => import('../screens/ledger') },
  { name: 'map', word: 'nav.map', needs: 'read', load: () => import('../screens/map/map') },
  { name: 'timeline', word: 'nav.timeline', needs: 'read', load: () => import('../screens/timeline') },
  { name: 'sources', word: 'nav.sources', needs: 'read', load: () => import('../screens/sources') },
  { name: 'exports', word: 'nav.exports', needs: 'read', load: () => import('../screens/exports') },
  { name: 'policies', word: 'nav.policies', needs: 'read', load: () => import('../screens/policies') },
  { name: 'quality', word: 'nav.quality', needs: 'read', load: () => import('../screens/quality') },
  { name: 'audit', word: 'nav.audit', needs: 'audit', load: () => import('../screens/audit') },
  { name: 'people', word: 'nav.people', needs: 'people', load: () => import('../screens/people') },
  { name: 'account', word: 'nav.account', needs: '', load: () => import('../screens/account'), hidden: true },
];
